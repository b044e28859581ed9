package io.yiwang.citymap.tiles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All points of the pyramid in two arrays of numbers, 16 bytes a point, by the tiles of the deepest
 * zoom along the Hilbert curve: the points of any tile of any zoom lie in one row. Filled by one
 * thread, then {@link #sort}ed, then read by any.
 */
final class PyramidPoints implements PointSource {
  static final int ZOOM = 15;

  private static final int CHUNK = 1 << 20;
  private static final int LOCAL_MASK = World.EXTENT - 1;
  private static final int CLASS_BITS = 10;
  private static final int STATE_BITS = 3;
  private static final int DIVISION_BITS = 16;
  private static final int TILE_SHIFT = CLASS_BITS + 2 * World.EXTENT_BITS;

  private List<long[]> chunks = new ArrayList<>();
  private int inChunk = CHUNK;
  private int size;
  private final Numbers classes = new Numbers(1 << CLASS_BITS);
  private final Numbers divisions = new Numbers(1 << DIVISION_BITS);
  private final Map<Long, String> names = new HashMap<>();

  private long[] places = {};
  private long[] things = {};
  private long[] tiles = {};
  private int[] starts = {0};

  int size() {
    return size;
  }

  void add(long id, double lng, double lat, int classNo, int state) {
    int x = World.x(lng);
    int y = World.y(lat);
    int column = World.tile(x, ZOOM);
    int row = World.tile(y, ZOOM);
    long place = TileId.curve(ZOOM, column, row);
    place = place << World.EXTENT_BITS | World.local(x, column, ZOOM);
    place = place << World.EXTENT_BITS | World.local(y, row, ZOOM);
    place = place << CLASS_BITS | classes.index(classNo);
    long thing = FeatureId.of(id) << DIVISION_BITS | divisions.index(FeatureId.division(id));
    if (inChunk == CHUNK) {
      chunks.add(new long[2 * CHUNK]);
      inChunk = 0;
    }
    long[] chunk = chunks.getLast();
    chunk[2 * inChunk] = place;
    chunk[2 * inChunk++ + 1] = thing << STATE_BITS | state;
    size++;
  }

  void name(long id, String name) {
    names.put(id, name);
  }

  @Override
  public @Nullable String name(long featureId, int division) {
    return names.isEmpty() ? null : names.get(FeatureId.component(featureId, division));
  }

  /** Brings the points of each tile together: a counting sort by tile. */
  void sort() {
    Map<Long, int[]> counts = new HashMap<>();
    each((place, thing) -> count(counts, place >>> TILE_SHIFT)[0]++);
    tiles = counts.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
    starts = new int[tiles.length + 1];
    for (int i = 0; i < tiles.length; i++) {
      int[] count = count(counts, tiles[i]);
      starts[i + 1] = starts[i] + count[0];
      count[0] = starts[i];
    }
    places = new long[size];
    things = new long[size];
    each(
        (place, thing) -> {
          int at = count(counts, place >>> TILE_SHIFT)[0]++;
          places[at] = place;
          things[at] = thing;
        });
    chunks = List.of();
  }

  private static int[] count(Map<Long, int[]> counts, long tile) {
    return counts.computeIfAbsent(tile, t -> new int[1]);
  }

  private interface Pair {
    void of(long place, long thing);
  }

  private void each(Pair visitor) {
    for (int c = 0; c < chunks.size(); c++) {
      long[] chunk = chunks.get(c);
      int count = c == chunks.size() - 1 ? inChunk : CHUNK;
      for (int i = 0; i < count; i++) {
        visitor.of(chunk[2 * i], chunk[2 * i + 1]);
      }
    }
  }

  /** Places on the curve of all tiles of a zoom that have points. */
  long[] tiles(int z) {
    return Arrays.stream(tiles).map(t -> t >>> 2 * (ZOOM - z)).distinct().toArray();
  }

  @Override
  public void visit(int z, long curve, Visitor visitor) {
    int shift = 2 * (ZOOM - z);
    long from = curve << shift;
    long end = curve + 1 << shift;
    long home = TileId.tile(z, curve);
    for (int t = lower(from); t < tiles.length && tiles[t] < end; t++) {
      long tile = TileId.tile(ZOOM, tiles[t]);
      int west = TileId.x(tile) - (TileId.x(home) << ZOOM - z) << World.EXTENT_BITS;
      int north = TileId.y(tile) - (TileId.y(home) << ZOOM - z) << World.EXTENT_BITS;
      for (int i = starts[t]; i < starts[t + 1]; i++) {
        long place = places[i];
        long thing = things[i];
        visitor.point(
            west + (int) (place >>> CLASS_BITS + World.EXTENT_BITS & LOCAL_MASK) >> ZOOM - z,
            north + (int) (place >>> CLASS_BITS & LOCAL_MASK) >> ZOOM - z,
            thing >>> DIVISION_BITS + STATE_BITS,
            divisions.at((int) (thing >>> STATE_BITS & (1 << DIVISION_BITS) - 1)),
            classes.at((int) (place & (1 << CLASS_BITS) - 1)),
            (int) (thing & (1 << STATE_BITS) - 1));
      }
    }
  }

  private int lower(long tile) {
    int at = Arrays.binarySearch(tiles, tile);
    return at < 0 ? -at - 1 : at;
  }

  /** Few different numbers, each with a small index. */
  private static final class Numbers {
    private final Map<Integer, Integer> indexes = new HashMap<>();
    private final int most;
    private int[] numbers = new int[16];

    Numbers(int most) {
      this.most = most;
    }

    int index(int number) {
      Integer known = indexes.get(number);
      if (known != null) {
        return known;
      }
      int index = indexes.size();
      if (index == most) {
        throw new IllegalStateException("More than " + most + " different ones of " + number);
      }
      if (index == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * index);
      }
      numbers[index] = number;
      indexes.put(number, index);
      return index;
    }

    int at(int index) {
      return numbers[index];
    }
  }
}
