package io.yiwang.citymap.tiles;

import io.yiwang.citymap.tiles.PyramidShapes.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The things of a piece of ground, in units of {@link World}, from which tiles are drawn. */
final class Ground {
  private static final int POINT_BYTES = 21;
  private static final int NAME_BYTES = 100;
  private static final int SHAPE_BYTES = 160;

  private int[] places = new int[512];
  private long[] ids = new long[256];
  private int[] classes = new int[256];
  private byte[] states = new byte[256];
  private int size;
  private final Map<Long, String> names = new HashMap<>();
  private final List<Item> shapes = new ArrayList<>();
  private int vertices;

  /**
   * @param state of the thing, with {@link PointSource#SHUT}
   */
  void point(int x, int y, long id, int classNo, int state, @Nullable String name) {
    if (size == ids.length) {
      places = Arrays.copyOf(places, 4 * size);
      ids = Arrays.copyOf(ids, 2 * size);
      classes = Arrays.copyOf(classes, 2 * size);
      states = Arrays.copyOf(states, 2 * size);
    }
    places[2 * size] = x;
    places[2 * size + 1] = y;
    ids[size] = id;
    classes[size] = classNo;
    states[size++] = (byte) state;
    if (name != null) {
      names.put(id, name);
    }
  }

  void shape(Item item) {
    shapes.add(item);
    vertices += item.shape().xy().length / 2;
  }

  int size() {
    return size;
  }

  int x(int i) {
    return places[2 * i];
  }

  int y(int i) {
    return places[2 * i + 1];
  }

  long id(int i) {
    return ids[i];
  }

  int classNo(int i) {
    return classes[i];
  }

  int state(int i) {
    return states[i];
  }

  @Nullable String name(long id) {
    return names.get(id);
  }

  List<Item> shapes() {
    return shapes;
  }

  /** What it takes of the memory, about. */
  int bytes() {
    return ids.length * POINT_BYTES
        + names.size() * NAME_BYTES
        + shapes.size() * SHAPE_BYTES
        + vertices * 2 * Integer.BYTES;
  }
}
