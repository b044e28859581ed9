package io.yiwang.citymap.survey;

import io.yiwang.citymap.ComponentState;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.GeoPoint;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change to the map that somebody has proposed.
 *
 * @param componentId null as long as it is new
 * @param knownFrom the version of the component that the proposer saw
 * @param point where it stands, or should stand
 * @param accuracyM of the phone's position; null when the place was picked on the map
 * @param state what it should be, null when that is not proposed
 * @param name likewise
 * @param seenAt when somebody stood there, by the phone
 * @param setId the change set by which it was applied
 */
record Proposal(
    long id,
    Kind kind,
    @Nullable Long componentId,
    @Nullable Instant knownFrom,
    int classNo,
    GeoPoint point,
    @Nullable Float accuracyM,
    @Nullable ComponentState state,
    @Nullable String name,
    @Nullable String note,
    List<String> photos,
    Instant seenAt,
    Instant proposedAt,
    long proposedBy,
    String proposer,
    String regionPath,
    Status status,
    @Nullable ProposalCorrection corrected,
    @Nullable String decider,
    @Nullable Instant decidedAt,
    @Nullable String reason,
    @Nullable Long setId) {

  /** What is proposed. */
  enum Kind {
    NEW,
    MOVED,
    /** Another state or name. */
    CHANGED,
    GONE
  }

  /** How far it has come. */
  enum Status {
    OPEN,
    ACCEPTED,
    REJECTED,
    /** By the proposer. */
    WITHDRAWN
  }

  /** What a reviewer put right before accepting; null is as proposed. */
  record ProposalCorrection(
      @Nullable Double lat,
      @Nullable Double lng,
      @Nullable String classCode,
      @Nullable ComponentState state,
      @Nullable String name) {
    boolean saysNothing() {
      return lat == null && lng == null && classCode == null && state == null && name == null;
    }
  }

  /** With what was put right. */
  Proposal with(@Nullable ProposalCorrection right) {
    if (right == null || right.saysNothing()) {
      return this;
    }
    GeoPoint place =
        right.lat == null || right.lng == null ? point : new GeoPoint(right.lat, right.lng);
    return new Proposal(
        id,
        kind,
        componentId,
        knownFrom,
        right.classCode == null || kind != Kind.NEW ? classNo : Integer.parseInt(right.classCode),
        place,
        accuracyM,
        right.state == null ? state : right.state,
        right.name == null ? name : right.name,
        note,
        photos,
        seenAt,
        proposedAt,
        proposedBy,
        proposer,
        regionPath,
        status,
        right,
        decider,
        decidedAt,
        reason,
        setId);
  }

  String classCode() {
    return ComponentId.classCode(classNo);
  }
}
