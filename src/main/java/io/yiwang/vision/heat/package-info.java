/** Where people are many: counts on a grid by the minute, never who. */
@NullMarked
package io.yiwang.vision.heat;

import org.jspecify.annotations.NullMarked;
