package io.yiwang.vision.tracks;

import io.yiwang.vision.Frame;

/**
 * A picture reduced to what tells views apart: brightness on a coarse grid, and the sums of columns
 * and rows. No person can be told from it.
 */
final class Sketch {
  static final int ACROSS = 320;
  static final int DOWN = 180;
  static final int TILES_ACROSS = 32;
  static final int TILES_DOWN = 18;
  private static final int TILE = ACROSS / TILES_ACROSS;

  final double mean;
  final double deviation;

  /** Mean brightness of each tile, 0 to 255. */
  final double[] tiles;

  /** Mean brightness of each column and row. */
  final double[] columns;

  final double[] rows;

  private Sketch(double mean, double deviation, double[] tiles, double[] columns, double[] rows) {
    this.mean = mean;
    this.deviation = deviation;
    this.tiles = tiles;
    this.columns = columns;
    this.rows = rows;
  }

  static Sketch of(Frame frame) {
    double[] tiles = new double[TILES_ACROSS * TILES_DOWN];
    double[] columns = new double[ACROSS];
    double[] rows = new double[DOWN];
    double sum = 0;
    double squares = 0;
    byte[] pixels = frame.pixels();
    for (int y = 0; y < DOWN; y++) {
      int line = (int) ((y + 0.5) * frame.height() / DOWN) * frame.width();
      for (int x = 0; x < ACROSS; x++) {
        int at = 3 * (line + (int) ((x + 0.5) * frame.width() / ACROSS));
        int grey =
            (29 * (pixels[at] & 0xFF)
                    + 150 * (pixels[at + 1] & 0xFF)
                    + 77 * (pixels[at + 2] & 0xFF))
                >> 8;
        tiles[y / TILE * TILES_ACROSS + x / TILE] += grey;
        columns[x] += grey;
        rows[y] += grey;
        sum += grey;
        squares += grey * grey;
      }
    }
    double all = ACROSS * DOWN;
    divide(tiles, TILE * TILE);
    divide(columns, DOWN);
    divide(rows, ACROSS);
    double mean = sum / all;
    return new Sketch(
        mean, Math.sqrt(Math.max(0, squares / all - mean * mean)), tiles, columns, rows);
  }

  private static void divide(double[] values, double by) {
    for (int i = 0; i < values.length; i++) {
      values[i] /= by;
    }
  }

  /** The edges between tiles, a byte each, to be kept and compared by {@link #alike}. */
  byte[] edges() {
    byte[] edges = new byte[TILES_ACROSS * TILES_DOWN];
    for (int y = 1; y < TILES_DOWN; y++) {
      for (int x = 1; x < TILES_ACROSS; x++) {
        int at = y * TILES_ACROSS + x;
        double across = tiles[at] - tiles[at - 1];
        double down = tiles[at] - tiles[at - TILES_ACROSS];
        edges[at] = (byte) Math.clamp(Math.round(across + down), -127, 127);
      }
    }
    return edges;
  }

  /**
   * How alike two views are: the correlation of their edges, 1 for the same, about 0 for others.
   */
  static double alike(byte[] a, byte[] b) {
    if (a.length != b.length) {
      return 0;
    }
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    return aa == 0 || bb == 0 ? 0 : ab / Math.sqrt(aa * bb);
  }
}
