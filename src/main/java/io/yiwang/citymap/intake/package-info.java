/**
 * Map files brought in and taken out: an import is read into rows of its own, compared to the city,
 * looked at, and applied as one change set; it goes on after whatever stopped it.
 */
@NullMarked
package io.yiwang.citymap.intake;

import org.jspecify.annotations.NullMarked;
