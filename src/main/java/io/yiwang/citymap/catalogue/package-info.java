/**
 * Reading, keeping and searching the catalogue; other modules see it through {@link
 * io.yiwang.citymap.Catalogue}.
 */
@NullMarked
package io.yiwang.citymap.catalogue;

import org.jspecify.annotations.NullMarked;
