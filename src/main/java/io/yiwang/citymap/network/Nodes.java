package io.yiwang.citymap.network;

import java.util.Arrays;

/** The nodes of the graph, one column each. A node that only pipes speak of is not yet known. */
final class Nodes {
  private static final int OPEN = 1;
  private static final int RELIABLE = 2;
  private static final int KNOWN = 4;

  private final Numbering numbers = new Numbering();
  private int[] latE7 = new int[1024];
  private int[] lngE7 = new int[1024];
  private int[] households = new int[1024];
  private int[] firstEnd = new int[1024];
  private byte[] role = new byte[1024];
  private byte[] flags = new byte[1024];

  /**
   * What a component says of a node.
   *
   * @param open whether what runs in the network may pass; valves only
   * @param reliable whether it is in order, so that a valve shuts when it is told to
   */
  record Facts(
      int latE7, int lngE7, NodeRole role, boolean open, boolean reliable, int households) {
    /** What is believed of a node that only pipes speak of. */
    static Facts unknown(int latE7, int lngE7) {
      return new Facts(latE7, lngE7, NodeRole.JUNCTION, true, true, 0);
    }
  }

  int size() {
    return numbers.size();
  }

  long id(int node) {
    return numbers.id(node);
  }

  int find(long id) {
    return numbers.find(id);
  }

  /** The node of this identifier; one that was not there stands at this place until it is known. */
  int meet(long id, int latE7, int lngE7) {
    int before = numbers.size();
    int node = numbers.of(id);
    if (numbers.size() > before) {
      grow(node);
      firstEnd[node] = Numbering.NONE;
      take(node, Facts.unknown(latE7, lngE7), 0);
    }
    return node;
  }

  void know(int node, Facts facts) {
    take(node, facts, KNOWN);
  }

  /** Its component is gone; the pipes that name it remain. */
  void forget(int node) {
    take(node, Facts.unknown(latE7[node], lngE7[node]), 0);
  }

  private void take(int node, Facts facts, int known) {
    latE7[node] = facts.latE7();
    lngE7[node] = facts.lngE7();
    role[node] = (byte) facts.role().ordinal();
    households[node] = facts.households();
    flags[node] = (byte) (known | (facts.open() ? OPEN : 0) | (facts.reliable() ? RELIABLE : 0));
  }

  private void grow(int node) {
    if (node < role.length) {
      return;
    }
    int room = Numbering.room(role.length);
    latE7 = Arrays.copyOf(latE7, room);
    lngE7 = Arrays.copyOf(lngE7, room);
    households = Arrays.copyOf(households, room);
    firstEnd = Arrays.copyOf(firstEnd, room);
    role = Arrays.copyOf(role, room);
    flags = Arrays.copyOf(flags, room);
  }

  int latE7(int node) {
    return latE7[node];
  }

  int lngE7(int node) {
    return lngE7[node];
  }

  NodeRole role(int node) {
    return NodeRole.numbered(role[node]);
  }

  boolean is(int node, NodeRole what) {
    return role[node] == what.ordinal();
  }

  int households(int node) {
    return households[node];
  }

  boolean known(int node) {
    return (flags[node] & KNOWN) != 0;
  }

  boolean open(int node) {
    return (flags[node] & OPEN) != 0;
  }

  /** A valve that shuts when it is told to. */
  boolean canShut(int node) {
    return is(node, NodeRole.VALVE) && (flags[node] & RELIABLE) != 0;
  }

  /** A valve that is shut and holds. */
  boolean shut(int node) {
    return canShut(node) && !open(node);
  }

  /** A valve that is shut, in order or not: nobody can count on a way through it. */
  boolean closed(int node) {
    return is(node, NodeRole.VALVE) && !open(node);
  }

  int firstEnd(int node) {
    return firstEnd[node];
  }

  void firstEnd(int node, int end) {
    firstEnd[node] = end;
  }

  long bytes() {
    return numbers.bytes() + 18L * role.length;
  }
}
