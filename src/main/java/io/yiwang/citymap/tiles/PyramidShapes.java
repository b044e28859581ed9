package io.yiwang.citymap.tiles;

import io.yiwang.citymap.tiles.ClassRules.ClassRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All lines and areas of the pyramid, and which of them a tile of a zoom shows. */
final class PyramidShapes {
  /** Pipes of at least this diameter are on the map of the whole city. */
  static final int MAIN_MM = 800;

  static final int MAIN_ZOOM = 11;

  /** From here on pipes come from the database. */
  static final int PIPE_ZOOM = 13;

  /** Half a pixel of a tile drawn 512 pixels wide. */
  private static final int TOLERANCE = World.EXTENT / 1024;

  /**
   * @param diameter millimetres; 0 when unknown
   * @param depth metres below ground, of both ends the mean; NaN when unknown
   */
  record Pipe(int diameter, float depth) {}

  /**
   * @param height metres above ground; NaN when unknown
   * @param pipe what only pipes have
   * @param rank of a road, 0 the widest; -1 when unknown
   */
  record Item(
      long id,
      int classNo,
      int state,
      @Nullable String name,
      float height,
      @Nullable Pipe pipe,
      int rank,
      WorldShape shape) {}

  /** An item as a zoom shows it. */
  record Drawn(Item item, WorldShape shape) {}

  private final ClassRules rules;
  private final List<Item> items = new ArrayList<>();

  PyramidShapes(ClassRules rules) {
    this.rules = rules;
  }

  void add(Item item) {
    items.add(item);
  }

  int size() {
    return items.size();
  }

  /** The simplified shapes of every tile of a zoom that has any, by place on the curve. */
  Map<Long, List<Drawn>> at(int z) {
    Map<Long, List<Drawn>> tiles = new HashMap<>();
    List<Drawn> drawn =
        items.parallelStream()
            .filter(item -> seen(item, z))
            .mapMulti(
                (Item item, Consumer<Drawn> out) -> {
                  Drawn seen = drawn(item, z);
                  if (seen != null) {
                    out.accept(seen);
                  }
                })
            .toList();
    for (Drawn d : drawn) {
      spread(d, z, tiles);
    }
    return tiles;
  }

  /** The item as the zoom shows it, or null where it is too small. */
  static @Nullable Drawn drawn(Item item, int z) {
    WorldShape shape = Simplify.by(item.shape(), unit(z) * TOLERANCE);
    return shape == null ? null : new Drawn(item, shape);
  }

  /** The side of a tile's own unit at a zoom, in units of the world. */
  static int unit(int z) {
    return 1 << Math.max(0, World.BITS - World.EXTENT_BITS - z);
  }

  private boolean seen(Item item, int z) {
    ClassRule rule = rules.of(item.classNo());
    if (rule.underground()) {
      return item.pipe() != null
          && item.pipe().diameter() >= MAIN_MM
          && z >= MAIN_ZOOM
          && z < PIPE_ZOOM;
    }
    return z >= rule.minZoom() + (item.rank() > 0 ? 2 * item.rank() - 1 : 0);
  }

  private static void spread(Drawn d, int z, Map<Long, List<Drawn>> tiles) {
    int margin = Painter.MARGIN * unit(z);
    int last = (1 << z) - 1;
    int west = Math.max(0, d.shape().minX() - margin) >>> World.BITS - z;
    int north = Math.max(0, d.shape().minY() - margin) >>> World.BITS - z;
    int east = (int) Math.min(last, (long) d.shape().maxX() + margin >>> World.BITS - z);
    int south = (int) Math.min(last, (long) d.shape().maxY() + margin >>> World.BITS - z);
    for (int x = west; x <= east; x++) {
      for (int y = north; y <= south; y++) {
        tiles.computeIfAbsent(TileId.curve(z, x, y), t -> new ArrayList<>()).add(d);
      }
    }
  }
}
