package io.yiwang.citymap.network;

import java.util.Arrays;

/**
 * The pipes of the graph, one column each. Every pipe has two ends, numbered 2 × pipe where it
 * begins and 2 × pipe + 1 where it leads to; the ends at one node are chained.
 */
final class Pipes {
  /** The region of a pipe that everybody may see. */
  static final int OPEN_TO_ALL = -1;

  private static final int STRAIGHT = -1;

  private final Numbering numbers = new Numbering();
  private int[] from = new int[1024];
  private int[] to = new int[1024];
  private int[] nextEnd = new int[2048];
  private int[] region = new int[1024];
  private int[] bends = new int[1024];
  private float[] metres = new float[1024];
  private short[] diameter = new short[1024];
  private byte[] network = new byte[1024];

  /**
   * Of each pipe that is not straight: how many bends, then lat and lng of each, in 1e-7 degrees.
   */
  private int[] bendPool = new int[1024];

  private int bendsUsed;
  private int alive;

  /**
   * What a component says of a pipe.
   *
   * @param diameter millimetres; 0 unknown
   * @param region number of the region that decides who may see it
   * @param bends lat and lng in turn of the corners between its ends, in 1e-7 degrees
   */
  record Facts(Network network, float metres, int diameter, int region, int[] bends) {}

  /** One more than the highest number ever given; some may be gone. */
  int size() {
    return numbers.size();
  }

  int alive() {
    return alive;
  }

  long id(int pipe) {
    return numbers.id(pipe);
  }

  /** The number of a pipe that is there. */
  int find(long id) {
    int pipe = numbers.find(id);
    return pipe == Numbering.NONE || gone(pipe) ? Numbering.NONE : pipe;
  }

  boolean gone(int pipe) {
    return from[pipe] == Numbering.NONE;
  }

  /** A pipe that is not there yet; its ends still have to be chained. */
  int add(long id, int fromNode, int toNode, Facts facts) {
    int pipe = numbers.of(id);
    grow(pipe);
    from[pipe] = fromNode;
    to[pipe] = toNode;
    network[pipe] = (byte) facts.network().ordinal();
    metres[pipe] = facts.metres();
    diameter[pipe] = (short) Math.clamp(facts.diameter(), 0, Short.MAX_VALUE);
    region[pipe] = facts.region();
    bends[pipe] = keep(facts.bends());
    alive++;
    return pipe;
  }

  /** Its ends must have been taken out of their chains. */
  void remove(int pipe) {
    from[pipe] = Numbering.NONE;
    to[pipe] = Numbering.NONE;
    alive--;
  }

  private int keep(int[] corners) {
    if (corners.length == 0) {
      return STRAIGHT;
    }
    int at = bendsUsed;
    bendsUsed += 1 + corners.length;
    if (bendsUsed > bendPool.length) {
      bendPool = Arrays.copyOf(bendPool, Numbering.room(bendsUsed));
    }
    bendPool[at] = corners.length / 2;
    System.arraycopy(corners, 0, bendPool, at + 1, corners.length);
    return at;
  }

  private void grow(int pipe) {
    if (pipe < from.length) {
      return;
    }
    int room = Numbering.room(from.length);
    from = Arrays.copyOf(from, room);
    to = Arrays.copyOf(to, room);
    nextEnd = Arrays.copyOf(nextEnd, 2 * room);
    region = Arrays.copyOf(region, room);
    bends = Arrays.copyOf(bends, room);
    metres = Arrays.copyOf(metres, room);
    diameter = Arrays.copyOf(diameter, room);
    network = Arrays.copyOf(network, room);
  }

  int from(int pipe) {
    return from[pipe];
  }

  int to(int pipe) {
    return to[pipe];
  }

  /** The node at an end. */
  int nodeAt(int end) {
    return (end & 1) == 0 ? from[end >> 1] : to[end >> 1];
  }

  int nextEnd(int end) {
    return nextEnd[end];
  }

  void nextEnd(int end, int next) {
    nextEnd[end] = next;
  }

  Network network(int pipe) {
    return Network.numbered(network[pipe]);
  }

  boolean in(int pipe, Network which) {
    return network[pipe] == which.ordinal();
  }

  double metres(int pipe) {
    return metres[pipe];
  }

  int diameter(int pipe) {
    return diameter[pipe];
  }

  int region(int pipe) {
    return region[pipe];
  }

  int bends(int pipe) {
    return bends[pipe] == STRAIGHT ? 0 : bendPool[bends[pipe]];
  }

  int bendLatE7(int pipe, int bend) {
    return bendPool[bends[pipe] + 1 + 2 * bend];
  }

  int bendLngE7(int pipe, int bend) {
    return bendPool[bends[pipe] + 2 + 2 * bend];
  }

  long bytes() {
    return numbers.bytes() + 31L * from.length + 4L * bendPool.length;
  }
}
