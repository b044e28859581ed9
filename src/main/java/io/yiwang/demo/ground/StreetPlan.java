package io.yiwang.demo.ground;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes roads of the borders between blocks: the higher the regions a border divides, the wider its
 * road. Roads end at rivers; wide ones cross narrow rivers, and the great river only where a bridge
 * is known to stand.
 */
final class StreetPlan {
  private static final double STEP = 8;
  private static final double SHORTEST_STUB = 30;
  private static final double REACH = 1_500;

  private final Ways ways;
  private final List<Block> blocks;
  private final Waters waters;

  /** Nodes from which one sees a river: ends at banks and heads of bridges. */
  final BitSet banks = new BitSet();

  /** Names of the bridges that were built by hand, by way. */
  final List<Bridge> bridges = new ArrayList<>();

  /** A named bridge. */
  record Bridge(int way, String name) {}

  StreetPlan(Ways ways, List<Block> blocks, Waters waters) {
    this.ways = ways;
    this.blocks = blocks;
    this.waters = waters;
  }

  void lay(List<Line> lines) {
    int borders = ways.size();
    for (int way = 0; way < borders; way++) {
      if (ways.left(way) >= 0 && ways.right(way) >= 0) {
        lay(way);
      }
    }
    for (Block block : blocks) {
      block.wet = waters.shore(block.x, block.y) < 5 && dryCorners(block) < 2;
    }
    Ways.Meeting meeting = ways.meeting();
    lines.stream()
        .filter(l -> l.kind() == Line.Kind.BRIDGE)
        .forEach(l -> bridge(l, lines, meeting));
  }

  private int dryCorners(Block block) {
    int dry = 0;
    for (int i = 0; i < block.ring.length; i++) {
      dry += waters.shore(block.outline[2 * i], block.outline[2 * i + 1]) > 5 ? 1 : 0;
    }
    return dry;
  }

  private void lay(int way) {
    Block one = blocks.get(ways.left(way));
    Block two = blocks.get(ways.right(way));
    double urban = (one.urban + two.urban) / 2;
    byte rank = rank(one, two);
    double half = half(rank, urban);
    boolean fromDry = waters.shore(ways.x(ways.from(way)), ways.y(ways.from(way))) > half;
    boolean toDry = waters.shore(ways.x(ways.to(way)), ways.y(ways.to(way))) > half;
    double wet = wetMetres(way, half);
    if (wet == 0) {
      ways.set(way, rank, half, false);
    } else if (fromDry && toDry) {
      if (wet < (rank == Ways.MAIN ? 190 : rank == Ways.SECONDARY ? 110 : 84)) {
        ways.set(way, rank, half, true);
        banks.set(ways.from(way));
        banks.set(ways.to(way));
      }
    } else if (fromDry || toDry) {
      stub(way, rank, half, fromDry ? ways.from(way) : ways.to(way));
    }
  }

  private static byte rank(Block one, Block two) {
    if (!one.hood.code.regionMatches(0, two.hood.code, 0, 9)) {
      return Ways.MAIN;
    }
    if (one.hood != two.hood) {
      return Ways.SECONDARY;
    }
    return one.grid.equals(two.grid) ? Ways.LANE : Ways.LOCAL;
  }

  static double half(byte rank, double urban) {
    return switch (rank) {
      case Ways.MAIN -> 8 + 10 * urban;
      case Ways.SECONDARY -> 5.5 + 6 * urban;
      case Ways.LOCAL -> 3.8 + 3.6 * urban;
      default -> 3 + 1.5 * urban;
    };
  }

  private double wetMetres(int way, double half) {
    double length = ways.length(way);
    int steps = (int) Math.ceil(length / STEP);
    int wet = 0;
    for (int i = 0; i <= steps; i++) {
      double t = (double) i / Math.max(1, steps);
      wet += shore(way, t) < half * 0.6 + 1 ? 1 : 0;
    }
    return wet * STEP;
  }

  private double shore(int way, double t) {
    int a = ways.from(way);
    int b = ways.to(way);
    return waters.shore(
        ways.x(a) + t * (ways.x(b) - ways.x(a)), ways.y(a) + t * (ways.y(b) - ways.y(a)));
  }

  /** A road that ends at the bank. */
  private void stub(int way, byte rank, double half, int dryEnd) {
    int far = ways.other(way, dryEnd);
    double dx = ways.x(far) - ways.x(dryEnd);
    double dy = ways.y(far) - ways.y(dryEnd);
    double length = Math.hypot(dx, dy);
    double reached = 0;
    while (reached < length
        && waters.shore(
                ways.x(dryEnd) + dx * reached / length, ways.y(dryEnd) + dy * reached / length)
            > half + 4) {
      reached += 4;
    }
    reached -= 4;
    if (reached >= SHORTEST_STUB) {
      int bank =
          ways.node(ways.x(dryEnd) + dx * reached / length, ways.y(dryEnd) + dy * reached / length);
      ways.moveEnd(way, far, bank);
      ways.set(way, rank, half, false);
      banks.set(bank);
    }
  }

  private void bridge(Line bridge, List<Line> lines, Ways.Meeting meeting) {
    double x = bridge.x(0);
    double y = bridge.y(0);
    double @Nullable [] river = riverAt(x, y, lines);
    if (river == null) {
      return;
    }
    int near = bank(x, y, river, 1, meeting);
    int far = bank(x, y, river, -1, meeting);
    if (near >= 0 && far >= 0) {
      int way = ways.addWay(near, far);
      ways.set(way, Ways.MAIN, bridge.width() / 2, true);
      bridges.add(new Bridge(way, bridge.name()));
      banks.set(near);
      banks.set(far);
    }
  }

  /** Normal of the nearest stretch of a wide river. */
  private static double @Nullable [] riverAt(double x, double y, List<Line> lines) {
    double best = 600;
    double[] normal = null;
    for (Line line : lines) {
      for (int i = 0; line.kind() == Line.Kind.RIVER && i + 1 < line.size(); i++) {
        double away = Geo.distance(x, y, line.x(i), line.y(i), line.x(i + 1), line.y(i + 1));
        if (line.width() > 200 && away < best) {
          best = away;
          double dx = line.x(i + 1) - line.x(i);
          double dy = line.y(i + 1) - line.y(i);
          double length = Math.hypot(dx, dy);
          normal = new double[] {-dy / length, dx / length};
        }
      }
    }
    return normal;
  }

  /** The crossing on one side that a bridge would begin at. */
  private int bank(double x, double y, double[] normal, int side, Ways.Meeting meeting) {
    int best = -1;
    double least = REACH;
    for (int node = 0; node + 1 < meeting.start().length; node++) {
      double dx = ways.x(node) - x;
      double dy = ways.y(node) - y;
      double across = (dx * normal[0] + dy * normal[1]) * side;
      double along = Math.abs(dx * normal[1] - dy * normal[0]);
      if (across < 60 || across > REACH || along > REACH || meeting.roads(node) < 2) {
        continue;
      }
      double cost = across + 2 * along;
      for (int i = meeting.start()[node]; i < meeting.start()[node + 1]; i++) {
        cost -= ways.rank(meeting.at()[i]) <= Ways.SECONDARY ? 120 : 0;
      }
      if (cost < least && waters.shore(ways.x(node), ways.y(node)) > 12) {
        least = cost;
        best = node;
      }
    }
    return best;
  }
}
