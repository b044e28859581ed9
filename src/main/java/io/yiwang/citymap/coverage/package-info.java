/**
 * Areas that cover a whole without gap or overlap, drawn and checked as plain geometry: unit grids
 * in their neighbourhood.
 */
@NullMarked
package io.yiwang.citymap.coverage;

import org.jspecify.annotations.NullMarked;
