package io.yiwang.cases.arrivals;

import io.yiwang.cases.CaseState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The case an incident belongs to.
 *
 * @param own the case the incident was given
 * @param id the case that stands for it now: another one when its own was merged
 * @param reports of the case that stands for it
 */
record Route(
    long own, long id, CaseState state, int reports, int ownReports, @Nullable Instant clearedAt) {

  boolean mergedByHand() {
    return own != id;
  }
}
