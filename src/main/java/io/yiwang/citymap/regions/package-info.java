/**
 * Loading, indexing and drawing regions; other modules see them through {@link
 * io.yiwang.citymap.Regions}.
 */
@NullMarked
package io.yiwang.citymap.regions;

import org.jspecify.annotations.NullMarked;
