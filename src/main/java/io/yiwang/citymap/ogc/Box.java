package io.yiwang.citymap.ogc;

import io.yiwang.house.Problem;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** A rectangle in degrees; one whose west lies east of its east spans the 180th meridian. */
record Box(double west, double south, double east, double north) {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");
  private static final GeometryFactory FACTORY = new GeometryFactory();

  /** Reads the parameter {@code bbox}: two corners, of which heights are left out. */
  static Box of(String text, Crs crs) {
    String[] parts = text.split(",", -1);
    if (parts.length != 4 && parts.length != 6) {
      throw refuse(text, "must be four numbers, or six with heights.");
    }
    double[] numbers = new double[parts.length];
    for (int i = 0; i < parts.length; i++) {
      if (!NUMBER.matcher(parts[i].strip()).matches()) {
        throw refuse(text, "must be numbers with commas between them.");
      }
      numbers[i] = Double.parseDouble(parts[i].strip());
      if (!Double.isFinite(numbers[i])) {
        throw refuse(text, "must be numbers on Earth.");
      }
    }
    int half = parts.length / 2;
    Coordinate low = crs.toDegrees(numbers[0], numbers[1]);
    Coordinate high = crs.toDegrees(numbers[half], numbers[half + 1]);
    if (low.y > high.y || low.y < -90 || high.y > 90) {
      throw refuse(text, "must have its south below its north, between -90° and 90°.");
    }
    if (low.x < -180 || low.x > 180 || high.x < -180 || high.x > 180) {
      throw refuse(text, "must lie between -180° and 180°.");
    }
    if (crs.metres() && low.x > high.x) {
      throw refuse(text, "must have its west before its east.");
    }
    return new Box(low.x, low.y, high.x, high.y);
  }

  boolean spansAntimeridian() {
    return west > east;
  }

  boolean holds(double lng, double lat) {
    boolean between = spansAntimeridian() ? lng >= west || lng <= east : lng >= west && lng <= east;
    return between && lat >= south && lat <= north;
  }

  /** One rectangle, or two at the 180th meridian. */
  Geometry geometry() {
    if (!spansAntimeridian()) {
      return rectangle(west, east);
    }
    return FACTORY.createGeometryCollection(
        new Geometry[] {rectangle(west, 180), rectangle(-180, east)});
  }

  private Geometry rectangle(double from, double to) {
    return FACTORY.toGeometry(new Envelope(from, to, south, north));
  }

  private static Problem refuse(String text, String rule) {
    return Problem.badField(
        "bbox", text, rule, "Maybe west,south,east,north; with bbox-crs in the order of its axes.");
  }
}
