package io.yiwang.vision.sources;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Pictures in the format PPM (P6, 8 bits), one after the other, as ffmpeg writes them. */
final class PpmReader {
  private final InputStream in;
  private final int mostPixels;

  PpmReader(InputStream in, int mostPixels) {
    this.in = in;
    this.mostPixels = mostPixels;
  }

  /** The size of the next picture; null at the end. */
  @Nullable Size size() throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    if (first != 'P' || in.read() != '6') {
      throw new IOException("The stream was not understood.");
    }
    in.read();
    int width = number();
    int height = number();
    if (number() != 255 || (long) width * height > mostPixels || width == 0 || height == 0) {
      throw new IOException("The stream's pictures are too large: " + width + " by " + height);
    }
    return new Size(width, height);
  }

  record Size(int width, int height) {}

  /** Its pixels, turned from red green blue to blue green red. */
  Shot pixels(Size size, Instant at) throws IOException {
    byte[] pixels = in.readNBytes(3 * size.width * size.height);
    if (pixels.length < 3 * size.width * size.height) {
      throw new EOFException("The stream ended within a picture.");
    }
    for (int i = 0; i < pixels.length; i += 3) {
      byte red = pixels[i];
      pixels[i] = pixels[i + 2];
      pixels[i + 2] = red;
    }
    return new Shot(at, pixels, size.width, size.height);
  }

  void skip(Size size) throws IOException {
    in.skipNBytes(3L * size.width * size.height);
  }

  private int number() throws IOException {
    int number = 0;
    for (int digits = 0; digits < 7; digits++) {
      int b = in.read();
      if (b < '0' || b > '9') {
        return number;
      }
      number = 10 * number + b - '0';
    }
    throw new IOException("The stream was not understood.");
  }
}
