package io.yiwang.sensing.rules.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The least (or greatest) value of the last so many milliseconds: a queue whose values only grow,
 * since a value with a lesser one behind it can never be the least again.
 */
final class Span {
  private static final int FIRST = 8;

  private final boolean least;
  private final long length;
  private long[] at = new long[FIRST];
  private double[] values = new double[FIRST];
  private int head;
  private int size;

  Span(boolean least, long length) {
    this.least = least;
    this.length = length;
  }

  /** Takes a value in and forgets what is older than the span. */
  void add(long when, double value) {
    while (size > 0 && when - at[head] > length) {
      head++;
      size--;
    }
    while (size > 0 && beats(value, values[head + size - 1])) {
      size--;
    }
    room();
    at[head + size] = when;
    values[head + size] = value;
    size++;
  }

  private boolean beats(double value, double other) {
    return least ? value <= other : value >= other;
  }

  private void room() {
    if (size == 0) {
      head = 0;
    }
    if (head + size < at.length) {
      return;
    }
    int room = size * 2 > at.length ? at.length * 2 : at.length;
    long[] moments = new long[room];
    double[] copies = new double[room];
    System.arraycopy(at, head, moments, 0, size);
    System.arraycopy(values, head, copies, 0, size);
    at = moments;
    values = copies;
    head = 0;
  }

  double extreme() {
    return values[head];
  }

  long extremeAt() {
    return at[head];
  }

  void clear() {
    size = 0;
    head = 0;
  }

  boolean isEmpty() {
    return size == 0;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(size);
    for (int i = head; i < head + size; i++) {
      out.writeLong(at[i]);
      out.writeDouble(values[i]);
    }
  }

  void read(DataInput in) throws IOException {
    clear();
    int count = in.readInt();
    if (count > at.length) {
      at = Arrays.copyOf(at, count);
      values = Arrays.copyOf(values, count);
    }
    for (int i = 0; i < count; i++) {
      at[i] = in.readLong();
      values[i] = in.readDouble();
    }
    size = count;
  }
}
