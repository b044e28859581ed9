/**
 * The ground of the demonstration city: everything that stands, lies or runs below in it, placed as
 * a city places it.
 */
@NullMarked
package io.yiwang.demo.ground;

import org.jspecify.annotations.NullMarked;
