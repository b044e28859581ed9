package io.yiwang.incidents;

import java.util.Arrays;

/**
 * From a 64-bit key to the head of a chain: open addressing with linear probing, 12 bytes a slot.
 * Key 0 is not allowed.
 */
final class HeadMap {
  private long[] keys = new long[16];
  private int[] heads = new int[16];
  private int size;

  int get(long key) {
    int mask = keys.length - 1;
    for (int i = slot(key, mask); keys[i] != 0; i = i + 1 & mask) {
      if (keys[i] == key) {
        return heads[i];
      }
    }
    return RowStore.NONE;
  }

  /** Replaces the head and returns the former one. */
  int put(long key, int head) {
    int mask = keys.length - 1;
    int i = slot(key, mask);
    while (keys[i] != 0) {
      if (keys[i] == key) {
        int former = heads[i];
        heads[i] = head;
        return former;
      }
      i = i + 1 & mask;
    }
    keys[i] = key;
    heads[i] = head;
    if (++size > keys.length * 3 / 4) {
      grow();
    }
    return RowStore.NONE;
  }

  void remove(long key) {
    int mask = keys.length - 1;
    int i = slot(key, mask);
    while (keys[i] != key) {
      if (keys[i] == 0) {
        return;
      }
      i = i + 1 & mask;
    }
    size--;
    int gap = i;
    for (int j = gap + 1 & mask; keys[j] != 0; j = j + 1 & mask) {
      int home = slot(keys[j], mask);
      if ((j - home & mask) >= (j - gap & mask)) {
        keys[gap] = keys[j];
        heads[gap] = heads[j];
        gap = j;
      }
    }
    keys[gap] = 0;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldHeads = heads;
    keys = new long[oldKeys.length * 2];
    heads = new int[keys.length];
    int mask = keys.length - 1;
    for (int j = 0; j < oldKeys.length; j++) {
      if (oldKeys[j] != 0) {
        int i = slot(oldKeys[j], mask);
        while (keys[i] != 0) {
          i = i + 1 & mask;
        }
        keys[i] = oldKeys[j];
        heads[i] = oldHeads[j];
      }
    }
  }

  void clear() {
    Arrays.fill(keys, 0);
    size = 0;
  }

  private static int slot(long key, int mask) {
    return (int) (key ^ key >>> 32) & mask;
  }
}
