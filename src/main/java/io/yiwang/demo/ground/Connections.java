package io.yiwang.demo.ground;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Which houses are connected to which way of a network: the nearest one around their block. */
final class Connections {
  private static final double FARTHEST = 130;

  /** Houses share an end at every so many-th node. */
  private static final int EACH = 3;

  private static final int[] NONE = {};

  private final Ways ways;
  private final Houses houses;
  private final Map<Integer, int[]> byWay = new HashMap<>();

  Connections(CityPlan plan, Houses houses, PipeKind kind, PipeRoutes routes) {
    this.ways = plan.ways;
    this.houses = houses;
    for (int house = 0; house < houses.size() && kind.serves(); house++) {
      connect(house, plan.blocks.get(houses.block(house)), routes);
    }
  }

  private void connect(int house, Block block, PipeRoutes routes) {
    double best = FARTHEST;
    int nearest = -1;
    for (int way : block.ways) {
      if (routes.carries(way) && !ways.isBridge(way)) {
        int a = ways.from(way);
        int b = ways.to(way);
        double away =
            Geo.distance(
                houses.x(house), houses.y(house), ways.x(a), ways.y(a), ways.x(b), ways.y(b));
        if (away < best) {
          best = away;
          nearest = way;
        }
      }
    }
    if (nearest >= 0) {
      byWay.merge(nearest, new int[] {house}, Connections::joined);
    }
  }

  static int[] joined(int[] some, int[] one) {
    int[] all = Arrays.copyOf(some, some.length + 1);
    all[some.length] = one[0];
    return all;
  }

  /** Houses of a way. */
  int[] of(int way) {
    return byWay.getOrDefault(way, NONE);
  }

  /** Houses of a run between two places on a way, by the inner node nearest to them. */
  Map<Integer, int[]> byPart(int way, double s0, double s1, int parts) {
    Map<Integer, int[]> byPart = new TreeMap<>();
    int a = ways.from(way);
    int b = ways.to(way);
    double low = Math.min(s0, s1);
    double high = Math.max(s0, s1);
    for (int house : of(way)) {
      double s =
          ways.length(way)
              * Geo.along(
                  houses.x(house), houses.y(house), ways.x(a), ways.y(a), ways.x(b), ways.y(b));
      if (s >= low - 1 && s <= high + 1) {
        double t = (s - s0) / (s1 - s0);
        int part = (int) Math.clamp(Math.round(t * parts / EACH) * EACH, 1, Math.max(1, parts - 1));
        byPart.merge(part, new int[] {house}, Connections::joined);
      }
    }
    return byPart;
  }
}
