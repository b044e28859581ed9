package io.yiwang.citymap.tiles;

import java.util.LinkedHashMap;
import java.util.Map;

/** A vector tile being made: its layers by name. */
final class VectorTile {
  /** What a tile never exceeds, before it is compressed. */
  static final int MOST_BYTES = 480_000;

  private final Map<String, TileLayer> layers = new LinkedHashMap<>();

  TileLayer layer(String name) {
    return layers.computeIfAbsent(name, TileLayer::new);
  }

  /** Nearly the length of {@link #bytes}. */
  int size() {
    return layers.values().stream().mapToInt(TileLayer::bytes).sum();
  }

  byte[] bytes() {
    Sink tile = new Sink();
    layers.values().forEach(layer -> layer.writeTo(tile));
    return tile.toArray();
  }
}
