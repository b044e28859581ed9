package io.yiwang.demo.ground;

import java.util.Arrays;

/** The things of one neighbourhood before they leave, to be put in order of place. */
final class Batch {
  private static final int INDEX_BITS = 21;

  private double[] x = new double[1 << 15];
  private double[] y = new double[1 << 15];
  private long[] id = new long[1 << 15];
  private byte[] what = new byte[1 << 15];
  private int[] reference = new int[1 << 15];
  private int[] block = new int[1 << 15];
  private int size;

  void clear() {
    size = 0;
  }

  /**
   * @param is what it is; the reference says which one
   */
  void add(byte is, int which, long number, double px, double py, int inBlock) {
    if (size == x.length) {
      int more = 2 * size;
      x = Arrays.copyOf(x, more);
      y = Arrays.copyOf(y, more);
      id = Arrays.copyOf(id, more);
      what = Arrays.copyOf(what, more);
      reference = Arrays.copyOf(reference, more);
      block = Arrays.copyOf(block, more);
    }
    x[size] = px;
    y[size] = py;
    id[size] = number;
    what[size] = is;
    reference[size] = which;
    block[size++] = inBlock;
  }

  /** Indexes along a curve that keeps near things together. */
  int[] inOrder() {
    double west = 1e9;
    double south = 1e9;
    double width = 1;
    for (int i = 0; i < size; i++) {
      west = Math.min(west, x[i]);
      south = Math.min(south, y[i]);
    }
    for (int i = 0; i < size; i++) {
      width = Math.max(width, Math.max(x[i] - west, y[i] - south));
    }
    double scale = 0xFFFF / width;
    long[] keys = new long[size];
    for (int i = 0; i < size; i++) {
      long curve = Hilbert.at((int) ((x[i] - west) * scale), (int) ((y[i] - south) * scale));
      keys[i] = curve << INDEX_BITS | i;
    }
    Arrays.sort(keys);
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = (int) (keys[i] & ((1 << INDEX_BITS) - 1));
    }
    return order;
  }

  double x(int i) {
    return x[i];
  }

  double y(int i) {
    return y[i];
  }

  long id(int i) {
    return id[i];
  }

  byte what(int i) {
    return what[i];
  }

  int reference(int i) {
    return reference[i];
  }

  int block(int i) {
    return block[i];
  }
}
