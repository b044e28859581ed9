package io.yiwang.citymap.network;

import io.yiwang.kernel.GeoPoint;
import org.locationtech.jts.geom.Coordinate;

/** The course of a pipe: its first and last point, its bends between them and its length. */
record PipeLine(
    int firstLatE7, int firstLngE7, int lastLatE7, int lastLngE7, int[] bends, float metres) {
  private static final double E7 = 1e7;

  /** From coordinates in degrees, x the longitude. */
  static PipeLine of(Coordinate[] line) {
    int[] bends = new int[2 * Math.max(0, line.length - 2)];
    double metres = 0;
    for (int i = 1; i < line.length; i++) {
      metres += point(line[i - 1]).distanceMetres(point(line[i]));
      if (i < line.length - 1) {
        bends[2 * i - 2] = e7(line[i].y);
        bends[2 * i - 1] = e7(line[i].x);
      }
    }
    Coordinate first = line[0];
    Coordinate last = line[line.length - 1];
    return new PipeLine(e7(first.y), e7(first.x), e7(last.y), e7(last.x), bends, (float) metres);
  }

  private static GeoPoint point(Coordinate c) {
    return new GeoPoint(c.y, c.x);
  }

  private static int e7(double degrees) {
    return (int) Math.round(degrees * E7);
  }
}
