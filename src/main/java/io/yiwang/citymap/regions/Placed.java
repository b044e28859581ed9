package io.yiwang.citymap.regions;

import io.yiwang.citymap.Region;

/** A region with its area and the cells that cover it. */
record Placed(Region region, PreparedArea area, CellCover cover) {}
