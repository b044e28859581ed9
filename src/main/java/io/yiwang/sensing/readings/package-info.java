/**
 * What devices measure: readings on their way into the log, to those who act on them, and into
 * columns for the years to come.
 */
@NullMarked
package io.yiwang.sensing.readings;

import org.jspecify.annotations.NullMarked;
