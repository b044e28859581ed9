package io.yiwang.citymap;

import io.yiwang.kernel.RegionLevel;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * A region to be loaded.
 *
 * @param parent code of the region above; null means the city itself
 * @param area polygon or multipolygon in WGS-84 degrees, x = longitude, y = latitude
 */
public record RegionDraft(
    String code,
    RegionLevel level,
    String nameZh,
    String nameEn,
    @Nullable String parent,
    Geometry area) {}
