package io.yiwang.cases.checks;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How classes of one prefix are looked at again.
 *
 * @param prefix of the class code; empty for all others
 * @param quiet from the mending until the look
 * @param patience how long an answer is waited for after that, before a person is asked
 * @param undo how long the closing may be undone
 * @param setAt when this city set it; null as shipped
 */
record LookRule(
    String prefix,
    Duration quiet,
    Duration patience,
    Duration undo,
    @Nullable Instant setAt,
    @Nullable String setBy) {}
