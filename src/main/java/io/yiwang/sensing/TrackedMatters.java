package io.yiwang.sensing;

import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.ObservationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Port: what became of a resident's report, and the resident's word on the mending. Implemented by
 * the owner of cases.
 */
public interface TrackedMatters {

  /** The matter that this observation became part of; empty until it was correlated. */
  Optional<TrackedMatter> find(ObservationId observation);

  /** The reporter says it is mended. */
  TrackedMatter confirm(ObservationId observation, Answer answer);

  /** The reporter says it is not mended: rework. */
  TrackedMatter reject(ObservationId observation, Answer answer);

  /**
   * What the reporter adds.
   *
   * @param key idempotency key made by the browser
   * @param photos ids in {@link Photos}
   */
  record Answer(@Nullable String key, @Nullable String note, List<String> photos) {}

  /**
   * The public status of a matter.
   *
   * @param mayAnswer whether the reporter may confirm or reject now
   * @param steps what happened so far, oldest first
   */
  record TrackedMatter(
      long caseId,
      String number,
      String state,
      String stage,
      String classCode,
      String classZh,
      String classEn,
      @Nullable String address,
      GeoPoint point,
      @Nullable String unitZh,
      @Nullable String unitEn,
      Instant reportedAt,
      @Nullable Instant dueAt,
      @Nullable Instant closedAt,
      Instant updatedAt,
      int reports,
      List<String> photos,
      boolean mayAnswer,
      List<Step> steps) {}

  /** One public step of a matter. */
  record Step(String stage, String state, Instant at) {}
}
