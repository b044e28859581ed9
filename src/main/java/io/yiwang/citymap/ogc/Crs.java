package io.yiwang.citymap.ogc;

import io.yiwang.house.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;

/**
 * Coordinate systems in which features are handed out and asked for. All but Web Mercator are
 * degrees on CGCS2000 or WGS 84, which agree to a decimetre; they differ in the order of axes.
 */
enum Crs {
  CRS84("http://www.opengis.net/def/crs/OGC/1.3/CRS84", false),
  EPSG_4326("http://www.opengis.net/def/crs/EPSG/0/4326", true),
  EPSG_4490("http://www.opengis.net/def/crs/EPSG/0/4490", true),
  EPSG_3857("http://www.opengis.net/def/crs/EPSG/0/3857", false);

  /** Half the side of the square that Web Mercator shows, in metres. */
  static final double HALF_WORLD = Math.PI * 6_378_137;

  private static final double NORTHERNMOST = 85.06;

  private final String uri;
  private final boolean latitudeFirst;

  Crs(String uri, boolean latitudeFirst) {
    this.uri = uri;
    this.latitudeFirst = latitudeFirst;
  }

  String uri() {
    return uri;
  }

  boolean latitudeFirst() {
    return latitudeFirst;
  }

  boolean metres() {
    return this == EPSG_3857;
  }

  static List<String> uris() {
    return Stream.of(values()).map(Crs::uri).toList();
  }

  static Crs of(String parameter, String uri) {
    for (Crs crs : values()) {
      if (crs.uri.equals(uri)) {
        return crs;
      }
    }
    throw Problem.badField(
        parameter, uri, "is none of the coordinate systems here.", "Maybe " + CRS84.uri + ".");
  }

  /** From longitude and latitude. */
  Coordinate fromDegrees(double lng, double lat) {
    if (metres()) {
      double phi = Math.toRadians(Math.clamp(lat, -NORTHERNMOST, NORTHERNMOST));
      return new Coordinate(
          lng / 180 * HALF_WORLD, Math.log(Math.tan(Math.PI / 4 + phi / 2)) / Math.PI * HALF_WORLD);
    }
    return latitudeFirst ? new Coordinate(lat, lng) : new Coordinate(lng, lat);
  }

  /** To longitude and latitude. */
  Coordinate toDegrees(double first, double second) {
    if (metres()) {
      double phi = 2 * Math.atan(Math.exp(second / HALF_WORLD * Math.PI)) - Math.PI / 2;
      return new Coordinate(first / HALF_WORLD * 180, Math.toDegrees(phi));
    }
    return latitudeFirst ? new Coordinate(second, first) : new Coordinate(first, second);
  }

  /** A geometry in longitude and latitude. */
  Geometry toDegrees(Geometry geometry) {
    if (this == CRS84) {
      return geometry;
    }
    Geometry copy = geometry.copy();
    copy.apply(
        new CoordinateSequenceFilter() {
          @Override
          public void filter(CoordinateSequence points, int i) {
            Coordinate degrees = toDegrees(points.getX(i), points.getY(i));
            points.setOrdinate(i, CoordinateSequence.X, degrees.x);
            points.setOrdinate(i, CoordinateSequence.Y, degrees.y);
          }

          @Override
          public boolean isDone() {
            return false;
          }

          @Override
          public boolean isGeometryChanged() {
            return true;
          }
        });
    copy.geometryChanged();
    return copy;
  }
}
