package io.yiwang.citymap.tiles;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last tiles that were encoded, with the version of each: only of what everybody sees. For any
 * thread.
 */
final class TileCache {
  /** Which tile, of a set or of one layer. */
  record Key(String of, int z, int x, int y) {}

  private record Entry(long version, byte[] packed) {}

  private final long most;
  private final Map<Key, Entry> entries = new LinkedHashMap<>(1024, 0.75f, true);
  private long bytes;

  TileCache(long most) {
    this.most = most;
  }

  synchronized byte @Nullable [] get(Key key, long version) {
    Entry entry = entries.get(key);
    return entry == null || entry.version != version ? null : entry.packed;
  }

  synchronized void put(Key key, long version, byte[] packed) {
    Entry old = entries.put(key, new Entry(version, packed));
    bytes += packed.length - (old == null ? 0 : old.packed.length);
    var eldest = entries.entrySet().iterator();
    while (bytes > most && eldest.hasNext()) {
      bytes -= eldest.next().getValue().packed.length;
      eldest.remove();
    }
  }
}
