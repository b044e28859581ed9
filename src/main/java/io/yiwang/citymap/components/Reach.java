package io.yiwang.citymap.components;

import com.google.common.geometry.S2CellId;
import io.yiwang.kernel.GeoPoint;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far one had to look last time, for each kind of thing and neighbourhood: where to begin, not
 * where to end. For any thread.
 */
final class Reach {
  private static final double UNKNOWN_M = 60;

  /** Things stand thinner here than there; to look at some more costs less than to look again. */
  private static final double SPARE = 2;

  private static final double AT_LEAST = 1.5;
  private static final double AT_MOST = 5;

  /** Neighbourhoods some 5 km wide. */
  private static final int LEVEL = 11;

  private static final int MOST = 10_000;

  /** A kind in a neighbourhood, or anywhere. */
  private record Key(long cell, int classes) {
    static final long ANYWHERE = 0;

    static Key of(GeoPoint from, int[] classes) {
      return new Key(new S2CellId(from.s2Leaf()).parent(LEVEL).id(), Arrays.hashCode(classes));
    }

    Key anywhere() {
      return new Key(ANYWHERE, classes);
    }
  }

  /** Metres that held one thing; so many hold their root. */
  private final Map<Key, Double> known = new ConcurrentHashMap<>();

  /** Metres that will hold {@code k} of them, as far as one can tell. */
  double guess(GeoPoint from, int[] classes, int k) {
    Key here = Key.of(from, classes);
    Double one = known.getOrDefault(here, known.get(here.anywhere()));
    return one == null ? UNKNOWN_M : Math.max(1, SPARE * one * Math.sqrt(k));
  }

  /** Metres to look at next, where so few were found within those. */
  static double next(double radius, int k, int found) {
    return radius
        * (found == 0
            ? AT_MOST
            : Math.clamp(SPARE * Math.sqrt((double) k / found), AT_LEAST, AT_MOST));
  }

  /** The {@code k}th was found at that distance. */
  void learn(GeoPoint from, int[] classes, int k, double metres) {
    if (known.size() >= MOST) {
      known.clear();
    }
    Key here = Key.of(from, classes);
    for (Key key : List.of(here, here.anywhere())) {
      known.merge(key, metres / Math.sqrt(k), (was, is) -> (was + is) / 2);
    }
  }
}
