package io.yiwang.citymap.tiles;

import org.jspecify.annotations.Nullable;

/** The properties of features, the same in every tile. */
final class Properties {
  private static final int STATE = 7;

  private Properties() {}

  /** Division, class, and the state of what is not intact. */
  static void thing(TileLayer layer, int division, int classNo, int state) {
    layer.tag("d", division);
    layer.tag("c", classNo);
    if ((state & STATE) != 0) {
      layer.tag("s", state & STATE);
    }
    if ((state & PointSource.SHUT) != 0) {
      layer.tag("open", false);
    }
  }

  static void name(TileLayer layer, @Nullable String name) {
    if (name != null && !name.isEmpty()) {
      layer.tag("n", name);
    }
  }

  static void pipe(TileLayer layer, PyramidShapes.Pipe pipe) {
    if (pipe.diameter() > 0) {
      layer.tag("dia", pipe.diameter());
    }
    if (!Float.isNaN(pipe.depth())) {
      layer.tag("dep", Math.round(pipe.depth() * 10) / 10f);
    }
  }

  /** To a tenth of a metre. */
  static void height(TileLayer layer, float metres) {
    if (!Float.isNaN(metres)) {
      layer.tag("h", Math.round(metres * 10) / 10f);
    }
  }
}
