package io.yiwang.citymap;

import io.yiwang.kernel.GeoPoint;
import org.jspecify.annotations.Nullable;

/**
 * A thing that stands in the city, for example street lamp 31010501037000042.
 *
 * @param ownerUnit code of the unit that must keep it in order, if known
 */
public record Component(
    String id,
    String classCode,
    String nameZh,
    @Nullable String ownerUnit,
    GeoPoint point,
    String regionCode) {}
