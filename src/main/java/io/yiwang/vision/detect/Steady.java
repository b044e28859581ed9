package io.yiwang.vision.detect;

/**
 * By how many pixels a picture is moved against the scene, as wind moves a mast. Sums of brightness
 * steps along columns and rows are slid over each other; what moves in the street changes few of
 * them.
 */
final class Steady {
  static final int REACH = 8;

  private final int width;
  private final int height;
  private final int[] sceneColumns;
  private final int[] sceneRows;
  private final int[] columns;
  private final int[] rows;

  /** Where a pixel of the scene lies in the picture, minus where it lay. */
  int across;

  int down;

  Steady(int width, int height) {
    this.width = width;
    this.height = height;
    this.sceneColumns = new int[width];
    this.sceneRows = new int[height];
    this.columns = new int[width];
    this.rows = new int[height];
  }

  void scene(byte[] luma) {
    steps(luma, sceneColumns, sceneRows);
  }

  void look(byte[] luma) {
    steps(luma, columns, rows);
    across = shift(columns, sceneColumns);
    down = shift(rows, sceneRows);
  }

  private void steps(byte[] luma, int[] columns, int[] rows) {
    java.util.Arrays.fill(columns, 0);
    java.util.Arrays.fill(rows, 0);
    for (int y = 0; y < height - 1; y++) {
      for (int x = 0, at = y * width; x < width - 1; x++, at++) {
        int here = luma[at] & 0xFF;
        columns[x] += Math.abs((luma[at + 1] & 0xFF) - here);
        rows[y] += Math.abs((luma[at + width] & 0xFF) - here);
      }
    }
  }

  private static int shift(int[] now, int[] then) {
    float light = sum(then) / Math.max(1, sum(now));
    int best = 0;
    double unmoved = difference(now, then, 0, light);
    double least = unmoved;
    for (int shift = -REACH; shift <= REACH; shift++) {
      double difference = difference(now, then, shift, light);
      if (difference < least) {
        least = difference;
        best = shift;
      }
    }
    return 10 * least < 9 * unmoved ? best : 0;
  }

  private static float sum(int[] steps) {
    float sum = 0;
    for (int i = REACH; i < steps.length - REACH; i++) {
      sum += steps[i];
    }
    return sum;
  }

  /**
   * @param light by which the steps of now are multiplied: they are larger in brighter light
   */
  private static double difference(int[] now, int[] then, int shift, float light) {
    double sum = 0;
    for (int i = REACH; i < then.length - REACH; i++) {
      sum += Math.abs(now[i + shift] * light - then[i]);
    }
    return sum;
  }
}
