package io.yiwang.cases.checks;

import io.yiwang.kernel.GeoPoint;
import io.yiwang.sensing.LookRequest;
import io.yiwang.sensing.LookVerdict;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One source that was asked to look at a case again.
 *
 * @param round all sources asked at once have the same
 * @param before ids of the photos it had sent
 * @param giveUpAt when a person is asked instead
 * @param answer null until it answered
 * @param outcome what followed from its round; null until that is decided
 */
public record Look(
    UUID id,
    long caseId,
    long round,
    Target target,
    List<String> before,
    Instant mendedAt,
    Instant lookAt,
    Instant giveUpAt,
    State state,
    @Nullable Answer answer,
    @Nullable Outcome outcome) {

  /** Who looks, where, and at what. */
  public record Target(
      String source,
      String classCode,
      GeoPoint point,
      @Nullable String componentId,
      @Nullable String trackId) {}

  /** Whether the source has spoken. */
  public enum State {
    WAITING,
    ANSWERED,
    SILENT,
    CANCELLED
  }

  /** What followed from a round. */
  public enum Outcome {
    CLOSED,
    REWORK,
    PERSON,
    OVERTAKEN
  }

  /** What the source saw. */
  public record Answer(
      LookVerdict verdict,
      Instant at,
      List<String> photos,
      String model,
      String version,
      double confidence,
      @Nullable String reason) {

    public Answer {
      photos = List.copyOf(photos);
    }
  }

  public Look {
    before = List.copyOf(before);
  }

  boolean said(LookVerdict verdict) {
    return answer != null && answer.verdict() == verdict;
  }

  LookRequest request() {
    return new LookRequest(
        id.toString(),
        target.source(),
        target.classCode(),
        target.point(),
        target.componentId(),
        target.trackId(),
        before,
        mendedAt,
        lookAt);
  }
}
