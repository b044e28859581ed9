package io.yiwang.sensing.rules;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it was in force over a time.
 *
 * @param validTo null of the one in force
 * @param by who made it
 */
public record RuleVersion(
    int version,
    SensorRule rule,
    Instant validFrom,
    @Nullable Instant validTo,
    @Nullable String note,
    String by) {}
