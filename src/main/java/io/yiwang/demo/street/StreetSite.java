package io.yiwang.demo.street;

import io.yiwang.kernel.GeoPoint;
import org.jspecify.annotations.Nullable;

/**
 * Where one of the demonstration's cameras hangs.
 *
 * @param bearing of the street there, degrees from north
 * @param owner code of the unit whose it is
 * @param component the 17 digits of the camera in the map's inventory
 */
public record StreetSite(
    String code,
    String nameZh,
    GeoPoint pole,
    double bearing,
    StreetView.Focus focus,
    String owner,
    @Nullable String component) {}
