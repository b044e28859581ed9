package io.yiwang.demo.ground;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/**
 * Cuts unit grids into blocks of the size the place wants, so that the city looks alike however
 * coarse its grids are. Where a cut ends on a border it becomes a corner of the neighbour too.
 */
final class BlockCutter {
  private static final double SNAP = 18;
  private static final double TOO_LARGE = 1.7;
  private static final double ASKEW = Math.toRadians(6);

  private final Ways ways;
  private final long seed;
  private final Map<Long, Integer> splits = new HashMap<>();
  private final List<Block> blocks = new ArrayList<>();

  BlockCutter(Ways ways, long seed) {
    this.ways = ways;
    this.seed = seed;
  }

  /** Cuts one unit grid. */
  void cut(Hood hood, String grid, Geometry area) {
    for (int i = 0; i < area.getNumGeometries(); i++) {
      Polygon part = (Polygon) area.getGeometryN(i);
      Coordinate[] shell = part.norm().getCoordinates();
      int[] ring = new int[part.getExteriorRing().getNumPoints() - 1];
      int size = 0;
      for (int c = ring.length; c > 0; c--) { // normal form is clockwise
        int node = ways.node(Plane.x(shell[c].x), Plane.y(shell[c].y));
        if (size == 0 || ring[size - 1] != node) {
          ring[size++] = node;
        }
      }
      if (size > 3 && ring[0] == ring[size - 1]) {
        size--;
      }
      if (size >= 3) {
        divide(hood, grid, expanded(Arrays.copyOf(ring, size)), i);
      }
    }
  }

  private void divide(Hood hood, String grid, int[] ring, long salt) {
    double[] middle = middle(ring);
    double target = Urban.block(Urban.at(middle[0], middle[1]));
    int @Nullable [][] parts = null;
    if (middle[2] > TOO_LARGE * target) {
      double axis = longAxis(ring, middle);
      double askew = (Chance.of(seed ^ salt, hood.number * 31L + ring[0]) * 2 - 1) * ASKEW;
      parts = split(ring, middle, axis + askew);
      if (parts == null) {
        parts = split(ring, middle, axis + askew + Math.PI / 2);
      }
    }
    if (parts == null) {
      var block = new Block(blocks.size(), hood, grid, ring);
      blocks.add(block);
      hood.blocks.add(block);
    } else {
      divide(hood, grid, parts[0], salt * 2 + 1);
      divide(hood, grid, expanded(parts[1]), salt * 2 + 2);
    }
  }

  /** Middle and area. */
  private double[] middle(int[] ring) {
    double twice = 0;
    double mx = 0;
    double my = 0;
    double ox = ways.x(ring[0]);
    double oy = ways.y(ring[0]);
    for (int i = 0; i < ring.length; i++) {
      int j = (i + 1) % ring.length;
      double ax = ways.x(ring[i]) - ox;
      double ay = ways.y(ring[i]) - oy;
      double bx = ways.x(ring[j]) - ox;
      double by = ways.y(ring[j]) - oy;
      double cross = ax * by - bx * ay;
      twice += cross;
      mx += (ax + bx) * cross;
      my += (ay + by) * cross;
    }
    double d = twice == 0 ? 1 : 3 * twice;
    return new double[] {ox + mx / d, oy + my / d, Math.abs(twice / 2)};
  }

  private double longAxis(int[] ring, double[] middle) {
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < ring.length; i++) {
      int j = (i + 1) % ring.length;
      double px = (ways.x(ring[i]) + ways.x(ring[j])) / 2 - middle[0];
      double py = (ways.y(ring[i]) + ways.y(ring[j])) / 2 - middle[1];
      double weight =
          Math.hypot(ways.x(ring[j]) - ways.x(ring[i]), ways.y(ring[j]) - ways.y(ring[i]));
      xx += weight * px * px;
      yy += weight * py * py;
      xy += weight * px * py;
    }
    return 0.5 * Math.atan2(2 * xy, xx - yy);
  }

  /** Both sides of a straight cut through the middle; null unless it meets the ring just twice. */
  private int @Nullable [][] split(int[] ring, double[] middle, double axis) {
    double nx = Math.cos(axis);
    double ny = Math.sin(axis);
    double offset = nx * middle[0] + ny * middle[1];
    int n = ring.length;
    int[] at = new int[2];
    int found = 0;
    for (int i = 0; i < n; i++) {
      double da = nx * ways.x(ring[i]) + ny * ways.y(ring[i]) - offset;
      double db = nx * ways.x(ring[(i + 1) % n]) + ny * ways.y(ring[(i + 1) % n]) - offset;
      if ((da < 0) != (db < 0)) {
        if (found == 2) {
          return null;
        }
        at[found++] = i;
      }
    }
    if (found != 2) {
      return null;
    }
    int first = end(ring[at[0]], ring[(at[0] + 1) % n], nx, ny, offset);
    int second = end(ring[at[1]], ring[(at[1] + 1) % n], nx, ny, offset);
    int[] one = part(ring, at[0], at[1], first, second);
    int[] two = part(ring, at[1], at[0] + n, second, first);
    return one.length < 3 || two.length < 3 || first == second ? null : new int[][] {one, two};
  }

  /** Where the cut meets a stretch of the ring: a corner that is near, or a new one. */
  private int end(int u, int v, double nx, double ny, double offset) {
    double du = nx * ways.x(u) + ny * ways.y(u) - offset;
    double dv = nx * ways.x(v) + ny * ways.y(v) - offset;
    double t = du / (du - dv);
    double length = Math.hypot(ways.x(v) - ways.x(u), ways.y(v) - ways.y(u));
    if (t * length < SNAP || length < 2 * SNAP) {
      return t < 0.5 || t * length < SNAP ? u : v;
    }
    if ((1 - t) * length < SNAP) {
      return v;
    }
    int node =
        ways.node(ways.x(u) + t * (ways.x(v) - ways.x(u)), ways.y(u) + t * (ways.y(v) - ways.y(u)));
    splits.put(Ways.ends(u, v), node);
    return node;
  }

  /** From the first end along the ring to the second. */
  private static int[] part(int[] ring, int after, int upTo, int first, int second) {
    int[] part = new int[upTo - after + 2];
    int size = 0;
    part[size++] = first;
    for (int i = after + 1; i <= upTo; i++) {
      int node = ring[i % ring.length];
      if (node != first && node != second) {
        part[size++] = node;
      }
    }
    part[size++] = second;
    return Arrays.copyOf(part, size);
  }

  /** With the corners that cuts of neighbours have made since. */
  private int[] expanded(int[] ring) {
    List<Integer> all = new ArrayList<>(ring.length + 4);
    for (int i = 0; i < ring.length; i++) {
      all.add(ring[i]);
      between(ring[i], ring[(i + 1) % ring.length], all);
    }
    return all.stream().mapToInt(Integer::intValue).toArray();
  }

  private void between(int u, int v, List<Integer> all) {
    Integer middle = splits.get(Ways.ends(u, v));
    if (middle != null) {
      between(u, middle, all);
      all.add(middle);
      between(middle, v, all);
    }
  }

  /** All blocks, with the ways around them. */
  List<Block> finish() {
    for (Block block : blocks) {
      block.ring = expanded(block.ring);
      block.measure(ways);
      int n = block.ring.length;
      block.ways = new int[n];
      for (int i = 0; i < n; i++) {
        block.ways[i] = ways.way(block.ring[i], block.ring[(i + 1) % n], block.number);
      }
    }
    return blocks;
  }
}
