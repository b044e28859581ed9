package io.yiwang.access.policy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of the policy, without its text.
 *
 * @param basedOn the version in force when it was proposed; null for the first
 * @param takenFrom the version whose text it takes up again
 * @param authorId null when it was shipped with the program
 * @param from from when it is to hold; null is as soon as it is approved
 * @param steps what happened to it, in order
 */
record PolicyVersion(
    int id,
    VersionState state,
    String note,
    @Nullable Integer basedOn,
    @Nullable Integer takenFrom,
    @Nullable Long authorId,
    String authorName,
    Instant at,
    @Nullable Instant from,
    List<VersionStep> steps) {
  PolicyVersion {
    steps = List.copyOf(steps);
  }

  /** Kinds of steps. */
  enum Kind {
    PROPOSED,
    APPROVED,
    REFUSED,
    WITHDRAWN,
    IN_FORCE
  }

  /**
   * One thing that happened to a version.
   *
   * @param personId null when the platform did it
   */
  record VersionStep(
      Kind kind, Instant at, @Nullable Long personId, String personName, String reason) {}

  boolean waits() {
    return state == VersionState.PROPOSED || state == VersionState.PLANNED;
  }
}
