package io.yiwang.citymap;

import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.RegionLevel;
import org.jspecify.annotations.Nullable;

/**
 * A part of the city at one level of its administration.
 *
 * @param path codes from the city down to this region, joined by dots
 * @param centre a point inside it
 */
public record Region(
    String code,
    RegionLevel level,
    String nameZh,
    String nameEn,
    @Nullable String parent,
    String path,
    GeoPoint centre) {}
