package io.yiwang.citymap.regions;

import java.util.Arrays;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/**
 * Answers whether a point lies in an area, such that areas which share a border share no point.
 *
 * <p>A ray runs east from the point and counts the edges it crosses. An edge is always taken from
 * its lower to its upper end, whichever way the ring runs, and counts when the point's latitude is
 * in [lower, upper) and the point is strictly left of it, decided by JTS's exact orientation. Two
 * neighbours with the same edge between them therefore come to the same decision on which side a
 * point lies, and a point exactly on it belongs to the area on its east or, if the edge runs along
 * a parallel, on its north: the half-open rule.
 *
 * <p>Edges are filed by latitude in equal bands, so a query looks only at those of one band.
 * Immutable.
 */
final class PreparedArea {
  private static final int EDGES_PER_BAND = 4;
  private static final int MAX_BANDS = 4_096;

  private final double minX;
  private final double minY;
  private final double maxX;
  private final double maxY;
  private final double bandHeight;

  /** Edges as lower x, lower y, upper x, upper y. */
  private final double[] edges;

  /** Edges of band b are bandEdges[bandStarts[b]] to bandEdges[bandStarts[b + 1]], exclusive. */
  private final int[] bandStarts;

  private final int[] bandEdges;

  PreparedArea(Geometry area) {
    this.edges = edges(area);
    double[] box = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
    for (int i = 0; i < edges.length; i += 2) {
      box[0] = Math.min(box[0], edges[i]);
      box[1] = Math.min(box[1], edges[i + 1]);
      box[2] = Math.max(box[2], edges[i]);
      box[3] = Math.max(box[3], edges[i + 1]);
    }
    this.minX = box[0];
    this.minY = box[1];
    this.maxX = box[2];
    this.maxY = box[3];
    int count = edges.length / 4;
    int bands = Math.clamp(count / EDGES_PER_BAND, 1, MAX_BANDS);
    this.bandHeight = (maxY - minY) / bands;
    this.bandStarts = new int[bands + 1];
    for (int e = 0; e < count; e++) {
      for (int b = band(edges[4 * e + 1]); b <= band(edges[4 * e + 3]); b++) {
        bandStarts[b + 1]++;
      }
    }
    Arrays.parallelPrefix(bandStarts, Integer::sum);
    this.bandEdges = new int[bandStarts[bands]];
    int[] next = bandStarts.clone();
    for (int e = 0; e < count; e++) {
      for (int b = band(edges[4 * e + 1]); b <= band(edges[4 * e + 3]); b++) {
        bandEdges[next[b]++] = 4 * e;
      }
    }
  }

  private int band(double y) {
    int bands = bandStarts.length - 1;
    return bandHeight == 0 ? 0 : Math.clamp((long) ((y - minY) / bandHeight), 0, bands - 1);
  }

  /** Edges along a parallel never count and are left out. */
  private static double[] edges(Geometry area) {
    double[] edges = new double[4 * area.getNumPoints()];
    int size = 0;
    for (int i = 0; i < area.getNumGeometries(); i++) {
      if (area.getGeometryN(i) instanceof Polygon polygon) {
        size = addRing(polygon.getExteriorRing().getCoordinateSequence(), edges, size);
        for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
          size = addRing(polygon.getInteriorRingN(hole).getCoordinateSequence(), edges, size);
        }
      }
    }
    return Arrays.copyOf(edges, size);
  }

  private static int addRing(CoordinateSequence ring, double[] edges, int size) {
    int at = size;
    for (int i = 1; i < ring.size(); i++) {
      boolean up = ring.getY(i - 1) < ring.getY(i);
      if (ring.getY(i - 1) != ring.getY(i)) {
        int lower = up ? i - 1 : i;
        int upper = up ? i : i - 1;
        edges[at++] = ring.getX(lower);
        edges[at++] = ring.getY(lower);
        edges[at++] = ring.getX(upper);
        edges[at++] = ring.getY(upper);
      }
    }
    return at;
  }

  boolean contains(double x, double y) {
    if (!(y >= minY && y < maxY && x >= minX && x < maxX)) {
      return false;
    }
    boolean inside = false;
    int b = band(y);
    for (int i = bandStarts[b]; i < bandStarts[b + 1]; i++) {
      int e = bandEdges[i];
      if (edges[e + 1] <= y && y < edges[e + 3] && isLeft(e, x, y)) {
        inside = !inside;
      }
    }
    return inside;
  }

  private boolean isLeft(int e, double x, double y) {
    if (x < edges[e] && x < edges[e + 2]) {
      return true;
    }
    if (x > edges[e] && x > edges[e + 2]) {
      return false;
    }
    return Orientation.index(
            new Coordinate(edges[e], edges[e + 1]),
            new Coordinate(edges[e + 2], edges[e + 3]),
            new Coordinate(x, y))
        == Orientation.LEFT;
  }
}
