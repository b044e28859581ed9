/**
 * Unit grids and responsibility areas as the desk draws them: drafts, checks, publication from a
 * day on. What is published, a reorganisation carries out.
 */
@NullMarked
package io.yiwang.citymap.grids;

import org.jspecify.annotations.NullMarked;
