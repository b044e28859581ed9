/**
 * Rules on streams of readings: a state machine for each rule and device that is a function of the
 * readings and their times alone. No database, no Spring, no clock of its own.
 */
@NullMarked
package io.yiwang.sensing.rules.engine;

import org.jspecify.annotations.NullMarked;
