package io.yiwang.vision.review;

import io.yiwang.kernel.GeoPoint;
import io.yiwang.vision.Box;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something a person is asked about, and what they said.
 *
 * @param photo null once its time is over
 * @param saidClass as the person says; null when it is nothing or nobody has said
 * @param sendAt when it is reported unless it is taken back before
 * @param goneAt when the camera saw the place clear
 */
record Candidate(
    long id,
    String camera,
    String ability,
    String version,
    String classCode,
    double confidence,
    Box box,
    int width,
    int height,
    @Nullable String photo,
    String track,
    Instant seenAt,
    GeoPoint point,
    String regionPath,
    Band band,
    Status status,
    @Nullable String saidClass,
    @Nullable Long decidedBy,
    @Nullable String decider,
    @Nullable Instant decidedAt,
    @Nullable Instant sendAt,
    @Nullable Instant sentAt,
    @Nullable String refusal,
    @Nullable Instant goneAt,
    @Nullable String shadowVersion,
    @Nullable Double shadowConfidence) {

  /** How far it has come. */
  enum Status {
    OPEN,
    CONFIRMED,
    CORRECTED,
    REJECTED,
    /** Nobody looked in time. */
    EXPIRED
  }

  /** What a person says about one. */
  enum Verdict {
    CONFIRM,
    CORRECT,
    REJECT
  }
}
