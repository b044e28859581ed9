package io.yiwang.vision.detect;

import io.yiwang.vision.Box;
import io.yiwang.vision.Frame;
import io.yiwang.vision.Manifest.Colours;
import io.yiwang.vision.Manifest.Fit;
import io.yiwang.vision.Manifest.Input;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Brings a frame to the size and numbers of a model's input: bilinear, three planes of colour one
 * after the other. Keeps its tables from frame to frame while their size stays; not for several
 * threads.
 */
final class Letterbox {
  private static final int ONE = 1 << 8;

  private final Input input;
  private final float[][] table = new float[3][256];
  private final float[] row;
  private final int[] left;
  private final int[] part;
  private int frameWidth;
  private int frameHeight;
  private double scaleX = 1;
  private double scaleY = 1;
  private int fromX;
  private int fromY;
  private int across;
  private int down;

  Letterbox(Input input) {
    this.input = input;
    this.row = new float[input.width()];
    this.left = new int[input.width()];
    this.part = new int[input.width()];
    for (int plane = 0; plane < 3; plane++) {
      for (int value = 0; value < 256; value++) {
        table[plane][value] =
            (float)
                ((value * input.scale() - input.mean().get(plane)) / input.deviation().get(plane));
      }
    }
  }

  void fill(Frame frame, FloatBuffer to) {
    if (frame.width() != frameWidth || frame.height() != frameHeight) {
      measure(frame);
    }
    for (int plane = 0; plane < 3; plane++) {
      int channel = input.colours() == Colours.BGR ? plane : 2 - plane;
      to.position(plane * input.width() * input.height());
      for (int y = 0; y < input.height(); y++) {
        if (y < fromY || y >= fromY + down) {
          Arrays.fill(row, table[plane][input.fill()]);
        } else {
          line(frame, channel, y - fromY, table[plane]);
        }
        to.put(row);
      }
    }
    to.rewind();
  }

  private void line(Frame frame, int channel, int y, float[] values) {
    double at = Math.clamp((y + 0.5) / scaleY - 0.5, 0.0, frameHeight - 1.0);
    int top = (int) at;
    int below = (int) ((at - top) * ONE);
    byte[] pixels = frame.pixels();
    int upper = top * frameWidth * 3 + channel;
    int lower = upper + (top + 1 < frameHeight ? frameWidth * 3 : 0);
    Arrays.fill(row, 0, fromX, values[input.fill()]);
    Arrays.fill(row, fromX + across, row.length, values[input.fill()]);
    for (int x = 0; x < across; x++) {
      int here = left[x];
      int next = here + 3 < frameWidth * 3 ? here + 3 : here;
      int right = part[x];
      int above =
          (pixels[upper + here] & 0xFF) * (ONE - right) + (pixels[upper + next] & 0xFF) * right;
      int under =
          (pixels[lower + here] & 0xFF) * (ONE - right) + (pixels[lower + next] & 0xFF) * right;
      row[fromX + x] = values[(above * (ONE - below) + under * below + (1 << 15)) >> 16];
    }
  }

  private void measure(Frame frame) {
    frameWidth = frame.width();
    frameHeight = frame.height();
    scaleX = (double) input.width() / frameWidth;
    scaleY = (double) input.height() / frameHeight;
    if (input.fit() != Fit.STRETCH) {
      scaleX = Math.min(scaleX, scaleY);
      scaleY = scaleX;
    }
    across = Math.clamp(Math.round(frameWidth * scaleX), 1, input.width());
    down = Math.clamp(Math.round(frameHeight * scaleY), 1, input.height());
    boolean centre = input.fit() == Fit.CENTRE;
    fromX = centre ? (input.width() - across) / 2 : 0;
    fromY = centre ? (input.height() - down) / 2 : 0;
    for (int x = 0; x < across; x++) {
      double at = Math.clamp((x + 0.5) / scaleX - 0.5, 0.0, frameWidth - 1.0);
      left[x] = 3 * (int) at;
      part[x] = (int) ((at - (int) at) * ONE);
    }
  }

  /** A box of the input as a box of the frame last filled in. */
  Box toFrame(double x, double y, double width, double height) {
    return new Box((x - fromX) / scaleX, (y - fromY) / scaleY, width / scaleX, height / scaleY)
        .within(frameWidth, frameHeight);
  }
}
