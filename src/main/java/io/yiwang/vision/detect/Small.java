package io.yiwang.vision.detect;

import io.yiwang.vision.Frame;

/**
 * A frame made smaller by averaging, in brightness and two differences of colour (blue and red from
 * brightness, halved): what abilities without a model work on.
 */
final class Small {
  private static final int MOST_WIDTH = 640;

  final int factor;
  final int width;
  final int height;
  final byte[] luma;
  final byte[] blue;
  final byte[] red;

  Small(int frameWidth, int frameHeight) {
    this.factor = Math.max(1, Math.ceilDiv(frameWidth, MOST_WIDTH));
    this.width = Math.max(1, frameWidth / factor);
    this.height = Math.max(1, frameHeight / factor);
    this.luma = new byte[width * height];
    this.blue = new byte[width * height];
    this.red = new byte[width * height];
  }

  boolean fits(Frame frame) {
    return Math.max(1, Math.ceilDiv(frame.width(), MOST_WIDTH)) == factor
        && frame.width() / factor == width
        && frame.height() / factor == height;
  }

  void fill(Frame frame) {
    byte[] pixels = frame.pixels();
    int line = 3 * frame.width();
    int parts = factor * factor;
    for (int y = 0, at = 0; y < height; y++) {
      for (int x = 0; x < width; x++, at++) {
        int b = 0;
        int g = 0;
        int r = 0;
        int corner = y * factor * line + 3 * x * factor;
        for (int dy = 0; dy < factor; dy++) {
          int from = corner + dy * line;
          for (int end = from + 3 * factor; from < end; from += 3) {
            b += pixels[from] & 0xFF;
            g += pixels[from + 1] & 0xFF;
            r += pixels[from + 2] & 0xFF;
          }
        }
        b /= parts;
        r /= parts;
        int bright = (29 * b + 150 * (g / parts) + 77 * r) >> 8;
        luma[at] = (byte) bright;
        blue[at] = (byte) ((b - bright) / 2);
        red[at] = (byte) ((r - bright) / 2);
      }
    }
  }
}
