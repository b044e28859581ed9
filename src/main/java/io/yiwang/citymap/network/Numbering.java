package io.yiwang.citymap.network;

import java.util.Arrays;

/**
 * Gives identifiers the numbers 0, 1, 2 … in the order they come and finds the number of an
 * identifier: open addressing with linear probing, 12 to 20 bytes an entry. A number once given
 * stays.
 */
final class Numbering {
  static final int NONE = -1;
  private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

  private long[] ids = new long[1024];
  private int[] slots = new int[2048];
  private int size;

  Numbering() {
    Arrays.fill(slots, NONE);
  }

  int size() {
    return size;
  }

  long id(int number) {
    return ids[number];
  }

  /** The number of an identifier, {@link #NONE} when it has none. */
  int find(long id) {
    return slots[slot(id)];
  }

  /** The number of an identifier, a new one when it has none. */
  int of(long id) {
    int slot = slot(id);
    if (slots[slot] != NONE) {
      return slots[slot];
    }
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, room(size));
    }
    ids[size] = id;
    slots[slot] = size;
    if (++size > slots.length / 4 * 3) {
      rehash();
    }
    return size - 1;
  }

  /** How long an array that is full should become. */
  static int room(int length) {
    return length + length / 4 + 1024;
  }

  private int slot(long id) {
    int mask = slots.length - 1;
    int slot = (int) ((id * GOLDEN) >>> 32) & mask;
    while (slots[slot] != NONE && ids[slots[slot]] != id) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void rehash() {
    slots = new int[slots.length * 2];
    Arrays.fill(slots, NONE);
    for (int i = 0; i < size; i++) {
      slots[slot(ids[i])] = i;
    }
  }

  long bytes() {
    return 8L * ids.length + 4L * slots.length;
  }
}
