package io.yiwang.incidents;

import io.yiwang.kernel.ObservationId;
import java.util.Arrays;
import java.util.UUID;

/**
 * The retained rows of one index: 96 bytes each in large arrays, so that millions of them cost the
 * collector nothing.
 */
final class RowStore {
  static final int NONE = -1;

  static final int ANCHOR = 1;
  static final int CLEARED = 1 << 1;
  static final int NAMES = 1 << 2;
  static final int QUEUED = 1 << 3;

  /** Has been announced as an incident of its own. */
  static final int OPENED = 1 << 4;

  /** Has been announced as a member of its present incident. */
  static final int TOLD = 1 << 5;

  /** Waits for its announcement as an incident: at once, or when its turn comes. */
  static final int URGENT = 1 << 6;

  static final int GROWN = 1 << 7;
  static final int REPAIRED = 1 << 8;

  /** An anchor that is no longer decided anew, since rows that belong to it have been forgotten. */
  static final int FIXED = 1 << 9;

  static final int FORGOTTEN = 1 << 10;

  /** Saw nothing, and sets the row it names apart. */
  static final int APART = 1 << 11;

  private static final int CHUNK_BITS = 10;
  private static final int CHUNK = 1 << CHUNK_BITS;
  private static final int MASK = CHUNK - 1;
  private static final int LONGS = 6;
  private static final int INTS = 12;

  private static final int LAT = 0;
  private static final int LNG = 1;
  private static final int SOURCE = 2;
  private static final int WEIGHT = 3;
  private static final int CLASS_FLAGS = 4;
  private static final int INCIDENT = 5;
  private static final int PREVIOUS = 6;
  private static final int NEXT = 7;
  private static final int CHAIN = 8;

  private long[][] longs = new long[0][];
  private int[][] ints = new int[0][];
  private int used;
  private int free = NONE;
  private int size;

  int add(Sight s) {
    int r = free;
    if (r != NONE) {
      free = next(r);
    } else {
      r = used++;
      if (r >> CHUNK_BITS == longs.length) {
        longs = Arrays.copyOf(longs, longs.length + 1);
        ints = Arrays.copyOf(ints, ints.length + 1);
        longs[longs.length - 1] = new long[CHUNK * LONGS];
        ints[ints.length - 1] = new int[CHUNK * INTS];
      }
    }
    size++;
    fill(r, s);
    return r;
  }

  private void fill(int r, Sight s) {
    long[] l = longs[r >> CHUNK_BITS];
    int at = (r & MASK) * LONGS;
    l[at] = s.idHigh;
    l[at + 1] = s.idLow;
    l[at + 2] = s.at;
    l[at + 3] = s.component;
    l[at + 4] = s.track;
    l[at + 5] = s.offset << 16 | s.row;
    set(r, LAT, s.latE7);
    set(r, LNG, s.lngE7);
    set(r, SOURCE, s.source);
    set(r, WEIGHT, s.weight);
    int flags =
        (s.cleared ? CLEARED : 0)
            | (s.clears != null || s.apart ? NAMES : 0)
            | (s.apart ? APART : 0);
    set(r, CLASS_FLAGS, s.classNumber << 16 | flags);
    set(r, INCIDENT, NONE);
    set(r, PREVIOUS, NONE);
    set(r, NEXT, NONE);
    for (int chain = 0; chain < 3; chain++) {
      set(r, CHAIN + chain, NONE);
    }
  }

  void remove(int r) {
    set(r, CLASS_FLAGS, FORGOTTEN);
    next(r, free);
    free = r;
    size--;
  }

  int size() {
    return size;
  }

  /** No row number is as large as this. */
  int end() {
    return used;
  }

  long idHigh(int r) {
    return longs[r >> CHUNK_BITS][(r & MASK) * LONGS];
  }

  long idLow(int r) {
    return longs[r >> CHUNK_BITS][(r & MASK) * LONGS + 1];
  }

  ObservationId id(int r) {
    return new ObservationId(new UUID(idHigh(r), idLow(r)));
  }

  long at(int r) {
    return longs[r >> CHUNK_BITS][(r & MASK) * LONGS + 2];
  }

  long component(int r) {
    return longs[r >> CHUNK_BITS][(r & MASK) * LONGS + 3];
  }

  long track(int r) {
    return longs[r >> CHUNK_BITS][(r & MASK) * LONGS + 4];
  }

  /** Offset of the packet in the log. */
  long offset(int r) {
    return longs[r >> CHUNK_BITS][(r & MASK) * LONGS + 5] >> 16;
  }

  int rowInPacket(int r) {
    return (int) longs[r >> CHUNK_BITS][(r & MASK) * LONGS + 5] & 0xFFFF;
  }

  int lat(int r) {
    return get(r, LAT);
  }

  int lng(int r) {
    return get(r, LNG);
  }

  int source(int r) {
    return get(r, SOURCE);
  }

  int weight(int r) {
    return get(r, WEIGHT);
  }

  int classNumber(int r) {
    return get(r, CLASS_FLAGS) >>> 16;
  }

  int incident(int r) {
    return get(r, INCIDENT);
  }

  void incident(int r, int incident) {
    set(r, INCIDENT, incident);
  }

  int previous(int r) {
    return get(r, PREVIOUS);
  }

  void previous(int r, int previous) {
    set(r, PREVIOUS, previous);
  }

  int next(int r) {
    return get(r, NEXT);
  }

  void next(int r, int next) {
    set(r, NEXT, next);
  }

  /** The row after this one in one of its three chains. */
  int chained(int r, int chain) {
    return get(r, CHAIN + chain);
  }

  void chained(int r, int chain, int next) {
    set(r, CHAIN + chain, next);
  }

  boolean is(int r, int flag) {
    return (get(r, CLASS_FLAGS) & flag) != 0;
  }

  void mark(int r, int flag) {
    set(r, CLASS_FLAGS, get(r, CLASS_FLAGS) | flag);
  }

  void unmark(int r, int flag) {
    set(r, CLASS_FLAGS, get(r, CLASS_FLAGS) & ~flag);
  }

  /** Canonical order: by time, then by id taken unsigned. */
  int compare(int one, int other) {
    return compare(at(one), idHigh(one), idLow(one), at(other), idHigh(other), idLow(other));
  }

  boolean before(int one, int other) {
    return compare(one, other) < 0;
  }

  static int compare(long at1, long high1, long low1, long at2, long high2, long low2) {
    if (at1 != at2) {
      return at1 < at2 ? -1 : 1;
    }
    int high = Long.compareUnsigned(high1, high2);
    return high != 0 ? high : Long.compareUnsigned(low1, low2);
  }

  private int get(int r, int field) {
    return ints[r >> CHUNK_BITS][(r & MASK) * INTS + field];
  }

  private void set(int r, int field, int value) {
    ints[r >> CHUNK_BITS][(r & MASK) * INTS + field] = value;
  }
}
