package io.yiwang.citymap.tiles;

import org.jspecify.annotations.Nullable;

/** The points of tiles. */
interface PointSource {
  /** Set in the state of a valve that is shut. */
  int SHUT = 8;

  /** Hears of each point of a tile: place inside it and what it is. */
  interface Visitor {
    void point(int x, int y, long featureId, int division, int classNo, int state);
  }

  /**
   * @param curve the tile's place on the Hilbert curve of its zoom
   */
  void visit(int z, long curve, Visitor visitor);

  @Nullable String name(long featureId, int division);
}
