package io.yiwang.citymap.network;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Numbers in a row, without a box for each; also a stack. */
final class IntList {
  private int[] values = new int[64];
  private int size;

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  int removeLast() {
    return values[--size];
  }

  int get(int i) {
    return values[i];
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  IntStream stream() {
    return Arrays.stream(values, 0, size);
  }
}
