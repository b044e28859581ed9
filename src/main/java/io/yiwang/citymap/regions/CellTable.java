package io.yiwang.citymap.regions;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * S2 cell → the regions it helps to cover: an open-addressing hash table over sorted runs, all in
 * primitive arrays.
 */
final class CellTable {
  private static final long MIX = 0x9E3779B97F4A7C15L;

  /** Entries sorted by cell: region number times two, plus one when the cell lies wholly inside. */
  private final int[] entries;

  /** End of the run that begins at this entry. */
  private final int[] ends;

  private final long[] keys;
  private final int[] starts;
  private final int[] levels;

  CellTable(List<CellCover> covers) {
    int size = covers.stream().mapToInt(c -> c.inner().length + c.border().length).sum();
    long[] cells = new long[size];
    int[] values = new int[size];
    int n = 0;
    for (int r = 0; r < covers.size(); r++) {
      for (long cell : covers.get(r).inner()) {
        cells[n] = cell;
        values[n++] = 2 * r + 1;
      }
      for (long cell : covers.get(r).border()) {
        cells[n] = cell;
        values[n++] = 2 * r;
      }
    }
    Integer[] order = IntStream.range(0, size).boxed().toArray(Integer[]::new);
    Arrays.parallelSort(
        order, Comparator.comparingLong((Integer i) -> cells[i]).thenComparing(i -> i));
    this.entries = new int[size];
    this.ends = new int[size];
    int capacity = Integer.highestOneBit(Math.max(4, 2 * size)) * 2;
    this.keys = new long[capacity];
    this.starts = new int[capacity];
    boolean[] used = new boolean[31];
    int end = size;
    for (int i = size - 1; i >= 0; i--) {
      long cell = cells[order[i]];
      entries[i] = values[order[i]];
      ends[i] = end;
      if (i == 0 || cells[order[i - 1]] != cell) {
        put(cell, i);
        used[level(cell)] = true;
        end = i;
      }
    }
    this.levels = IntStream.rangeClosed(0, 30).map(l -> 30 - l).filter(l -> used[l]).toArray();
  }

  private static int level(long cell) {
    return 30 - Long.numberOfTrailingZeros(cell) / 2;
  }

  static long ancestor(long leaf, int level) {
    long lowestBit = 1L << 2 * (30 - level);
    return leaf & -lowestBit | lowestBit;
  }

  private int slot(long cell) {
    return (int) (cell * MIX >>> 64 - Integer.numberOfTrailingZeros(keys.length));
  }

  private void put(long cell, int start) {
    int slot = slot(cell);
    while (keys[slot] != 0) {
      slot = slot + 1 & keys.length - 1;
    }
    keys[slot] = cell;
    starts[slot] = start;
  }

  /** First entry of a cell's run, -1 when no region has the cell. */
  int find(long cell) {
    for (int slot = slot(cell); keys[slot] != 0; slot = slot + 1 & keys.length - 1) {
      if (keys[slot] == cell) {
        return starts[slot];
      }
    }
    return -1;
  }

  int end(int start) {
    return ends[start];
  }

  int region(int entry) {
    return entries[entry] >> 1;
  }

  boolean isInner(int entry) {
    return (entries[entry] & 1) == 1;
  }

  /** Levels in use, the finest first. */
  int[] levels() {
    return levels;
  }

  int size() {
    return entries.length;
  }
}
