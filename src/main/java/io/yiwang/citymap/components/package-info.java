/**
 * Everything on the map in one table: what it is, where it stands, who keeps it, how it was before;
 * the only way to change it and the ways to read it.
 */
@NamedInterface("components")
@NullMarked
package io.yiwang.citymap.components;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
