package io.yiwang.citymap.tiles;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One layer of a vector tile (Mapbox Vector Tile 2.1), written straight to its bytes: {@link
 * #begin}, geometry, {@link #tag}s, {@link #end}. Properties are kept once a layer. Not for several
 * threads.
 */
final class TileLayer {
  private static final int POINT = 1;
  private static final int LINE = 2;
  private static final int AREA = 3;
  private static final int MOVE = 1;
  private static final int DRAW = 2;
  private static final int CLOSE = 7;

  private final String name;
  private final List<String> keys = new ArrayList<>();
  private final Map<Object, Integer> values = new HashMap<>();
  private final Sink valueBytes = new Sink();
  private final Sink features = new Sink();

  private final Sink tags = new Sink();
  private final Sink geometry = new Sink();
  private final Sink scratch = new Sink();
  private long id;
  private int type;
  private int penX;
  private int penY;
  private int count;

  TileLayer(String name) {
    this.name = name;
  }

  int count() {
    return count;
  }

  /** Roughly how many bytes the layer has come to. */
  int bytes() {
    return features.size() + valueBytes.size();
  }

  void begin(long featureId) {
    id = featureId;
    penX = 0;
    penY = 0;
    tags.clear();
    geometry.clear();
  }

  void point(int x, int y) {
    type = POINT;
    geometry.varint(MOVE | 1 << 3);
    to(x, y);
  }

  /** A part of a line, without its equal neighbours; nothing if only one place is left. */
  void line(int[] xy, int vertices) {
    type = LINE;
    part(xy, vertices, 2);
  }

  /**
   * A ring of an area, open or closed; outer rings turn clockwise as seen on the screen.
   *
   * @return whether it was large enough to be kept
   */
  boolean ring(int[] xy, int vertices) {
    type = AREA;
    int end = vertices - 1;
    boolean closed = xy[0] == xy[2 * end] && xy[1] == xy[2 * end + 1];
    if (!part(xy, closed ? end : vertices, 3)) {
      return false;
    }
    geometry.varint(CLOSE | 1 << 3);
    return true;
  }

  private boolean part(int[] xy, int vertices, int fewest) {
    int distinct = 1;
    for (int i = 1; i < vertices; i++) {
      if (xy[2 * i] != xy[2 * i - 2] || xy[2 * i + 1] != xy[2 * i - 1]) {
        distinct++;
      }
    }
    if (distinct < fewest) {
      return false;
    }
    geometry.varint(MOVE | 1 << 3);
    to(xy[0], xy[1]);
    geometry.varint(DRAW | (long) (distinct - 1) << 3);
    for (int i = 1; i < vertices; i++) {
      if (xy[2 * i] != penX || xy[2 * i + 1] != penY) {
        to(xy[2 * i], xy[2 * i + 1]);
      }
    }
    return true;
  }

  private void to(int x, int y) {
    geometry.zigzag(x - penX);
    geometry.zigzag(y - penY);
    penX = x;
    penY = y;
  }

  void tag(String key, long value) {
    key(key);
    Integer known = values.get(value);
    if (known == null) {
      scratch.clear();
      scratch.varintField(value >= 0 ? 5 : 6, value >= 0 ? value : value << 1 ^ value >> 63);
      known = keep(value);
    }
    tags.varint(known);
  }

  void tag(String key, String value) {
    key(key);
    Integer known = values.get(value);
    if (known == null) {
      scratch.clear();
      scratch.text(1, value);
      known = keep(value);
    }
    tags.varint(known);
  }

  void tag(String key, float value) {
    key(key);
    Integer known = values.get(value);
    if (known == null) {
      scratch.clear();
      scratch.floatField(2, value);
      known = keep(value);
    }
    tags.varint(known);
  }

  void tag(String key, boolean value) {
    key(key);
    Integer known = values.get(value);
    if (known == null) {
      scratch.clear();
      scratch.varintField(7, value ? 1 : 0);
      known = keep(value);
    }
    tags.varint(known);
  }

  private Integer keep(Object value) {
    Integer index = values.size();
    values.put(value, index);
    valueBytes.message(4, scratch);
    return index;
  }

  private void key(String key) {
    int index = keys.indexOf(key);
    if (index < 0) {
      index = keys.size();
      keys.add(key);
    }
    tags.varint(index);
  }

  /** Keeps the feature if it has come to have a geometry. */
  void end() {
    if (geometry.size() == 0) {
      return;
    }
    scratch.clear();
    if (id != 0) {
      scratch.varintField(1, id);
    }
    if (tags.size() > 0) {
      scratch.message(2, tags);
    }
    scratch.varintField(3, type);
    scratch.message(4, geometry);
    features.message(2, scratch);
    count++;
  }

  void writeTo(Sink tile) {
    if (count == 0) {
      return;
    }
    Sink layer = new Sink();
    layer.text(1, name);
    layer.put(features);
    for (String key : keys) {
      layer.text(3, key);
    }
    layer.put(valueBytes);
    layer.varintField(5, World.EXTENT);
    layer.varintField(15, 2);
    tile.message(3, layer);
  }
}
