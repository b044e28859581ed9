package io.yiwang.vision.detect;

import io.yiwang.vision.Manifest.Input;
import io.yiwang.vision.Manifest.Layout;
import io.yiwang.vision.Manifest.Model;
import io.yiwang.vision.Manifest.Output;
import java.util.List;

/**
 * Reads boxes out of the numbers a model answers, by the layout its manifest names. C is the number
 * of labels, N that of boxes, sizes are pixels of the input.
 *
 * <ul>
 *   <li>YOLOX: [1, N, 5+C], a row a cell of each grid: centre as offset in the cell and size as its
 *       logarithm, both in strides; the thing's own confidence; one for each label.
 *   <li>YOLOV5: [1, N, 5+C], a row a box: centre, size, confidence, one for each label.
 *   <li>YOLOV8 (and 11): [1, 4+C, N], a column a box: centre, size, one confidence for each label.
 *   <li>BOXES: [1, N, 6] or [N, 6], suppressed by the model: corners, confidence, label.
 *   <li>SCORES_BOXES: two outputs, [1, N, 1+C] with the background first and [1, N, 4] with corners
 *       in parts of the input.
 * </ul>
 */
final class Decoding {
  private final Output output;
  private final int labels;
  private final int width;
  private final int height;
  private final float least;
  private final Cells cells;

  Decoding(Model model) {
    Input input = model.input();
    this.output = model.output();
    this.labels = model.labels().size();
    this.width = input.width();
    this.height = input.height();
    this.least = (float) output.least();
    this.cells = Cells.of(output.strides(), width, height);
  }

  /** How many numbers a box has in the first output. */
  int numbersOfBox() {
    return switch (output.layout()) {
      case YOLOX, YOLOV5 -> 5 + labels;
      case YOLOV8 -> 4 + labels;
      case BOXES -> 6;
      case SCORES_BOXES -> 1 + labels;
    };
  }

  /** The number of boxes in an output of this shape, or what is wrong with it. */
  int boxes(long[] shape) {
    int numbers = numbersOfBox();
    boolean columns = output.layout() == Layout.YOLOV8;
    long found = shape.length < 2 ? -1 : shape[shape.length - (columns ? 2 : 1)];
    long boxes = shape.length < 2 ? -1 : shape[shape.length - (columns ? 1 : 2)];
    boolean fits = output.layout() != Layout.YOLOX || boxes == cells.count() || boxes < 0;
    if (found != numbers && found >= 0 || shape.length > 3 || shape.length < 2 || !fits) {
      throw new IllegalArgumentException(
          "model.output.layout (%s) needs an output of %s, the model answers %s. Maybe another layout, or labels (%d) are not all of the model's."
              .formatted(
                  output.layout().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                  columns ? "[1, " + numbers + ", N]" : "[1, " + rows() + ", " + numbers + "]",
                  java.util.Arrays.toString(shape),
                  labels));
    }
    return (int) boxes;
  }

  private String rows() {
    return output.layout() == Layout.YOLOX ? Integer.toString(cells.count()) : "N";
  }

  /**
   * @param numbers the first output
   * @param more the second one, empty unless the layout has two
   */
  void read(float[] numbers, float[] more, int boxes, Candidates found) {
    found.clear();
    switch (output.layout()) {
      case YOLOX -> yolox(numbers, boxes, found);
      case YOLOV5 -> yolov5(numbers, boxes, found);
      case YOLOV8 -> yolov8(numbers, boxes, found);
      case BOXES -> corners(numbers, boxes, found);
      case SCORES_BOXES -> scored(numbers, more, boxes, found);
    }
    found.suppress(output.layout() == Layout.BOXES ? 1 : output.overlap());
  }

  private void yolox(float[] numbers, int boxes, Candidates found) {
    int step = 5 + labels;
    for (int box = 0, at = 0; box < boxes; box++, at += step) {
      float sure = numbers[at + 4];
      if (sure < least) {
        continue;
      }
      int label = best(numbers, at + 5);
      float score = sure * numbers[at + 5 + label];
      if (score >= least) {
        float stride = cells.stride[box];
        found.add(
            (numbers[at] + cells.x[box]) * stride,
            (numbers[at + 1] + cells.y[box]) * stride,
            (float) Math.exp(numbers[at + 2]) * stride,
            (float) Math.exp(numbers[at + 3]) * stride,
            score,
            label);
      }
    }
  }

  private void yolov5(float[] numbers, int boxes, Candidates found) {
    int step = 5 + labels;
    for (int box = 0, at = 0; box < boxes; box++, at += step) {
      float sure = numbers[at + 4];
      if (sure < least) {
        continue;
      }
      int label = best(numbers, at + 5);
      float score = sure * numbers[at + 5 + label];
      if (score >= least) {
        found.add(numbers[at], numbers[at + 1], numbers[at + 2], numbers[at + 3], score, label);
      }
    }
  }

  private int best(float[] numbers, int from) {
    int best = 0;
    for (int label = 1; label < labels; label++) {
      if (numbers[from + label] > numbers[from + best]) {
        best = label;
      }
    }
    return best;
  }

  private void yolov8(float[] numbers, int boxes, Candidates found) {
    for (int box = 0; box < boxes; box++) {
      int best = 0;
      float score = 0;
      for (int label = 0; label < labels; label++) {
        float sure = numbers[(4 + label) * boxes + box];
        if (sure > score) {
          score = sure;
          best = label;
        }
      }
      if (score >= least) {
        found.add(
            numbers[box],
            numbers[boxes + box],
            numbers[2 * boxes + box],
            numbers[3 * boxes + box],
            score,
            best);
      }
    }
  }

  private void corners(float[] numbers, int boxes, Candidates found) {
    for (int box = 0, at = 0; box < boxes; box++, at += 6) {
      int label = (int) numbers[at + 5];
      if (numbers[at + 4] >= least && label >= 0 && label < labels) {
        cornered(numbers, at, 1, 1, numbers[at + 4], label, found);
      }
    }
  }

  private void scored(float[] scores, float[] corners, int boxes, Candidates found) {
    int step = 1 + labels;
    for (int box = 0; box < boxes; box++) {
      int best = 1;
      for (int label = 2; label < step; label++) {
        if (scores[box * step + label] > scores[box * step + best]) {
          best = label;
        }
      }
      float score = scores[box * step + best];
      if (score >= least) {
        cornered(corners, 4 * box, width, height, score, best - 1, found);
      }
    }
  }

  private static void cornered(
      float[] n, int at, float across, float down, float score, int label, Candidates found) {
    float left = n[at] * across;
    float top = n[at + 1] * down;
    float right = n[at + 2] * across;
    float bottom = n[at + 3] * down;
    found.add((left + right) / 2, (top + bottom) / 2, right - left, bottom - top, score, label);
  }

  /** Column, row and stride of every cell of every grid, in the order of the output's rows. */
  private record Cells(float[] x, float[] y, float[] stride) {
    static Cells of(List<Integer> strides, int width, int height) {
      int count = strides.stream().mapToInt(s -> (width / s) * (height / s)).sum();
      var cells = new Cells(new float[count], new float[count], new float[count]);
      int at = 0;
      for (int stride : strides) {
        for (int y = 0; y < height / stride; y++) {
          for (int x = 0; x < width / stride; x++, at++) {
            cells.x[at] = x;
            cells.y[at] = y;
            cells.stride[at] = stride;
          }
        }
      }
      return cells;
    }

    int count() {
      return x.length;
    }
  }
}
