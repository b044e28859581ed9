package io.yiwang.demo.ground;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Which ways a network follows and which way it flows in them: from sources, or down to outfalls,
 * along the shortest way that prefers wide roads. What lies beside the tree closes loops.
 */
final class PipeRoutes {
  private static final double LEAST_METRES = 1_200;
  private static final int ATTEMPTS = 5;
  private static final double[] RELUCTANCE = {1, 1.35, 1.9, 2.6};

  private final CityPlan plan;
  private final Ways ways;
  private final PipeKind kind;
  private final long seed;
  private final boolean[] chosen;
  private final boolean[] carried;

  /** Nodes at which it begins, or ends if it drains. */
  final List<Integer> roots = new ArrayList<>();

  /** Nodes in the order of their distance from a root. */
  int[] order = {};

  /** The way that leads to each node from nearer its root; -1 at a root. */
  final int[] parent;

  final double[] distance;

  PipeRoutes(CityPlan plan, PipeKind kind, long seed) {
    this.plan = plan;
    this.ways = plan.ways;
    this.kind = kind;
    this.seed = seed * 31 + kind.ordinal();
    this.chosen = new boolean[ways.size()];
    this.carried = new boolean[ways.size()];
    this.parent = new int[ways.nodes()];
    this.distance = new double[ways.nodes()];
  }

  /** Whether there is such a pipe in the part of the city that is made. */
  boolean carries(int way) {
    return way >= 0 && carried[way];
  }

  /** Whether there is one, made or not. */
  boolean chose(int way) {
    return way >= 0 && chosen[way];
  }

  /** Chooses the roads of highest rank and most city, so many kilometres of them. */
  void choose(double kilometres) {
    double[] priority = new double[ways.size()];
    for (int w = 0; w < priority.length; w++) {
      priority[w] = ways.isRoad(w) ? priority(w) : 0;
    }
    int[] all =
        IntStream.range(0, ways.size())
            .filter(ways::isRoad)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer w) -> -priority[w]))
            .mapToInt(Integer::intValue)
            .toArray();
    double wanted = kilometres * 1_000;
    double asked = wanted;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      double metres = 0;
      for (int way : all) {
        chosen[way] = metres < asked;
        metres += ways.length(way);
      }
      double kept = metres(dropCrumbs(chosen));
      asked *= kept > 0 ? Math.min(2, wanted / kept) : 2;
    }
  }

  private double metres(boolean[] some) {
    double metres = 0;
    for (int w = 0; w < some.length; w++) {
      metres += some[w] ? ways.length(w) : 0;
    }
    return metres;
  }

  /** Of what was chosen, the made part; what hangs together with little is left out. */
  void connect() {
    for (int w = 0; w < carried.length; w++) {
      carried[w] = chosen[w] && made(w);
    }
    dropCrumbs(carried);
    roots();
    direct();
  }

  private boolean made(int way) {
    return plan.blocks.get(plan.roads.blockAt(way)).hood.made
        && (ways.left(way) < 0 || plan.blocks.get(ways.left(way)).hood.made)
        && (ways.right(way) < 0 || plan.blocks.get(ways.right(way)).hood.made);
  }

  private double priority(int way) {
    Block block = plan.blocks.get(plan.roads.blockAt(way));
    if (ways.isBridge(way) && ways.left(way) < 0) {
      return kind.drains() ? -1 : 3;
    }
    double rank = 0.3 - 0.1 * ways.rank(way);
    double spots = kind == PipeKind.HEAT ? 1.4 * spots(block) : 0.12 * spots(block);
    double bridge = ways.isBridge(way) && kind.drains() ? -2 : 0;
    return block.urban + rank + spots + bridge;
  }

  /** Hills and valleys some kilometres wide. */
  private double spots(Block block) {
    double phase = kind.ordinal() * 1.7;
    return Math.sin(block.x / 1_500 + phase) * Math.cos(block.y / 1_300 - phase);
  }

  /** Takes what hangs together with little out of some ways, and returns them. */
  private boolean[] dropCrumbs(boolean[] some) {
    int[] part = parts(some);
    double[] metres = new double[ways.nodes()];
    double most = 0;
    for (int w = 0; w < some.length; w++) {
      if (some[w]) {
        int p = find(part, ways.from(w));
        metres[p] += ways.length(w);
        most = Math.max(most, metres[p]);
      }
    }
    double least = Math.min(LEAST_METRES, most);
    for (int w = 0; w < some.length; w++) {
      some[w] &= metres[find(part, ways.from(w))] >= least;
    }
    return some;
  }

  /** Nodes that hang together have the same representative. */
  private int[] parts(boolean[] some) {
    int[] part = new int[ways.nodes()];
    Arrays.setAll(part, i -> i);
    for (int w = 0; w < some.length; w++) {
      if (some[w]) {
        part[find(part, ways.from(w))] = find(part, ways.to(w));
      }
    }
    return part;
  }

  private static int find(int[] part, int node) {
    int at = node;
    while (part[at] != at) {
      part[at] = part[part[at]];
      at = part[at];
    }
    return at;
  }

  /** Every part has a root, large ones many, far from each other. */
  private void roots() {
    int[] part = parts(carried);
    double[] metres = new double[part.length];
    for (int w = 0; w < carried.length; w++) {
      if (carried[w]) {
        metres[find(part, ways.from(w))] += ways.length(w);
      }
    }
    List<Integer> nodes = new ArrayList<>();
    for (int n = 0; n < part.length; n++) {
      if (touched(n)) {
        nodes.add(n);
      }
    }
    double[] cost = new double[part.length];
    nodes.forEach(n -> cost[n] = rootCost(n));
    nodes.sort(Comparator.comparingDouble(n -> cost[n]));
    int[] rootsOf = new int[part.length];
    List<Integer> chosen = new ArrayList<>();
    double apart = Math.sqrt(kind.perSource) * (kind.drains() ? 95 : 130);
    for (int n : nodes) {
      int p = find(part, n);
      int wanted = Math.max(1, (int) Math.round(metres[p] / 1_000 / kind.perSource));
      if (rootsOf[p] < wanted && (rootsOf[p] == 0 || far(n, chosen, apart))) {
        rootsOf[p]++;
        chosen.add(n);
      }
    }
    roots.addAll(chosen);
  }

  private boolean touched(int node) {
    Ways.Meeting meeting = plan.roads.meeting();
    for (int i = meeting.start()[node]; i < meeting.start()[node + 1]; i++) {
      if (carried[meeting.at()[i]]) {
        return true;
      }
    }
    return false;
  }

  /** Outfalls lie at rivers; the others where chance will have them, rather not in the middle. */
  private double rootCost(int node) {
    double chance = Chance.of(seed, node);
    if (kind == PipeKind.RAIN) {
      return chance + (plan.streets.banks.get(node) ? 0 : 1);
    }
    boolean large = kind == PipeKind.WATER || kind == PipeKind.GAS || kind == PipeKind.SEWAGE;
    return chance + (large ? 1.5 * Urban.at(ways.x(node), ways.y(node)) : 0);
  }

  private boolean far(int node, List<Integer> chosen, double apart) {
    for (int other : chosen) {
      double dx = ways.x(node) - ways.x(other);
      double dy = ways.y(node) - ways.y(other);
      if (dx * dx + dy * dy < apart * apart) {
        return false;
      }
    }
    return true;
  }

  /** Dijkstra from all roots at once. */
  private void direct() {
    record Reached(int node, double far) {}
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    Arrays.fill(parent, -1);
    var queue =
        new PriorityQueue<Reached>(
            Comparator.comparingDouble(Reached::far).thenComparingInt(Reached::node));
    for (int root : roots) {
      distance[root] = 0;
      queue.add(new Reached(root, 0));
    }
    Ways.Meeting meeting = plan.roads.meeting();
    boolean[] settled = new boolean[ways.nodes()];
    int[] found = new int[ways.nodes()];
    int count = 0;
    for (Reached r = queue.poll(); r != null; r = queue.poll()) {
      if (settled[r.node]) {
        continue;
      }
      settled[r.node] = true;
      found[count++] = r.node;
      for (int i = meeting.start()[r.node]; i < meeting.start()[r.node + 1]; i++) {
        int way = meeting.at()[i];
        int other = ways.other(way, r.node);
        double far = r.far + ways.length(way) * RELUCTANCE[ways.rank(way)];
        if (carried[way] && far < distance[other]) {
          distance[other] = far;
          parent[other] = way;
          queue.add(new Reached(other, far));
        }
      }
    }
    order = Arrays.copyOf(found, count);
  }

  /** Whether a way is part of the tree. */
  boolean inTree(int way) {
    return parent[ways.to(way)] == way || parent[ways.from(way)] == way;
  }

  /** The end of a way that is nearer to its root. */
  int near(int way) {
    int a = ways.from(way);
    int b = ways.to(way);
    if (parent[b] == way) {
      return a;
    }
    if (parent[a] == way) {
      return b;
    }
    return distance[a] <= distance[b] ? a : b;
  }
}
