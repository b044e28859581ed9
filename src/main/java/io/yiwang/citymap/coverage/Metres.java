package io.yiwang.citymap.coverage;

import io.yiwang.kernel.GeoPoint;
import org.locationtech.jts.geom.Geometry;

/** How long degrees are round a latitude, for things of a few kilometres. */
record Metres(double perDegreeLat, double perDegreeLng) {

  static Metres round(Geometry place) {
    double lat = place.isEmpty() ? 0 : place.getEnvelopeInternal().centre().y;
    double perDegree = Math.toRadians(1) * GeoPoint.EARTH_RADIUS_M;
    return new Metres(perDegree, perDegree * Math.cos(Math.toRadians(lat)));
  }

  double square(Geometry area) {
    return area.getArea() * perDegreeLat * perDegreeLng;
  }

  /** Of a strip: twice the area by the way round it, at least half of its true width. */
  double width(Geometry area) {
    double around = area.getLength() * perDegreeLng;
    return around == 0 ? 0 : 2 * square(area) / around;
  }

  double degrees(double metres) {
    return metres / perDegreeLat;
  }
}
