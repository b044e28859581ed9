package io.yiwang.bench;

import io.yiwang.bench.OnnxFile.Attribute;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Models made here: one that really sees bright spots, one that costs what a nano-class YOLO does.
 */
public final class MadeModels {
  private static final int CELL = 8;
  private static final int INPUT = 416;

  private MadeModels() {}

  /** How the spots model answers. */
  public enum Answer {
    YOLOX,
    YOLOV5,
    YOLOV8
  }

  /**
   * A model of {@code size} by {@code size} pixels from 0 to 255 with one label. Each cell of eight
   * by eight pixels answers a box of its own size; how sure it is depends on its mean brightness
   * and is a half at 200.
   */
  public static byte[] spots(int size, Answer answer) {
    var file = new OnnxFile();
    String image = file.input("images", 1, 3, size, size);
    int cells = size / CELL;
    int sures = answer == Answer.YOLOV8 ? 1 : 2;
    String sure = file.node("Sigmoid", of(cellConv(file, image, brightness(sures), biases(sures))));
    String place = place(file, image, cells, answer);
    String both = file.node("Concat", of(place, sure), Attribute.one("axis", 1));
    int numbers = 4 + sures;
    String flat = file.node("Reshape", of(both, file.longs(1, numbers, (long) cells * cells)));
    if (answer == Answer.YOLOV8) {
      file.node("Identity", "output", of(flat));
      file.output("output", 1, numbers, (long) cells * cells);
    } else {
      file.node("Transpose", "output", of(flat), Attribute.all("perm", 0, 2, 1));
      file.output("output", 1, (long) cells * cells, numbers);
    }
    return file.bytes();
  }

  /** Centre and size: in the cell for YOLOX, in pixels of the input otherwise. */
  private static String place(OnnxFile file, String image, int cells, Answer answer) {
    float[] none = new float[4 * 3 * CELL * CELL];
    if (answer == Answer.YOLOX) {
      return cellConv(file, image, none, new float[] {0.5f, 0.5f, 0, 0});
    }
    String size = cellConv(file, image, none, new float[] {0, 0, CELL, CELL});
    float[] centres = new float[4 * cells * cells];
    for (int i = 0; i < cells * cells; i++) {
      centres[i] = (i % cells + 0.5f) * CELL;
      centres[cells * cells + i] = (i / cells + 0.5f) * CELL;
    }
    return file.node("Add", of(size, file.floats(centres, 1, 4, cells, cells)));
  }

  private static float[] brightness(int sures) {
    float[] weights = new float[sures * 3 * CELL * CELL];
    Arrays.fill(weights, 0, 3 * CELL * CELL, 0.1f / (3 * CELL * CELL));
    return weights;
  }

  private static float[] biases(int sures) {
    return sures == 1 ? new float[] {-20} : new float[] {-20, 10};
  }

  private static String cellConv(OnnxFile file, String image, float[] weights, float[] biases) {
    return file.node(
        "Conv",
        of(
            image,
            file.floats(weights, biases.length, 3, CELL, CELL),
            file.floats(biases, biases.length)),
        Attribute.all("kernel_shape", CELL, CELL),
        Attribute.all("strides", CELL, CELL));
  }

  /**
   * A model of the shape of YOLOX-Nano (input 1×3×416×416, output 1×3549×85, convolutions for each
   * channel followed by ones across channels, SiLU), with random weights: it costs as much and sees
   * nothing.
   */
  public static byte[] nano() {
    var net = new Net(new OnnxFile(), new SplittableRandom(7));
    String stem = net.act(net.conv(net.file.input("images", 1, 3, INPUT, INPUT), 3, 16, 3, 2, 1));
    String quarter = net.blocks(net.down(stem, 16, 44), 44, 2);
    String eighth = net.blocks(net.down(quarter, 44, 88), 88, 4);
    String sixteenth = net.blocks(net.down(eighth, 88, 176), 176, 5);
    String last = net.blocks(net.down(sixteenth, 176, 352), 352, 3);
    String all =
        net.file.node(
            "Concat",
            of(net.head(eighth, 88, 52), net.head(sixteenth, 176, 26), net.head(last, 352, 13)),
            Attribute.one("axis", 2));
    net.file.node("Transpose", "output", of(all), Attribute.all("perm", 0, 2, 1));
    net.file.output("output", 1, 3549, 85);
    return net.file.bytes();
  }

  private record Net(OnnxFile file, SplittableRandom random) {
    String conv(String from, int in, int out, int kernel, int stride, int groups) {
      float[] weights = new float[out * in / groups * kernel * kernel];
      double reach = Math.sqrt(6.0 / (in / groups * kernel * kernel));
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (float) random.nextDouble(-reach, reach);
      }
      int pad = kernel / 2;
      return file.node(
          "Conv",
          of(
              from,
              file.floats(weights, out, in / groups, kernel, kernel),
              file.floats(new float[out], out)),
          Attribute.all("kernel_shape", kernel, kernel),
          Attribute.all("strides", stride, stride),
          Attribute.all("pads", pad, pad, pad, pad),
          Attribute.one("group", groups));
    }

    String act(String from) {
      return file.node("Mul", of(from, file.node("Sigmoid", of(from))));
    }

    String separable(String from, int in, int out, int kernel, int stride) {
      String each = act(conv(from, in, in, kernel, stride, in));
      return act(conv(each, in, out, 1, 1, 1));
    }

    String down(String from, int in, int out) {
      return separable(from, in, out, 3, 2);
    }

    String blocks(String from, int channels, int count) {
      String at = from;
      for (int i = 0; i < count; i++) {
        at = file.node("Add", of(at, separable(at, channels, channels, 3, 1)));
      }
      return at;
    }

    String head(String from, int channels, int side) {
      String stem = act(conv(from, channels, 64, 1, 1, 1));
      String branch = separable(separable(stem, 64, 64, 3, 1), 64, 64, 3, 1);
      String other = separable(separable(stem, 64, 64, 3, 1), 64, 64, 3, 1);
      String place = conv(branch, 64, 4, 1, 1, 1);
      String sure = file.node("Sigmoid", of(conv(other, 64, 81, 1, 1, 1)));
      String both = file.node("Concat", of(place, sure), Attribute.one("axis", 1));
      return file.node("Reshape", of(both, file.longs(1, 85, (long) side * side)));
    }
  }

  private static String[] of(String... inputs) {
    return inputs;
  }
}
