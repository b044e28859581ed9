package io.yiwang.citymap.tiles;

import io.yiwang.citymap.components.ComponentChanged;
import io.yiwang.citymap.components.ComponentNews;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;
import org.springframework.stereotype.Component;

/**
 * Which tiles were changed when, as a number that grows: what is remembered of a tile is right as
 * long as the number is the same. Deeper tiles share the number of the one above them.
 */
@Component
class TouchedTiles {
  private static final int SHALLOWEST = PyramidShapes.PIPE_ZOOM;
  private static final int DEEPEST = 16;

  /** A change that touches more of the deepest tiles than this touches all. */
  private static final int MOST = 20_000;

  private final AtomicLong now = new AtomicLong(1);
  private final Map<Long, Long> touched = new ConcurrentHashMap<>();
  private volatile long floor = 1;

  TouchedTiles(ComponentNews news) {
    news.listen(this::changed);
  }

  private void changed(List<ComponentChanged> changes) {
    if (changes.isEmpty()) {
      all();
      return;
    }
    for (ComponentChanged change : changes) {
      touch(change.before());
      touch(change.after());
    }
  }

  long now() {
    return now.get();
  }

  /** The number of the last change that touched the tile or the one above it that we count. */
  long version(int z, int x, int y) {
    int up = Math.max(0, z - DEEPEST);
    Long last = touched.get(TileId.of(z - up, x >> up, y >> up));
    return last == null ? floor : Math.max(floor, last);
  }

  /** Everything is another. */
  void all() {
    floor = now.incrementAndGet();
  }

  /** Drops what happened until then; remembered tiles of that time are no longer right. */
  void forget(long until) {
    floor = Math.max(floor, until);
    touched.values().removeIf(version -> version <= until);
  }

  void touch(io.yiwang.citymap.@Nullable Component component) {
    if (component == null) {
      return;
    }
    Geometry shape = component.shape();
    if (shape == null) {
      int x = World.x(component.point().lng());
      int y = World.y(component.point().lat());
      box(x, y, x, y, now.incrementAndGet());
    } else {
      shape(WorldShape.read(new WKBWriter().write(shape)), now.incrementAndGet());
    }
  }

  private void shape(WorldShape shape, long version) {
    if (tiles(shape.minX(), shape.minY(), shape.maxX(), shape.maxY()) <= 64) {
      box(shape.minX(), shape.minY(), shape.maxX(), shape.maxY(), version);
    } else if (shape.area()
        && tiles(shape.minX(), shape.minY(), shape.maxX(), shape.maxY()) > MOST) {
      floor = version;
    } else if (shape.area()) {
      box(shape.minX(), shape.minY(), shape.maxX(), shape.maxY(), version);
    } else {
      segments(shape, version);
    }
  }

  private static long tiles(int west, int north, int east, int south) {
    long columns = World.tile(east, DEEPEST) - World.tile(west, DEEPEST) + 1L;
    return columns * (World.tile(south, DEEPEST) - World.tile(north, DEEPEST) + 1L);
  }

  private void segments(WorldShape shape, long version) {
    int from = 0;
    int[] xy = shape.xy();
    for (int end : shape.ends()) {
      for (int i = from + 1; i < end; i++) {
        box(
            Math.min(xy[2 * i - 2], xy[2 * i]),
            Math.min(xy[2 * i - 1], xy[2 * i + 1]),
            Math.max(xy[2 * i - 2], xy[2 * i]),
            Math.max(xy[2 * i - 1], xy[2 * i + 1]),
            version);
      }
      from = end;
    }
  }

  /** With the margin to which a neighbour's shapes are drawn. */
  private void box(int west, int north, int east, int south, long version) {
    for (int z = SHALLOWEST; z <= DEEPEST; z++) {
      int margin = Painter.MARGIN * PyramidShapes.unit(z);
      int lastColumn = World.tile(grown(east, margin), z);
      int lastRow = World.tile(grown(south, margin), z);
      for (int x = World.tile(grown(west, -margin), z); x <= lastColumn; x++) {
        for (int y = World.tile(grown(north, -margin), z); y <= lastRow; y++) {
          touched.put(TileId.of(z, x, y), version);
        }
      }
    }
  }

  private static int grown(int unit, int by) {
    return (int) Math.clamp((long) unit + by, 0, Integer.MAX_VALUE);
  }
}
