package io.yiwang.demo.ground;

import io.yiwang.demo.ground.Inventory.Item;
import java.util.SplittableRandom;

/** Sets things up in one neighbourhood: at even distances along roads, by chance in yards. */
final class Furniture {
  private static final int TRIES = 14;

  private final CityPlan plan;
  private final Houses houses;
  private final Spots spots;
  private final Shares shares;
  private final long seed;

  /** Takes what was set up. */
  interface Taker {
    void take(Item item, double x, double y, Block block, int house);
  }

  Furniture(CityPlan plan, Houses houses, Spots spots, Shares shares, long seed) {
    this.plan = plan;
    this.houses = houses;
    this.spots = spots;
    this.shares = shares;
    this.seed = seed;
  }

  void furnish(Hood hood, Inventory inventory, Taker taker) {
    var placing = new Placing(hood, taker);
    for (Item item : inventory.items()) {
      int count = shares.count(item, hood);
      if (count > 0) {
        placing.place(item, count);
      }
    }
  }

  /** One neighbourhood being furnished. */
  private final class Placing {
    private final Hood hood;
    private final Taker taker;
    private final Sides sides;
    private final SplittableRandom random;

    Placing(Hood hood, Taker taker) {
      this.hood = hood;
      this.taker = taker;
      this.sides = new Sides(plan, hood);
      this.random = new SplittableRandom(Chance.mix(seed, hood.number));
    }

    void place(Item item, int count) {
      switch (item.rule()) {
        case KERB, ROAD, PIPE -> alongRoads(item, count);
        case CORNER -> atCorners(item, count);
        case YARD, FIELD, DOOR -> inBlocks(item, count);
        case BANK, VIADUCT, METRO -> atSpots(item, count);
      }
    }

    private void alongRoads(Item item, int count) {
      double total = 0;
      for (Sides.Side side : sides.sides) {
        total += shares.weight(item, side);
      }
      double step = total / count;
      double next = step * (0.2 + 0.6 * random.nextDouble());
      double passed = 0;
      int placed = 0;
      for (Sides.Side side : sides.sides) {
        double weight = shares.weight(item, side);
        for (; weight > 0 && next <= passed + weight && placed < count; next += step, placed++) {
          besideRoad(item, side, (next - passed) / weight);
        }
        passed += weight;
      }
      for (; placed < count; placed++) {
        besideRoad(item, sides.sides.getFirst(), random.nextDouble());
      }
    }

    private void besideRoad(Item item, Sides.Side side, double at) {
      Ways ways = plan.ways;
      int way = side.way();
      double half = ways.half(way);
      PipeKind pipe = item.pipe();
      double across =
          pipe == null ? half * item.share() + item.offset() : Math.max(0.8, pipe.across * half);
      double ax = ways.x(ways.from(way));
      double ay = ways.y(ways.from(way));
      double length = side.length();
      double dx = (ways.x(ways.to(way)) - ax) / length;
      double dy = (ways.y(ways.to(way)) - ay) / length;
      double margin = Math.min(half + 3, length * 0.3);
      double s = margin + at * (length - 2 * margin);
      for (int attempt = 0; attempt < TRIES; attempt++) {
        double out = (attempt < 8 ? across : across * 0.5) * side.hand();
        double x = ax + s * dx - out * dy;
        double y = ay + s * dy + out * dx;
        if (side.block().contains(x, y) && plan.waters.shore(x, y) > 1) {
          taker.take(item, x, y, side.block(), -1);
          return;
        }
        s = margin + (s - margin + 0.31 * length) % Math.max(1, length - 2 * margin);
      }
      somewhere(item, side.block());
    }

    private void atCorners(Item item, int count) {
      double total = 0;
      for (Sides.Corner c : sides.corners) {
        total += item.weight(c.rank(), c.block().urban);
      }
      double step = total / count;
      double next = step * random.nextDouble();
      double passed = 0;
      int placed = 0;
      for (Sides.Corner c : sides.corners) {
        double weight = item.weight(c.rank(), c.block().urban);
        for (; weight > 0 && next <= passed + weight && placed < count; next += step, placed++) {
          atCorner(item, c);
        }
        passed += weight;
      }
      for (; placed < count; placed++) {
        atCorner(item, sides.corners.getFirst());
      }
    }

    private void atCorner(Item item, Sides.Corner c) {
      for (int attempt = 0; attempt < 6; attempt++) {
        double slide = (random.nextDouble() - 0.5) * (3 + 2 * c.half());
        double x = c.x() + c.nx() * item.offset() - c.ny() * slide * 0.4;
        double y = c.y() + c.ny() * item.offset() + c.nx() * slide * 0.4;
        if (c.block().contains(x, y) && plan.waters.shore(x, y) > 1) {
          taker.take(item, x, y, c.block(), -1);
          return;
        }
      }
      somewhere(item, c.block());
    }

    private void inBlocks(Item item, int count) {
      double total = 0;
      for (Block block : hood.blocks) {
        total += shares.weight(item, block);
      }
      double step = total / count;
      double next = step * random.nextDouble();
      double passed = 0;
      int placed = 0;
      Block last = hood.blocks.getFirst();
      for (Block block : hood.blocks) {
        double weight = shares.weight(item, block);
        int inThis = 0;
        for (; weight > 0 && next <= passed + weight && placed < count; next += step, placed++) {
          inBlock(item, block, inThis++);
        }
        last = weight > 0 ? block : last;
        passed += weight;
      }
      for (; placed < count; placed++) {
        inBlock(item, last, placed);
      }
    }

    private void inBlock(Item item, Block block, int number) {
      if (item.rule() == Inventory.Rule.DOOR && block.houses > 0) {
        int house = block.house + number % block.houses;
        double along = (random.nextDouble() * 1.7 - 0.85) * houses.halfLength(house);
        double out = -houses.halfDepth(house) - 0.15;
        double cos = Math.cos(houses.turn(house));
        double sin = Math.sin(houses.turn(house));
        taker.take(
            item,
            houses.x(house) + along * cos - out * sin,
            houses.y(house) + along * sin + out * cos,
            block,
            house);
      } else {
        somewhere(item, block);
      }
    }

    /** Between the houses of a block; if it is crowded anywhere in it, but never in water. */
    private void somewhere(Item item, Block block) {
      Block at = block;
      for (int attempt = 0; attempt < 40; attempt++) {
        if (somewhereIn(item, at)) {
          return;
        }
        at = hood.blocks.get(random.nextInt(hood.blocks.size()));
      }
      throw new IllegalStateException(
          "There is no dry ground for class " + item.classNo() + " in " + hood.code + ".");
    }

    private boolean somewhereIn(Item item, Block block) {
      double[] o = block.outline;
      double west = 1e9;
      double east = -1e9;
      double south = 1e9;
      double north = -1e9;
      for (int i = 0; i < o.length; i += 2) {
        west = Math.min(west, o[i]);
        east = Math.max(east, o[i]);
        south = Math.min(south, o[i + 1]);
        north = Math.max(north, o[i + 1]);
      }
      for (int attempt = 0; attempt < 300; attempt++) {
        double x = west + random.nextDouble() * (east - west);
        double y = south + random.nextDouble() * (north - south);
        boolean free =
            attempt > 60 || block.depth(x, y, plan.ways) > 2.5 && !houses.built(block, x, y, 0.7);
        if (free && block.contains(x, y) && plan.waters.shore(x, y) > 1) {
          taker.take(item, x, y, block, -1);
          return true;
        }
      }
      return false;
    }

    private void atSpots(Item item, int count) {
      double[] at = spots.of(item.rule(), hood.number);
      int there = at.length / 4;
      for (int i = 0; i < count; i++) {
        double x = 0;
        double y = 0;
        Block block = null;
        for (int attempt = 0; attempt < 8 && block == null; attempt++) {
          int spot = attempt == 0 ? (int) ((long) i * there / count) : random.nextInt(there);
          double out =
              item.rule() == Inventory.Rule.METRO
                  ? 28 + random.nextDouble() * 6
                  : item.offset() * (0.7 + 0.5 * random.nextDouble());
          double slide = (random.nextDouble() - 0.5) * 8;
          x = at[4 * spot] + out * at[4 * spot + 2] - slide * at[4 * spot + 3];
          y = at[4 * spot + 1] + out * at[4 * spot + 3] + slide * at[4 * spot + 2];
          Block found = plan.finder.at(x, y);
          block = found != null && found.hood == hood && plan.waters.shore(x, y) > 1 ? found : null;
        }
        if (block == null) {
          somewhere(item, hood.blocks.get(random.nextInt(hood.blocks.size())));
        } else {
          taker.take(item, x, y, block, -1);
        }
      }
    }
  }
}
