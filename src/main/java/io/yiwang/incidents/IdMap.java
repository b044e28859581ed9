package io.yiwang.incidents;

import java.util.Arrays;

/**
 * From an observation's id to its row: open addressing over row numbers, 4 bytes a slot; the ids
 * stay in the rows.
 */
final class IdMap {
  private final RowStore rows;
  private int[] table = empty(64);
  private int size;

  IdMap(RowStore rows) {
    this.rows = rows;
  }

  /** The row of this id, or {@link RowStore#NONE}. */
  int find(long high, long low) {
    int mask = table.length - 1;
    for (int i = slot(high, low, mask); table[i] >= 0; i = i + 1 & mask) {
      if (rows.idLow(table[i]) == low && rows.idHigh(table[i]) == high) {
        return table[i];
      }
    }
    return RowStore.NONE;
  }

  /** Adds a row whose id is not in here yet. */
  void add(int row) {
    if (++size > table.length * 3 / 4) {
      int[] old = table;
      table = empty(old.length * 2);
      for (int r : old) {
        if (r >= 0) {
          place(r);
        }
      }
    }
    place(row);
  }

  void remove(int row) {
    int mask = table.length - 1;
    int i = slot(rows.idHigh(row), rows.idLow(row), mask);
    while (table[i] != row) {
      i = i + 1 & mask;
    }
    size--;
    int gap = i;
    for (int j = gap + 1 & mask; table[j] >= 0; j = j + 1 & mask) {
      int home = slot(rows.idHigh(table[j]), rows.idLow(table[j]), mask);
      if ((j - home & mask) >= (j - gap & mask)) {
        table[gap] = table[j];
        gap = j;
      }
    }
    table[gap] = RowStore.NONE;
  }

  private void place(int row) {
    int mask = table.length - 1;
    int i = slot(rows.idHigh(row), rows.idLow(row), mask);
    while (table[i] >= 0) {
      i = i + 1 & mask;
    }
    table[i] = row;
  }

  private static int slot(long high, long low, int mask) {
    long h = (high ^ Long.rotateLeft(low, 32)) * 0x9E3779B97F4A7C15L;
    return (int) (h >>> 32) & mask;
  }

  private static int[] empty(int length) {
    int[] table = new int[length];
    Arrays.fill(table, RowStore.NONE);
    return table;
  }
}
