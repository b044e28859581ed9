/**
 * Asking the map: what is here and below, what is nearest, inside, along; one box for names, codes,
 * addresses and coordinates.
 */
@NullMarked
package io.yiwang.citymap.explore;

import org.jspecify.annotations.NullMarked;
