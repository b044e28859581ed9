package io.yiwang.demo.ground;

import java.util.ArrayList;
import java.util.List;

/** The sides of the roads and the corners that belong to one neighbourhood. */
final class Sides {
  final List<Side> sides = new ArrayList<>();
  final List<Corner> corners = new ArrayList<>();

  /**
   * One side of a way.
   *
   * @param hand 1 when the block lies left of the way, -1 when right
   */
  record Side(Block block, int way, int hand, double length) {}

  /** A corner of a block at a crossing; the vector leads to where the kerbs meet. */
  record Corner(Block block, double x, double y, double nx, double ny, int rank, double half) {}

  Sides(CityPlan plan, Hood hood) {
    Ways ways = plan.ways;
    for (Block block : hood.blocks) {
      if (block.wet) {
        continue;
      }
      for (int i = 0; i < block.ring.length; i++) {
        int way = block.ways[i];
        if (ways.isRoad(way) && !ways.isBridge(way)) {
          int hand = ways.left(way) == block.number ? 1 : -1;
          sides.add(new Side(block, way, hand, ways.length(way)));
          corner(plan, block, i);
        }
      }
    }
  }

  /** Where the border turns into its i-th way. */
  private void corner(CityPlan plan, Block block, int i) {
    Ways ways = plan.ways;
    int n = block.ring.length;
    int before = (i + n - 1) % n;
    int way = block.ways[i];
    int last = block.ways[before];
    int node = block.ring[i];
    if (!ways.isRoad(last) || ways.isBridge(last) || plan.roads.meeting().roads(node) < 3) {
      return;
    }
    double[] one = normal(block, before);
    double[] two = normal(block, i);
    if (one[0] * two[0] + one[1] * two[1] > 0.75) {
      return;
    }
    corners.add(
        new Corner(
            block,
            block.outline[2 * i] + one[0] * ways.half(last) + two[0] * ways.half(way),
            block.outline[2 * i + 1] + one[1] * ways.half(last) + two[1] * ways.half(way),
            one[0] + two[0],
            one[1] + two[1],
            Math.min(ways.rank(way), ways.rank(last)),
            ways.half(way)));
  }

  /** Into the block, at right angles to its i-th way. */
  private static double[] normal(Block block, int i) {
    int j = (i + 1) % block.ring.length;
    double dx = block.outline[2 * j] - block.outline[2 * i];
    double dy = block.outline[2 * j + 1] - block.outline[2 * i + 1];
    double length = Math.max(0.01, Math.hypot(dx, dy));
    return new double[] {-dy / length, dx / length};
  }
}
