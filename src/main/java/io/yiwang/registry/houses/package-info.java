/** Quarters, buildings and the doors in them. */
@NullMarked
package io.yiwang.registry.houses;

import org.jspecify.annotations.NullMarked;
