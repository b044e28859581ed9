/**
 * What the rules have found: runs them on the stream, keeps each firing once, raises its matter,
 * escalates what nobody acknowledges, and looks again when something was mended.
 */
@NullMarked
package io.yiwang.sensing.rules.alarms;

import org.jspecify.annotations.NullMarked;
