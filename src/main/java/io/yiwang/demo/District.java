package io.yiwang.demo;

import io.yiwang.kernel.GeoPoint;
import org.locationtech.jts.geom.Geometry;

/**
 * A district of the demonstration city.
 *
 * @param residents10k residents in ten thousands, census of 2020; the weight for streets, grids and
 *     reports
 * @param centre roughly its middle
 * @param area in WGS-84 degrees, x = longitude
 */
record District(
    String code, String nameZh, String nameEn, int residents10k, GeoPoint centre, Geometry area) {

  District withArea(Geometry other) {
    return new District(code, nameZh, nameEn, residents10k, centre, other);
  }
}
