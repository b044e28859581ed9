package io.yiwang.access.staff;

import io.yiwang.access.Duty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A duty of a person in a unit and a region for a period.
 *
 * @param until null is until further notice
 * @param delegatedBy the name of the person it is held for, and null for an own duty
 */
record HeldDuty(
    long id,
    long personId,
    Duty duty,
    String unitCode,
    @Nullable String unitZh,
    @Nullable String unitEn,
    String regionCode,
    Instant from,
    @Nullable Instant until,
    @Nullable String delegatedBy,
    @Nullable Long delegatedFrom) {

  /** Begun and not over. */
  boolean inForce(Instant now) {
    return !from.isAfter(now) && (until == null || until.isAfter(now));
  }
}
