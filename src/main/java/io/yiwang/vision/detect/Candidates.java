package io.yiwang.vision.detect;

import java.util.Arrays;

/**
 * Boxes read from a model's output, in columns that are kept from picture to picture. Of boxes of
 * one label that overlap only the surest stays (non-maximum suppression).
 */
final class Candidates {
  /** More than this in one picture are noise; the surest are kept. */
  private static final int MOST = 3000;

  private static final int COLUMNS = 4;

  private float[] boxes = new float[COLUMNS * 256];
  private float[] scores = new float[256];
  private int[] labels = new int[256];
  private long[] order = new long[256];
  private int count;
  private int kept;

  void clear() {
    count = 0;
    kept = 0;
  }

  /** A box by its centre, in pixels of the input. */
  void add(float centreX, float centreY, float width, float height, float score, int label) {
    if (!(width > 0) || !(height > 0) || !Float.isFinite(centreX + centreY + width + height)) {
      return;
    }
    if (count == scores.length) {
      grow();
    }
    int at = COLUMNS * count;
    boxes[at] = centreX - width / 2;
    boxes[at + 1] = centreY - height / 2;
    boxes[at + 2] = width;
    boxes[at + 3] = height;
    scores[count] = Math.clamp(score, 0f, 1f);
    labels[count++] = label;
  }

  private void grow() {
    int size = scores.length * 2;
    boxes = Arrays.copyOf(boxes, COLUMNS * size);
    scores = Arrays.copyOf(scores, size);
    labels = Arrays.copyOf(labels, size);
    order = Arrays.copyOf(order, size);
  }

  void suppress(double overlap) {
    for (int i = 0; i < count; i++) {
      order[i] = (long) ~Float.floatToIntBits(scores[i]) << 32 | i;
    }
    Arrays.sort(order, 0, count);
    kept = 0;
    for (int i = 0; i < Math.min(count, MOST); i++) {
      if (!hidden((int) order[i], overlap)) {
        order[kept++] = order[i];
      }
    }
  }

  private boolean hidden(int one, double overlap) {
    for (int k = 0; k < kept; k++) {
      int other = (int) order[k];
      if (labels[other] == labels[one] && iou(COLUMNS * one, COLUMNS * other) > overlap) {
        return true;
      }
    }
    return false;
  }

  private float iou(int a, int b) {
    float across =
        Math.min(boxes[a] + boxes[a + 2], boxes[b] + boxes[b + 2]) - Math.max(boxes[a], boxes[b]);
    float down =
        Math.min(boxes[a + 1] + boxes[a + 3], boxes[b + 1] + boxes[b + 3])
            - Math.max(boxes[a + 1], boxes[b + 1]);
    if (across <= 0 || down <= 0) {
      return 0;
    }
    float shared = across * down;
    return shared / (boxes[a + 2] * boxes[a + 3] + boxes[b + 2] * boxes[b + 3] - shared);
  }

  /** How many are left; the surest is number 0. */
  int size() {
    return kept;
  }

  float x(int number) {
    return boxes[COLUMNS * (int) order[number]];
  }

  float y(int number) {
    return boxes[COLUMNS * (int) order[number] + 1];
  }

  float width(int number) {
    return boxes[COLUMNS * (int) order[number] + 2];
  }

  float height(int number) {
    return boxes[COLUMNS * (int) order[number] + 3];
  }

  float score(int number) {
    return scores[(int) order[number]];
  }

  int label(int number) {
    return labels[(int) order[number]];
  }
}
