package io.yiwang.demo.street;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.util.SplittableRandom;

/**
 * The light of the hour on what was painted, and what a cheap camera makes of it: exposure, noise,
 * a picture that shakes. Not for several threads.
 */
final class Sensor {
  private static final int GRAINS = 8192;
  private static final double LAMP_REACH = 5.2;
  private static final int LIT = 110;

  private final Lens lens;
  private final byte[] lamps;
  private final int[] grain = new int[GRAINS];

  /**
   * @param lens sees the margin that the shaking needs
   */
  Sensor(Layout layout, Lens lens) {
    this.lens = lens;
    this.lamps = lampLight(layout, lens);
    SplittableRandom r = Dice.of(layout.seed(), 8, 0);
    for (int i = 0; i < GRAINS; i++) {
      double bell = 0;
      for (int k = 0; k < 6; k++) {
        bell += r.nextDouble();
      }
      grain[i] = (int) Math.round((bell - 3) / Math.sqrt(0.5) * 256);
    }
  }

  /** How much lamp light falls on what each pixel shows; {@link #LIT} is right under a lamp. */
  private static byte[] lampLight(Layout layout, Lens lens) {
    var light = new BufferedImage(lens.width(), lens.rows(), BufferedImage.TYPE_BYTE_GRAY);
    byte[] levels = ((DataBufferByte) light.getRaster().getDataBuffer()).getData();
    for (int py = 0; py < lens.rows(); py++) {
      for (int px = 0; px < lens.width(); px++) {
        Spot ground = lens.ground(px, py);
        double sum = 0.12;
        if (ground != null && ground.y() < 120) {
          for (Spot lamp : layout.lamps()) {
            double reach = lamp.x() < layout.farKerb() ? 1.2 : -1.2;
            double far = Math.hypot(ground.x() - lamp.x() - reach, ground.y() - lamp.y());
            sum += Math.exp(-far * far / (2 * LAMP_REACH * LAMP_REACH));
          }
          double shop = ground.x() - layout.wall();
          sum += 0.5 * Math.exp(-shop * shop / 3) * (0.6 + 0.4 * Math.sin(ground.y() * 0.7));
        }
        levels[py * lens.width() + px] = (byte) Math.min(255, sum * LIT);
      }
    }
    var brush = new Brush(light, lens);
    new Facades(layout, brush).shine(new Color(200, 200, 200), new Color(255, 255, 255));
    var standing = new Standing(layout, brush); // leaves hide windows behind them
    for (int i = layout.trees().size() - 1; i >= 0; i--) {
      standing.tree(i);
    }
    brush.done();
    return levels;
  }

  /** Turns plain colours into those of the hour, in place. */
  void light(BufferedImage image, Air air) {
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    double day = air.daylight();
    double wet = 1 - 0.16 * air.rain();
    double open = day * air.gain() * wet * (0.74 + 0.3 * air.sun());
    double night = (1 - day) * air.gain();
    int red = (int) (256 * (open * (1 + 0.05 * air.sun()) + night * 0.14));
    int green = (int) (256 * (open + night * 0.155));
    int blue = (int) (256 * (open * (1 - 0.05 * air.sun()) + night * 0.2));
    int lampRed = (int) (256 * night * 0.78);
    int lampGreen = (int) (256 * night * 0.64);
    int lampBlue = (int) (256 * night * 0.44);
    for (int i = 0; i < pixels.length; i++) {
      int lamp = lamps[i] & 255;
      int p = pixels[i];
      int r = (p >> 16 & 255) * (red + (lampRed * lamp / LIT)) >> 8;
      int g = (p >> 8 & 255) * (green + (lampGreen * lamp / LIT)) >> 8;
      int b = (p & 255) * (blue + (lampBlue * lamp / LIT)) >> 8;
      pixels[i] = Math.min(r, 255) << 16 | Math.min(g, 255) << 8 | Math.min(b, 255);
    }
  }

  /** Cuts the picture out of the larger one, shaken and grainy. */
  BufferedImage expose(BufferedImage large, int width, int rows, Air air, long moment) {
    int[] from = ((DataBufferInt) large.getRaster().getDataBuffer()).getData();
    var out = new BufferedImage(width, rows, BufferedImage.TYPE_INT_RGB);
    int[] to = ((DataBufferInt) out.getRaster().getDataBuffer()).getData();
    int left = (lens.width() - width) / 2 + (int) Math.round(air.shakeX() * width);
    int top = (lens.rows() - rows) / 2 + (int) Math.round(air.shakeY() * width);
    SplittableRandom r = new SplittableRandom(moment);
    int strength = (int) (256 * (1.6 + 4.2 * (1 - air.daylight()) + air.rain()));
    for (int y = 0; y < rows; y++) {
      int grains = r.nextInt(GRAINS);
      int source = (top + y) * lens.width() + left;
      for (int x = 0; x < width; x++) {
        int p = from[source + x];
        int n = grain[grains + x & GRAINS - 1] * strength >> 16;
        int m = grain[grains + 3 * x + 1711 & GRAINS - 1] * strength >> 17;
        to[y * width + x] =
            level((p >> 16 & 255) + n + m) << 16
                | level((p >> 8 & 255) + n) << 8
                | level((p & 255) + n - m);
      }
    }
    return out;
  }

  private static int level(int value) {
    return Math.clamp(value, 0, 255);
  }
}
