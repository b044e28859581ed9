package io.yiwang.sensing.rules.engine;

import org.jspecify.annotations.Nullable;

/**
 * A rule made ready to run. Durations and moments are milliseconds.
 *
 * @param lasting how long the gauge must be on without a gap; 0 at once
 * @param times how often it must come on within {@code within}; 1 once
 * @param goodFor how long a value counts when no newer one comes
 */
public record Watch(
    String rule,
    int version,
    String quantity,
    Gauge gauge,
    long lasting,
    int times,
    long within,
    long goodFor,
    Hours hours,
    @Nullable Group group) {

  boolean repeats() {
    return times > 1;
  }
}
