package io.yiwang.citymap.components;

import com.google.common.geometry.S2CellId;
import io.yiwang.kernel.GeoPoint;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far one had to look last time, for each kind of thing and neighbourhood: where to begin, not
 * where to end. For any thread.
 */
final class Reach {
  private static final double UNKNOWN_M = 60;

  /** Things stand a little thinner here than there. */
  private static final double SPARE = 1.3;

  /** Neighbourhoods some 5 km wide. */
  private static final int LEVEL = 11;

  private static final int MOST = 10_000;

  private record Key(long cell, int classes) {
    static Key of(GeoPoint from, int[] classes) {
      return new Key(new S2CellId(from.s2Leaf()).parent(LEVEL).id(), Arrays.hashCode(classes));
    }
  }

  /** Metres that held one thing; so many hold their root. */
  private final Map<Key, Double> known = new ConcurrentHashMap<>();

  /** Metres that will hold {@code k} of them, as far as one can tell. */
  double guess(GeoPoint from, int[] classes, int k) {
    Double one = known.get(Key.of(from, classes));
    return one == null ? UNKNOWN_M : Math.max(1, SPARE * one * Math.sqrt(k));
  }

  /** The {@code k}th was found at that distance. */
  void learn(GeoPoint from, int[] classes, int k, double metres) {
    if (known.size() >= MOST) {
      known.clear();
    }
    known.merge(Key.of(from, classes), metres / Math.sqrt(k), (was, is) -> (was + is) / 2);
  }
}
