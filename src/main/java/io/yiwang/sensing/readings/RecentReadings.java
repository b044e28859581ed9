package io.yiwang.sensing.readings;

import java.util.Arrays;

/**
 * The readings of the last minutes, to recognise what is delivered twice; two generations of hashes
 * of 64 bits, the older is forgotten when the younger is full. That two different readings look the
 * same happens once in 10^13. For one thread.
 */
final class RecentReadings {
  private final int slots;
  private long[] young;
  private long[] old;
  private int filled;

  /**
   * @param slots a power of two; two thirds of it are used
   */
  RecentReadings(int slots) {
    this.slots = slots;
    this.young = new long[slots];
    this.old = new long[slots];
  }

  boolean contains(Reading reading) {
    long hash = hash(reading);
    return young[slot(young, hash)] == hash || old[slot(old, hash)] == hash;
  }

  void add(Reading reading) {
    long hash = hash(reading);
    int slot = slot(young, hash);
    if (young[slot] == hash) {
      return;
    }
    young[slot] = hash;
    filled++;
    if (filled > slots / 3 * 2) {
      long[] emptied = old;
      old = young;
      Arrays.fill(emptied, 0);
      young = emptied;
      filled = 0;
    }
  }

  /** Where the hash is, or would be. */
  private int slot(long[] table, long hash) {
    int at = (int) (hash >>> 40) & (slots - 1);
    while (table[at] != 0 && table[at] != hash) {
      at = (at + 1) & (slots - 1);
    }
    return at;
  }

  private static long hash(Reading r) {
    long h = mix(r.device() * 31 + r.quantity().hashCode());
    h = mix(h ^ mix(r.at().toEpochMilli() + 0x9E3779B97F4A7C15L));
    return h == 0 ? 1 : h;
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
  private static long mix(long z) {
    long m = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    m = (m ^ (m >>> 27)) * 0x94D049BB133111EBL;
    return m ^ (m >>> 31);
  }
}
