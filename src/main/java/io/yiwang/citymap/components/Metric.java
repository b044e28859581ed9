package io.yiwang.citymap.components;

import io.yiwang.kernel.GeoPoint;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.GeometryTransformer;

/**
 * The ground round a point as a plane in metres: x east and y north of it (equirectangular about
 * its parallel). Exact to a thousandth within some ten kilometres of it.
 */
public final class Metric extends GeometryTransformer {
  private final GeoPoint origin;
  private final double east;
  private final double north;

  public Metric(GeoPoint origin) {
    this.origin = origin;
    this.north = Math.toRadians(GeoPoint.EARTH_RADIUS_M);
    this.east = north * Math.cos(Math.toRadians(origin.lat()));
  }

  @Override
  protected CoordinateSequence transformCoordinates(CoordinateSequence degrees, Geometry parent) {
    Coordinate[] plane = new Coordinate[degrees.size()];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = of(degrees.getX(i), degrees.getY(i));
    }
    return factory.getCoordinateSequenceFactory().create(plane);
  }

  /** The point of the ground at a place of the plane. */
  public GeoPoint back(Coordinate place) {
    double lng = origin.lng() + place.x / east;
    return new GeoPoint(
        origin.lat() + place.y / north, lng > 180 ? lng - 360 : lng < -180 ? lng + 360 : lng);
  }

  public Coordinate of(double lng, double lat) {
    double across = lng - origin.lng();
    across = across > 180 ? across - 360 : across < -180 ? across + 360 : across;
    return new Coordinate(across * east, (lat - origin.lat()) * north);
  }
}
