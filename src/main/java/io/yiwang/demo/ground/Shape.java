package io.yiwang.demo.ground;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/** Lines and areas in metres as WKB in degrees, rounded to 10^-7. */
final class Shape {
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  private Shape() {}

  /** A line through x, y, x, y …; as WKB and as geometry. */
  static void line(Thing thing, double[] xy) {
    ByteBuffer out = ByteBuffer.allocate(9 + 8 * xy.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 1).putInt(2).putInt(xy.length / 2);
    write(thing, out, xy, false);
  }

  /** An area within a ring that is not closed. */
  static void area(Thing thing, double[] xy) {
    ByteBuffer out = ByteBuffer.allocate(13 + 8 * xy.length + 16).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 1).putInt(3).putInt(1).putInt(xy.length / 2 + 1);
    write(thing, out, xy, true);
  }

  private static void write(Thing thing, ByteBuffer out, double[] xy, boolean closed) {
    Coordinate[] corners = new Coordinate[xy.length / 2 + (closed ? 1 : 0)];
    for (int i = 0; i < xy.length; i += 2) {
      double lng = Plane.lngE7(xy[i]) / 1e7;
      double lat = Plane.latE7(xy[i + 1]) / 1e7;
      corners[i / 2] = new Coordinate(lng, lat);
      out.putDouble(lng).putDouble(lat);
    }
    if (closed) {
      corners[xy.length / 2] = corners[0];
      out.putDouble(corners[0].x).putDouble(corners[0].y);
    }
    thing.shape = out.array();
    thing.geometry =
        closed ? GEOMETRIES.createPolygon(corners) : GEOMETRIES.createLineString(corners);
  }

  /** A rectangle turned about its middle. */
  static double[] rectangle(double x, double y, double halfLength, double halfDepth, double turn) {
    double cos = Math.cos(turn);
    double sin = Math.sin(turn);
    double[] ring = new double[8];
    int[] signs = {-1, -1, 1, -1, 1, 1, -1, 1};
    for (int i = 0; i < 8; i += 2) {
      double u = signs[i] * halfLength;
      double v = signs[i + 1] * halfDepth;
      ring[i] = x + u * cos - v * sin;
      ring[i + 1] = y + u * sin + v * cos;
    }
    return ring;
  }
}
