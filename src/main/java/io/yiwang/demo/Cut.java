package io.yiwang.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.locationtech.jts.geom.Coordinate;

/**
 * A tree of straight cuts through the plane (a binary space partition). Each cut halves the points
 * given, across their longer axis and a little askew, until there are as many cells as asked for;
 * where points lie dense, cells are small.
 */
final class Cut {
  private static final double ASKEW = Math.toRadians(9);

  private final double nx;
  private final double ny;
  private final double offset;
  private final Cut[] sides;

  /** Number of the cell among its siblings; meaningful in a leaf. */
  private final int cell;

  private Cut(double nx, double ny, double offset, Cut[] sides, int cell) {
    this.nx = nx;
    this.ny = ny;
    this.offset = offset;
    this.sides = sides;
    this.cell = cell;
  }

  /** The tree, the points of each cell and the cells' convex outlines. */
  record Result(Cut tree, List<List<Coordinate>> points, List<Coordinate[]> outlines) {}

  /**
   * @param outline convex ring that holds all points, not closed
   * @param segments gains the cuts, as pairs of ends
   */
  static Result into(
      int cells,
      List<Coordinate> points,
      Coordinate[] outline,
      SplittableRandom random,
      List<Coordinate[]> segments) {
    List<List<Coordinate>> cellPoints = new ArrayList<>();
    List<Coordinate[]> outlines = new ArrayList<>();
    Cut tree = divide(cells, points, outline, random, segments, cellPoints, outlines);
    return new Result(tree, cellPoints, outlines);
  }

  int cellOf(Coordinate p) {
    Cut here = this;
    while (here.sides.length > 0) {
      here = here.sides[here.nx * p.x + here.ny * p.y < here.offset ? 0 : 1];
    }
    return here.cell;
  }

  private static Cut divide(
      int cells,
      List<Coordinate> points,
      Coordinate[] outline,
      SplittableRandom random,
      List<Coordinate[]> segments,
      List<List<Coordinate>> cellPoints,
      List<Coordinate[]> outlines) {
    if (cells <= 1 || points.size() < 2 * cells) {
      cellPoints.add(points);
      outlines.add(outline);
      return new Cut(0, 0, 0, new Cut[0], cellPoints.size() - 1);
    }
    double axis = longAxis(points) + (random.nextDouble() * 2 - 1) * ASKEW;
    double nx = Math.cos(axis);
    double ny = Math.sin(axis);
    int firstCells = cells / 2;
    List<Coordinate> sorted = new ArrayList<>(points);
    sorted.sort((a, b) -> Double.compare(nx * a.x + ny * a.y, nx * b.x + ny * b.y));
    int at = Math.clamp((long) points.size() * firstCells / cells, 1, points.size() - 1);
    double offset = (along(sorted.get(at - 1), nx, ny) + along(sorted.get(at), nx, ny)) / 2;
    segments.add(chord(outline, nx, ny, offset));
    Cut low =
        divide(
            firstCells,
            sorted.subList(0, at),
            clip(outline, nx, ny, offset, -1),
            random,
            segments,
            cellPoints,
            outlines);
    Cut high =
        divide(
            cells - firstCells,
            sorted.subList(at, sorted.size()),
            clip(outline, nx, ny, offset, 1),
            random,
            segments,
            cellPoints,
            outlines);
    return new Cut(nx, ny, offset, new Cut[] {low, high}, -1);
  }

  /** Direction of the first principal component. */
  private static double longAxis(List<Coordinate> points) {
    double mx = 0;
    double my = 0;
    for (Coordinate p : points) {
      mx += p.x / points.size();
      my += p.y / points.size();
    }
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (Coordinate p : points) {
      xx += (p.x - mx) * (p.x - mx);
      yy += (p.y - my) * (p.y - my);
      xy += (p.x - mx) * (p.y - my);
    }
    return 0.5 * Math.atan2(2 * xy, xx - yy);
  }

  private static double along(Coordinate p, double nx, double ny) {
    return nx * p.x + ny * p.y;
  }

  private static Coordinate[] chord(Coordinate[] ring, double nx, double ny, double offset) {
    List<Coordinate> ends = new ArrayList<>();
    for (int i = 0; i < ring.length; i++) {
      Coordinate a = ring[i];
      Coordinate b = ring[(i + 1) % ring.length];
      double da = along(a, nx, ny) - offset;
      double db = along(b, nx, ny) - offset;
      if ((da < 0) != (db < 0)) {
        ends.add(between(a, b, da, db));
      }
    }
    return ends.toArray(new Coordinate[0]);
  }

  /** The part of a convex ring on one side of a line. */
  private static Coordinate[] clip(
      Coordinate[] ring, double nx, double ny, double offset, int side) {
    List<Coordinate> kept = new ArrayList<>();
    for (int i = 0; i < ring.length; i++) {
      Coordinate a = ring[i];
      Coordinate b = ring[(i + 1) % ring.length];
      double da = along(a, nx, ny) - offset;
      double db = along(b, nx, ny) - offset;
      if (da * side >= 0) {
        kept.add(a);
      }
      if ((da < 0) != (db < 0)) {
        kept.add(between(a, b, da, db));
      }
    }
    return kept.toArray(new Coordinate[0]);
  }

  private static Coordinate between(Coordinate a, Coordinate b, double da, double db) {
    double t = da / (da - db);
    return new Coordinate(a.x + t * (b.x - a.x), a.y + t * (b.y - a.y));
  }
}
