package io.yiwang.citymap.tiles;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was last made of tiles, with the version of each: only of what everybody sees. For any
 * thread; of several that miss the same one makes it.
 */
final class TileCache<T> {
  private static final int STRIPES = 64;

  /** Which tile, of a set or of one layer. */
  record Key(String of, int z, int x, int y) {}

  private record Entry<T>(long version, T value) {}

  private final long most;
  private final ToIntFunction<T> weight;
  private final Map<Key, Entry<T>> entries = new LinkedHashMap<>(1024, 0.75f, true);
  private final Object[] stripes = new Object[STRIPES];
  private long bytes;

  /**
   * @param most bytes it holds
   * @param weight of a value in bytes
   */
  TileCache(long most, ToIntFunction<T> weight) {
    this.most = most;
    this.weight = weight;
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Object();
    }
  }

  T get(Key key, long version, Supplier<T> make) {
    T known = find(key, version);
    if (known != null) {
      return known;
    }
    synchronized (stripes[Math.floorMod(key.hashCode(), STRIPES)]) {
      known = find(key, version);
      if (known == null) {
        known = make.get();
        put(key, version, known);
      }
      return known;
    }
  }

  private synchronized @Nullable T find(Key key, long version) {
    Entry<T> entry = entries.get(key);
    return entry == null || entry.version != version ? null : entry.value;
  }

  private synchronized void put(Key key, long version, T value) {
    Entry<T> old = entries.put(key, new Entry<>(version, value));
    bytes += weight.applyAsInt(value) - (old == null ? 0 : weight.applyAsInt(old.value));
    var eldest = entries.entrySet().iterator();
    while (bytes > most && eldest.hasNext()) {
      bytes -= weight.applyAsInt(eldest.next().getValue().value);
      eldest.remove();
    }
  }
}
