package io.yiwang.demo.ground;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Crossings and the ways between them, as primitive as ten thousands of kilometres need. */
final class Ways {
  /** Ranks of roads: the lower the wider. */
  static final byte MAIN = 0;

  static final byte SECONDARY = 1;
  static final byte LOCAL = 2;
  static final byte LANE = 3;

  /** No road: the coast, the city's border, or water all along. */
  static final byte NONE = 4;

  private final Map<Long, Integer> byPlace = new HashMap<>();
  private final Map<Long, Integer> byEnds = new HashMap<>();
  private double[] x = new double[1 << 12];
  private double[] y = new double[1 << 12];
  private int nodes;
  private int[] a = new int[1 << 12];
  private int[] b = new int[1 << 12];
  private int[] left = new int[1 << 12];
  private int[] right = new int[1 << 12];
  private byte[] rank = new byte[1 << 12];
  private float[] half = new float[1 << 12];
  private boolean[] bridge = new boolean[1 << 12];
  private int[] road = new int[1 << 12];
  private int count;

  /** The node of a place; places are exact to 0.1 m. */
  int node(double px, double py) {
    long key = Geo.key(Math.round(px * 20), Math.round(py * 20));
    return byPlace.computeIfAbsent(key, k -> add(px, py));
  }

  private int add(double px, double py) {
    if (nodes == x.length) {
      x = Arrays.copyOf(x, 2 * nodes);
      y = Arrays.copyOf(y, 2 * nodes);
    }
    x[nodes] = px;
    y[nodes] = py;
    return nodes++;
  }

  /** The way between two nodes with a block on the left of from → to; made if it is not there. */
  int way(int from, int to, int block) {
    long key = ends(from, to);
    Integer there = byEnds.get(key);
    int way = there == null ? addWay(from, to) : there;
    if (there == null) {
      byEnds.put(key, way);
    }
    if (a[way] == from) {
      left[way] = block;
    } else {
      right[way] = block;
    }
    return way;
  }

  /** A way with no block beside it. */
  int addWay(int from, int to) {
    if (count == a.length) {
      int more = 2 * count;
      a = Arrays.copyOf(a, more);
      b = Arrays.copyOf(b, more);
      left = Arrays.copyOf(left, more);
      right = Arrays.copyOf(right, more);
      rank = Arrays.copyOf(rank, more);
      half = Arrays.copyOf(half, more);
      bridge = Arrays.copyOf(bridge, more);
      road = Arrays.copyOf(road, more);
    }
    a[count] = from;
    b[count] = to;
    left[count] = -1;
    right[count] = -1;
    rank[count] = NONE;
    road[count] = -1;
    return count++;
  }

  static long ends(int from, int to) {
    return Geo.key(Math.min(from, to), Math.max(from, to));
  }

  int nodes() {
    return nodes;
  }

  int size() {
    return count;
  }

  double x(int node) {
    return x[node];
  }

  double y(int node) {
    return y[node];
  }

  int from(int way) {
    return a[way];
  }

  int to(int way) {
    return b[way];
  }

  int other(int way, int node) {
    return a[way] == node ? b[way] : a[way];
  }

  int left(int way) {
    return left[way];
  }

  int right(int way) {
    return right[way];
  }

  byte rank(int way) {
    return rank[way];
  }

  boolean isRoad(int way) {
    return rank[way] < NONE;
  }

  double half(int way) {
    return half[way];
  }

  boolean isBridge(int way) {
    return bridge[way];
  }

  int road(int way) {
    return road[way];
  }

  void setRoad(int way, int number) {
    road[way] = number;
  }

  double length(int way) {
    return Math.hypot(x[b[way]] - x[a[way]], y[b[way]] - y[a[way]]);
  }

  void set(int way, byte ranked, double halfWidth, boolean overWater) {
    rank[way] = ranked;
    half[way] = (float) halfWidth;
    bridge[way] = overWater;
  }

  /** Ends a way elsewhere: at the bank instead of in the river. */
  void moveEnd(int way, int end, int to) {
    if (a[way] == end) {
      a[way] = to;
    } else {
      b[way] = to;
    }
  }

  /** The roads at each node: {@code at[start[node]] … at[start[node + 1] - 1]}. */
  record Meeting(int[] start, int[] at) {
    int roads(int node) {
      return start[node + 1] - start[node];
    }
  }

  Meeting meeting() {
    int[] start = new int[nodes + 1];
    for (int w = 0; w < count; w++) {
      if (isRoad(w)) {
        start[a[w] + 1]++;
        start[b[w] + 1]++;
      }
    }
    for (int i = 0; i < nodes; i++) {
      start[i + 1] += start[i];
    }
    int[] at = new int[start[nodes]];
    int[] next = Arrays.copyOf(start, nodes);
    for (int w = 0; w < count; w++) {
      if (isRoad(w)) {
        at[next[a[w]]++] = w;
        at[next[b[w]]++] = w;
      }
    }
    return new Meeting(start, at);
  }
}
