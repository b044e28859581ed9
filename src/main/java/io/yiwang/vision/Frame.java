package io.yiwang.vision;

import java.time.Instant;

/**
 * A picture of a camera, in memory only: three bytes a pixel, blue green red, row by row. Whoever
 * holds it does not change its pixels.
 */
public record Frame(String camera, Instant at, int width, int height, byte[] pixels) {

  public Frame {
    if (width <= 0 || height <= 0 || pixels.length != 3 * width * height) {
      throw new IllegalArgumentException(
          "A picture of %d by %d has %d bytes, not %d."
              .formatted(width, height, 3L * width * height, pixels.length));
    }
  }
}
