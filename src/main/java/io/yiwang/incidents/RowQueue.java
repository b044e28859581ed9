package io.yiwang.incidents;

import java.util.Arrays;

/**
 * Rows to be decided anew, the canonically first one first: a binary heap of row numbers, each in
 * it at most once.
 */
final class RowQueue {
  private final RowStore rows;
  private int[] heap = new int[64];
  private int size;

  RowQueue(RowStore rows) {
    this.rows = rows;
  }

  boolean isEmpty() {
    return size == 0;
  }

  void add(int row) {
    if (rows.is(row, RowStore.QUEUED | RowStore.FIXED)) {
      return;
    }
    rows.mark(row, RowStore.QUEUED);
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    int i = size++;
    while (i > 0 && rows.before(row, heap[i - 1 >> 1])) {
      heap[i] = heap[i - 1 >> 1];
      i = i - 1 >> 1;
    }
    heap[i] = row;
  }

  int poll() {
    int first = heap[0];
    int row = heap[--size];
    int i = 0;
    for (int child = 1; child < size; child = 2 * i + 1) {
      if (child + 1 < size && rows.before(heap[child + 1], heap[child])) {
        child++;
      }
      if (!rows.before(heap[child], row)) {
        break;
      }
      heap[i] = heap[child];
      i = child;
    }
    heap[i] = row;
    rows.unmark(first, RowStore.QUEUED);
    return first;
  }
}
