package io.yiwang.citymap.tiles;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A picture of one colour as distances from its outline, which a map draws sharp at any size and in
 * any colour: 192 on the outline, more inside, less outside, 8 pixels from black to white.
 *
 * <p>The distances are those of Felzenszwalb and Huttenlocher, "Distance Transforms of Sampled
 * Functions" (2012), on a picture four times as large.
 */
final class DistanceField {
  private static final int FINE = 4;
  private static final double RADIUS = 8;
  private static final double CUTOFF = 0.25;
  private static final double FAR = 1e20;

  private DistanceField() {}

  /**
   * @param drawing draws in black in units of pixels, whatever it wants inside width and height
   * @return a byte for each pixel, row after row
   */
  static byte[] of(int width, int height, Consumer<Graphics2D> drawing) {
    int w = width * FINE;
    int h = height * FINE;
    boolean[] inside = raster(w, h, drawing);
    double[] outer = squaredDistances(inside, w, h, true);
    double[] inner = squaredDistances(inside, w, h, false);
    byte[] field = new byte[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = (y * FINE + FINE / 2) * w + x * FINE + FINE / 2;
        double distance = (Math.sqrt(outer[at]) - Math.sqrt(inner[at])) / FINE;
        field[y * width + x] =
            (byte) Math.clamp(Math.round(255 - 255 * (distance / RADIUS + CUTOFF)), 0, 255);
      }
    }
    return field;
  }

  private static boolean[] raster(int w, int h, Consumer<Graphics2D> drawing) {
    var image = new BufferedImage(w, h, BufferedImage.TYPE_INT_ARGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    pen.setColor(Color.BLACK);
    pen.scale(FINE, FINE);
    drawing.accept(pen);
    pen.dispose();
    boolean[] inside = new boolean[w * h];
    int[] pixels = image.getRGB(0, 0, w, h, null, 0, w);
    for (int i = 0; i < pixels.length; i++) {
      inside[i] = pixels[i] >>> 24 > 127;
    }
    return inside;
  }

  /** To the nearest pixel that is inside, or that is not. */
  private static double[] squaredDistances(boolean[] inside, int w, int h, boolean toInside) {
    double[] all = new double[w * h];
    for (int i = 0; i < all.length; i++) {
      all[i] = inside[i] == toInside ? 0 : FAR;
    }
    double[] line = new double[Math.max(w, h)];
    for (int x = 0; x < w; x++) {
      for (int y = 0; y < h; y++) {
        line[y] = all[y * w + x];
      }
      double[] moved = transformed(line, h);
      for (int y = 0; y < h; y++) {
        all[y * w + x] = moved[y];
      }
    }
    for (int y = 0; y < h; y++) {
      System.arraycopy(all, y * w, line, 0, w);
      System.arraycopy(transformed(line, w), 0, all, y * w, w);
    }
    return all;
  }

  /** The lower envelope of the parabolas that stand on the values. */
  private static double[] transformed(double[] values, int n) {
    int[] feet = new int[n];
    double[] borders = new double[n + 1];
    Arrays.fill(borders, FAR);
    borders[0] = -FAR;
    int k = 0;
    for (int q = 1; q < n; q++) {
      double meet = meet(values, feet[k], q);
      while (meet <= borders[k]) {
        k--;
        meet = meet(values, feet[k], q);
      }
      feet[++k] = q;
      borders[k] = meet;
      borders[k + 1] = FAR;
    }
    double[] out = new double[n];
    k = 0;
    for (int q = 0; q < n; q++) {
      while (borders[k + 1] < q) {
        k++;
      }
      double away = (double) q - feet[k];
      out[q] = away * away + values[feet[k]];
    }
    return out;
  }

  private static double meet(double[] values, int a, int b) {
    double squares = (double) b * b - (double) a * a;
    return (values[b] - values[a] + squares) / (2.0 * (b - a));
  }
}
