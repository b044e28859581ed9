/** Filling an empty registry with a whole city, as fast as the database takes it. */
@NullMarked
@NamedInterface("load")
package io.yiwang.registry.load;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
