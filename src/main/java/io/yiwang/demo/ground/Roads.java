package io.yiwang.demo.ground;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Strings ways together to roads with names: straight on wherever the rank stays the same. */
final class Roads {
  private static final double STRAIGHT = Math.cos(Math.toRadians(38));

  private final Ways ways;
  private final List<Block> blocks;
  private final long seed;
  private final List<Road> list = new ArrayList<>();
  private final Ways.Meeting meeting;

  /**
   * A piece of a road, at most some kilometres long.
   *
   * @param block one beside it
   */
  record Road(String name, byte rank, boolean bridge, int[] nodes, int[] ways, int block) {}

  Roads(Ways ways, List<Block> blocks, long seed) {
    this.ways = ways;
    this.blocks = blocks;
    this.seed = seed;
    this.meeting = ways.meeting();
  }

  List<Road> list() {
    return list;
  }

  /** The name of the road a way is part of. */
  String name(int way) {
    int road = ways.road(way);
    return road < 0 ? "" : list.get(road).name;
  }

  Ways.Meeting meeting() {
    return meeting;
  }

  void build(StreetPlan plan) {
    Set<Integer> named = new HashSet<>();
    for (StreetPlan.Bridge bridge : plan.bridges) {
      named.add(bridge.way());
      int w = bridge.way();
      int beside = blockAt(w);
      add(bridge.name(), Ways.MAIN, List.of(ways.from(w), ways.to(w)), List.of(w), beside);
    }
    List<List<Integer>> chains = new ArrayList<>();
    boolean[] done = new boolean[ways.size()];
    named.forEach(w -> done[w] = true);
    for (int w = 0; w < ways.size(); w++) {
      if (ways.isRoad(w) && !done[w]) {
        chains.add(chain(w, done));
      }
    }
    Map<Integer, Double> length = new HashMap<>();
    chains.forEach(c -> length.put(c.getFirst(), length(c)));
    chains.sort(
        Comparator.comparingInt((List<Integer> c) -> ways.rank(c.getFirst()))
            .thenComparingDouble(c -> -length.getOrDefault(c.getFirst(), 0.0))
            .thenComparingInt(c -> c.getFirst()));
    Map<String, RoadNames> byDistrict = new HashMap<>();
    Set<String> streets = new HashSet<>();
    for (int i = 0; i < chains.size(); i++) {
      name(chains.get(i), i, byDistrict, streets);
    }
  }

  private double length(List<Integer> chain) {
    return chain.stream().mapToDouble(ways::length).sum();
  }

  private void name(
      List<Integer> chain, int number, Map<String, RoadNames> byDistrict, Set<String> streets) {
    int first = chain.getFirst();
    byte rank = ways.rank(first);
    Block block = blocks.get(blockAt(chain.get(chain.size() / 2)));
    RoadNames names =
        byDistrict.computeIfAbsent(
            block.hood.division(), d -> new RoadNames(seed + Integer.parseInt(d)));
    String name;
    if (rank == Ways.LANE) {
      name = lane(chain, number, names, block);
    } else if (rank == Ways.MAIN && streets.add(block.hood.street)) {
      name = names.ofStreet(block.hood.street, number);
    } else {
      name = names.name(rank, block.urban, number, block.hood.street);
    }
    double most = rank == Ways.MAIN ? 3_000 : 1_500;
    cut(chain, name, rank, most);
  }

  /** A lane has a number on the road it leaves. */
  private String lane(List<Integer> chain, int number, RoadNames names, Block block) {
    for (int way : List.of(chain.getFirst(), chain.getLast())) {
      for (int node : new int[] {ways.from(way), ways.to(way)}) {
        for (int i = meeting.start()[node]; i < meeting.start()[node + 1]; i++) {
          int other = meeting.at()[i];
          if (ways.rank(other) < Ways.LANE && ways.road(other) >= 0) {
            return name(other) + (20 + (int) (Chance.of(seed, number) * 1_900)) + "弄";
          }
        }
      }
    }
    return names.name(Ways.LANE, block.urban, number, block.hood.street);
  }

  /** Pieces that a map can handle. */
  private void cut(List<Integer> chain, String name, byte rank, double most) {
    List<Integer> nodes = new ArrayList<>();
    List<Integer> part = new ArrayList<>();
    int at = start(chain);
    nodes.add(at);
    double length = 0;
    for (int i = 0; i < chain.size(); i++) {
      int way = chain.get(i);
      part.add(way);
      at = ways.other(way, at);
      nodes.add(at);
      length += ways.length(way);
      if (length > most && i + 1 < chain.size()) {
        add(name, rank, nodes, part, blockAt(part.get(part.size() / 2)));
        nodes = new ArrayList<>(List.of(at));
        part = new ArrayList<>();
        length = 0;
      }
    }
    add(name, rank, nodes, part, blockAt(part.get(part.size() / 2)));
  }

  private void add(String name, byte rank, List<Integer> nodes, List<Integer> of, int block) {
    of.forEach(w -> ways.setRoad(w, list.size()));
    boolean bridge = of.stream().allMatch(ways::isBridge);
    list.add(new Road(name, rank, bridge, ints(nodes), ints(of), block));
  }

  private static int[] ints(List<Integer> some) {
    return some.stream().mapToInt(Integer::intValue).toArray();
  }

  private int start(List<Integer> chain) {
    int first = chain.getFirst();
    if (chain.size() == 1) {
      return ways.from(first);
    }
    int second = chain.get(1);
    int end = ways.to(first);
    return ways.from(second) == end || ways.to(second) == end ? ways.from(first) : end;
  }

  /** A block beside the way; for a bridge one at its head. */
  int blockAt(int way) {
    int beside = Math.max(ways.left(way), ways.right(way));
    for (int i = meeting.start()[ways.from(way)];
        beside < 0 && i < meeting.start()[ways.from(way) + 1];
        i++) {
      int other = meeting.at()[i];
      beside = Math.max(ways.left(other), ways.right(other));
    }
    return Math.max(beside, 0);
  }

  private List<Integer> chain(int way, boolean[] done) {
    ArrayDeque<Integer> chain = new ArrayDeque<>();
    chain.add(way);
    done[way] = true;
    int at = ways.to(way);
    for (int next = straight(way, at, done); next >= 0; next = straight(next, at, done)) {
      chain.addLast(next);
      done[next] = true;
      at = ways.other(next, at);
    }
    at = ways.from(way);
    for (int next = straight(way, at, done); next >= 0; next = straight(next, at, done)) {
      chain.addFirst(next);
      done[next] = true;
      at = ways.other(next, at);
    }
    return new ArrayList<>(chain);
  }

  /** The way that leads on from a node, as straight as any. */
  private int straight(int way, int node, boolean[] done) {
    double best = STRAIGHT;
    int next = -1;
    double ix = ways.x(node) - ways.x(ways.other(way, node));
    double iy = ways.y(node) - ways.y(ways.other(way, node));
    for (int i = meeting.start()[node]; i < meeting.start()[node + 1]; i++) {
      int other = meeting.at()[i];
      if (done[other] || ways.rank(other) != ways.rank(way)) {
        continue;
      }
      double ox = ways.x(ways.other(other, node)) - ways.x(node);
      double oy = ways.y(ways.other(other, node)) - ways.y(node);
      double cos = (ix * ox + iy * oy) / (Math.hypot(ix, iy) * Math.hypot(ox, oy) + 1e-9);
      if (cos > best) {
        best = cos;
        next = other;
      }
    }
    return next;
  }
}
