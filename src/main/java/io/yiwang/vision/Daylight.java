package io.yiwang.vision;

import io.yiwang.vision.Manifest.Light;

/** How bright a picture is, and whether that is day. */
public final class Daylight {
  /** Mean brightness of 255 below which a street is lit by lamps only. */
  private static final double NIGHT = 60;

  private static final int EVERY = 7;

  private Daylight() {}

  /** Mean brightness, 0 to 255, of every 7th pixel across and down. */
  public static double brightness(Frame frame) {
    byte[] pixels = frame.pixels();
    long sum = 0;
    int count = 0;
    for (int y = 0; y < frame.height(); y += EVERY) {
      for (int x = 0; x < frame.width(); x += EVERY, count++) {
        int at = 3 * (y * frame.width() + x);
        sum +=
            29L * (pixels[at] & 0xFF)
                + 150L * (pixels[at + 1] & 0xFF)
                + 77L * (pixels[at + 2] & 0xFF);
      }
    }
    return sum / 256.0 / count;
  }

  /** Whether something that sees by this light sees in this picture. */
  public static boolean suits(Light light, Frame frame) {
    return light == Light.ANY || brightness(frame) < NIGHT == (light == Light.NIGHT);
  }
}
