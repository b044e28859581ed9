package io.yiwang.citymap.tiles;

import io.yiwang.citymap.tiles.ClassRules.ClassRule;
import java.util.Locale;
import java.util.Optional;

/** A set of tiles: what is drawn together under one address. */
public enum TileSet {
  /** Everything above ground: the pyramid, and from zoom 16 on the database. */
  BASE(0),
  /** The same, always from the database. */
  LIVE(TileDrawing.SINGLE_ZOOM),
  /** Pipes, cables and their nodes that everybody may see. */
  PIPES(PyramidShapes.PIPE_ZOOM),
  /** Gas and power, as far as whoever asks may see them. */
  LIFELINES(PyramidShapes.PIPE_ZOOM);

  private final int minZoom;

  TileSet(int minZoom) {
    this.minZoom = minZoom;
  }

  public int minZoom() {
    return minZoom;
  }

  /** Whether everybody sees the same. */
  public boolean open() {
    return this != LIFELINES;
  }

  boolean shows(ClassRule rule) {
    return switch (this) {
      case BASE, LIVE -> !rule.underground() && !rule.guarded();
      case PIPES -> rule.underground() && !rule.guarded();
      case LIFELINES -> rule.guarded();
    };
  }

  /** The name in addresses. */
  public String path() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<TileSet> of(String path) {
    for (TileSet set : values()) {
      if (set.path().equals(path)) {
        return Optional.of(set);
      }
    }
    return Optional.empty();
  }
}
