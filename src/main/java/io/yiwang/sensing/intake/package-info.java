/**
 * The gate: reading rows, checking them, forgetting repeats, committing them to the log together,
 * counting what was bad.
 */
@NullMarked
package io.yiwang.sensing.intake;

import org.jspecify.annotations.NullMarked;
