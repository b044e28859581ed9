package io.yiwang.citymap.network;

/** Which way to follow a network, seen from its design flow. */
public enum Direction {
  DOWN,
  UP,
  BOTH;

  /** Whether from a node one goes on along a pipe that leads away from it, or else towards it. */
  boolean follows(boolean leadsAway) {
    return switch (this) {
      case DOWN -> leadsAway;
      case UP -> !leadsAway;
      case BOTH -> true;
    };
  }
}
