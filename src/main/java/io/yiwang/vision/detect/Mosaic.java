package io.yiwang.vision.detect;

import io.yiwang.vision.Box;
import io.yiwang.vision.Frame;
import io.yiwang.vision.Zone;

/**
 * Makes parts of a picture unreadable for good: a few squares of mean colour, or nothing at all.
 */
final class Mosaic {
  private static final int SQUARES = 4;
  private static final byte COVER = 96;

  private final int width;
  private final int height;
  private final byte[] pixels;

  Mosaic(Frame frame) {
    this.width = frame.width();
    this.height = frame.height();
    this.pixels = frame.pixels().clone();
  }

  byte[] pixels() {
    return pixels;
  }

  /** Four squares across the longer side, so that no feature and no letter is left. */
  void blur(Box box) {
    Box inside = box.within(width, height);
    int left = (int) inside.x();
    int top = (int) inside.y();
    int right = (int) Math.ceil(inside.right());
    int bottom = (int) Math.ceil(inside.bottom());
    int side = Math.max(4, Math.ceilDiv(Math.max(right - left, bottom - top), SQUARES));
    for (int y = top; y < bottom; y += side) {
      for (int x = left; x < right; x += side) {
        square(x, y, Math.min(x + side, right), Math.min(y + side, bottom));
      }
    }
  }

  private void square(int left, int top, int right, int bottom) {
    int count = (right - left) * (bottom - top);
    long blue = 0;
    long green = 0;
    long red = 0;
    for (int y = top; y < bottom; y++) {
      for (int at = 3 * (y * width + left); at < 3 * (y * width + right); at += 3) {
        blue += pixels[at] & 0xFF;
        green += pixels[at + 1] & 0xFF;
        red += pixels[at + 2] & 0xFF;
      }
    }
    for (int y = top; y < bottom; y++) {
      for (int at = 3 * (y * width + left); at < 3 * (y * width + right); at += 3) {
        pixels[at] = (byte) (blue / count);
        pixels[at + 1] = (byte) (green / count);
        pixels[at + 2] = (byte) (red / count);
      }
    }
  }

  /** One grey over everything in the zone, and over pixels it cuts. */
  void cover(Zone zone) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (touches(zone, x, y)) {
          int at = 3 * (y * width + x);
          pixels[at] = COVER;
          pixels[at + 1] = COVER;
          pixels[at + 2] = COVER;
        }
      }
    }
  }

  private boolean touches(Zone zone, int x, int y) {
    double left = (double) x / width;
    double top = (double) y / height;
    double right = (x + 1.0) / width;
    double bottom = (y + 1.0) / height;
    return zone.contains(left, top)
        || zone.contains(right, top)
        || zone.contains(left, bottom)
        || zone.contains(right, bottom);
  }
}
