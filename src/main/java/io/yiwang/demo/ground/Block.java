package io.yiwang.demo.ground;

import org.jspecify.annotations.Nullable;

/** The ground between the roads around it. */
final class Block {
  final int number;
  final Hood hood;
  final String grid;

  /** Nodes of its border, counter-clockwise, not closed. */
  int[] ring;

  /** Coordinates of the ring: x, y, x, y …, not closed. */
  double[] outline = {};

  /** The way from ring[i] to ring[i + 1]; -1 where there is none. */
  int[] ways = {};

  double area;
  double x;
  double y;
  double urban;

  /** Whether it has no dry ground to speak of. */
  boolean wet;

  Zone zone = Zone.OPEN;
  @Nullable Quarter quarter;
  boolean site;
  boolean heritage;

  /** The first of its houses and how many there are. */
  int house;

  int houses;

  Block(int number, Hood hood, String grid, int[] ring) {
    this.number = number;
    this.hood = hood;
    this.grid = grid;
    this.ring = ring;
  }

  /** What most of a block is used for. */
  enum Zone {
    HOMES,
    OFFICES,
    WORKS,
    SCHOOL,
    PARK,
    VILLAGE,
    OPEN
  }

  /** Reads the corners from the ways and measures. */
  void measure(Ways nodes) {
    int n = ring.length;
    outline = new double[2 * n];
    for (int i = 0; i < n; i++) {
      outline[2 * i] = nodes.x(ring[i]);
      outline[2 * i + 1] = nodes.y(ring[i]);
    }
    double twice = 0;
    double mx = 0;
    double my = 0;
    double ox = outline[0];
    double oy = outline[1];
    for (int i = 0; i < n; i++) {
      int j = (i + 1) % n;
      double ax = outline[2 * i] - ox;
      double ay = outline[2 * i + 1] - oy;
      double bx = outline[2 * j] - ox;
      double by = outline[2 * j + 1] - oy;
      double cross = ax * by - bx * ay;
      twice += cross;
      mx += (ax + bx) * cross;
      my += (ay + by) * cross;
    }
    area = Math.abs(twice / 2);
    x = ox + (twice == 0 ? 0 : mx / (3 * twice));
    y = oy + (twice == 0 ? 0 : my / (3 * twice));
    urban = Urban.at(x, y);
  }

  boolean contains(double px, double py) {
    boolean inside = false;
    for (int i = 0, j = outline.length - 2; i < outline.length; j = i, i += 2) {
      double yi = outline[i + 1];
      double yj = outline[j + 1];
      if ((yi > py) != (yj > py)
          && px < (outline[j] - outline[i]) * (py - yi) / (yj - yi) + outline[i]) {
        inside = !inside;
      }
    }
    return inside;
  }

  /** Metres from the nearest kerb of the roads around, negative on a road or outside. */
  double depth(double px, double py, Ways of) {
    if (!contains(px, py)) {
      return -1;
    }
    double least = 1e9;
    int n = ring.length;
    for (int i = 0; i < n; i++) {
      int j = (i + 1) % n;
      double half = ways[i] < 0 ? 0 : of.half(ways[i]);
      double away =
          Geo.distance(
              px, py, outline[2 * i], outline[2 * i + 1], outline[2 * j], outline[2 * j + 1]);
      least = Math.min(least, away - half);
    }
    return least;
  }
}
