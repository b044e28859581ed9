/** Files of the GIS world: reading and writing them as streams, and their coordinate systems. */
@NamedInterface("files")
@NullMarked
package io.yiwang.citymap.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
