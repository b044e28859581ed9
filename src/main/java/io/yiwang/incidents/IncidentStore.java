package io.yiwang.incidents;

import static io.yiwang.incidents.RowStore.NONE;

import java.util.Arrays;

/** The incidents of one index, as numbers in large arrays; freed numbers are used again. */
final class IncidentStore {
  private static final int CHUNK_BITS = 8;
  private static final int CHUNK = 1 << CHUNK_BITS;
  private static final int FIELDS = 12;

  /** Row that opened it. */
  static final int ANCHOR = 0;

  /** End of its list of members; the list is in canonical order unless {@link #UNSORTED}. */
  static final int TAIL = 1;

  /** Its last OBSERVED row that is still retained. */
  static final int LAST = 2;

  /** Its first CLEARED row. */
  static final int CLEAR = 3;

  /** Retained OBSERVED members, those also counted by the summary left out. */
  static final int REPORTS = 4;

  /** Millionths, at most {@link Weight#CERTAIN}; negative when it has to be weighed anew. */
  static final int EVIDENCE = 5;

  /** Members not yet announced. */
  static final int UNTOLD = 6;

  /** Members that were incidents of their own. */
  static final int ABSORBED = 7;

  static final int UNSORTED = 8;

  /** Next anchor in the same cell, of the same component, of the same track. */
  static final int CHAIN = 9;

  private int[][] chunks = new int[0][];
  private int used;
  private int free = NONE;
  private int size;

  int open(int anchor) {
    int i = free;
    if (i != NONE) {
      free = get(i, TAIL);
    } else {
      i = used++;
      if (i >> CHUNK_BITS == chunks.length) {
        chunks = Arrays.copyOf(chunks, chunks.length + 1);
        chunks[chunks.length - 1] = new int[CHUNK * FIELDS];
      }
    }
    size++;
    Arrays.fill(
        chunks[i >> CHUNK_BITS], (i & CHUNK - 1) * FIELDS, (i & CHUNK - 1) * FIELDS + FIELDS, 0);
    set(i, ANCHOR, anchor);
    set(i, TAIL, NONE);
    set(i, LAST, NONE);
    set(i, CLEAR, NONE);
    return i;
  }

  void close(int i) {
    set(i, ANCHOR, NONE);
    set(i, TAIL, free);
    free = i;
    size--;
  }

  int size() {
    return size;
  }

  int get(int i, int field) {
    return chunks[i >> CHUNK_BITS][(i & CHUNK - 1) * FIELDS + field];
  }

  void set(int i, int field, int value) {
    chunks[i >> CHUNK_BITS][(i & CHUNK - 1) * FIELDS + field] = value;
  }

  void add(int i, int field, int more) {
    set(i, field, get(i, field) + more);
  }
}
