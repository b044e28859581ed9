package io.yiwang.citymap.tiles;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The points of one tile, as they came from the database. */
final class LivePoints implements PointSource {
  private int[] places = new int[512];
  private long[] ids = new long[256];
  private int[] classes = new int[256];
  private byte[] states = new byte[256];
  private final Map<Long, String> names = new HashMap<>();
  private int size;

  void add(int x, int y, long id, int classNo, int state, @Nullable String name) {
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

  @Override
  public void visit(int z, long curve, Visitor visitor) {
    for (int i = 0; i < size; i++) {
      visitor.point(
          places[2 * i],
          places[2 * i + 1],
          FeatureId.of(ids[i]),
          FeatureId.division(ids[i]),
          classes[i],
          states[i]);
    }
  }

  @Override
  public @Nullable String name(long featureId, int division) {
    return names.get(FeatureId.component(featureId, division));
  }
}
