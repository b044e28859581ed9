package io.yiwang.demo.ground;

import io.yiwang.demo.ground.Inventory.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How many things of each class each neighbourhood has: its part of the whole city's number, by the
 * roads, yards and banks it has, rounded so that the parts sum up to the whole exactly.
 */
final class Shares {
  private final List<Item> items;
  private final CityPlan plan;
  private final Houses houses;
  private final Spots spots;
  private final Map<PipeKind, PipeRoutes> pipes;

  /** Weight of each way of spreading in each neighbourhood. */
  private final double[][] weights;

  private final int[] spreadOf;
  private final int[][] counts;

  Shares(
      Inventory inventory,
      CityPlan plan,
      Houses houses,
      Spots spots,
      Map<PipeKind, PipeRoutes> pipes,
      double size) {
    this.items = inventory.items();
    this.plan = plan;
    this.houses = houses;
    this.spots = spots;
    this.pipes = pipes;
    this.spreadOf = new int[items.size()];
    this.counts = new int[items.size()][];
    List<Item> spreads = new ArrayList<>();
    for (Item item : items) {
      int found = -1;
      for (int s = 0; s < spreads.size() && found < 0; s++) {
        found = spreads.get(s).spreadLike(item) ? s : -1;
      }
      spreadOf[item.number()] = found < 0 ? spreads.size() : found;
      if (found < 0) {
        spreads.add(item);
      }
    }
    this.weights = new double[spreads.size()][plan.hoods.size()];
    for (Hood hood : plan.hoods) {
      Sides sides = new Sides(plan, hood);
      for (int s = 0; s < spreads.size(); s++) {
        weights[s][hood.number] = weight(spreads.get(s), hood, sides);
      }
    }
    for (Item item : items) {
      counts[item.number()] =
          divide((int) Math.round(item.count() * size), weights[spreadOf[item.number()]]);
    }
  }

  /** Things of all classes but the one that fills up. */
  int counted() {
    int sum = 0;
    for (int i = 0; i < counts.length - 1; i++) {
      sum += Arrays.stream(counts[i]).sum();
    }
    return sum;
  }

  /** Sets the number of the last class, which fills up. */
  void fill(Item item, int count) {
    counts[item.number()] = divide(Math.max(0, count), weights[spreadOf[item.number()]]);
  }

  int count(Item item, Hood hood) {
    return counts[item.number()][hood.number];
  }

  /** Of all classes together. */
  int count(Hood hood) {
    int sum = 0;
    for (int[] each : counts) {
      sum += each[hood.number];
    }
    return sum;
  }

  private static int[] divide(int count, double[] weights) {
    double total = 0;
    for (double w : weights) {
      total += w;
    }
    int[] parts = new int[weights.length];
    double sum = 0;
    int given = 0;
    for (int i = 0; i < weights.length && total > 0; i++) {
      sum += weights[i];
      int upTo = (int) Math.floor(count * Math.min(1, sum / total) + 1e-7);
      parts[i] = upTo - given;
      given = upTo;
    }
    return parts;
  }

  private double weight(Item item, Hood hood, Sides sides) {
    double sum = 0;
    switch (item.rule()) {
      case KERB, ROAD, PIPE -> {
        for (Sides.Side side : sides.sides) {
          sum += weight(item, side);
        }
      }
      case CORNER -> {
        for (Sides.Corner corner : sides.corners) {
          sum += item.weight(corner.rank(), corner.block().urban);
        }
      }
      case YARD, FIELD, DOOR -> {
        for (Block block : hood.blocks) {
          sum += weight(item, block);
        }
      }
      case BANK, VIADUCT, METRO ->
          sum = spots.of(item.rule(), hood.number).length * item.weight(0, hood.urban());
    }
    return sum;
  }

  double weight(Item item, Sides.Side side) {
    PipeKind kind = item.pipe();
    if (kind != null && !lies(kind, side)) {
      return 0;
    }
    return side.length() * item.weight(plan.ways.rank(side.way()), side.block().urban);
  }

  /** Whether a pipe of the network lies on this side of the road. */
  private boolean lies(PipeKind kind, Sides.Side side) {
    PipeRoutes routes = pipes.get(kind);
    return side.hand() == kind.side && routes != null && routes.chose(side.way());
  }

  double weight(Item item, Block block) {
    if (block.wet) {
      return 0;
    }
    return switch (item.rule()) {
      case DOOR -> Math.min(houses.wanted(block), 30) * (block.quarter != null ? 3.0 : 1.5);
      case FIELD ->
          block.zone == Block.Zone.OPEN || block.zone == Block.Zone.VILLAGE
              ? Math.min(block.area, 120_000) * item.weight(0, block.urban)
              : 0;
      default ->
          (block.zone == Block.Zone.OPEN ? 0.15 : 1)
              * Math.min(block.area, 60_000)
              * item.weight(use(block), block.urban);
    };
  }

  private static int use(Block block) {
    return switch (block.zone) {
      case HOMES -> 0;
      case OFFICES, SCHOOL -> 1;
      case WORKS, VILLAGE, OPEN -> 2;
      case PARK -> 3;
    };
  }
}
