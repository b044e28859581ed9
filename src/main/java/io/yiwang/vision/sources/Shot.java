package io.yiwang.vision.sources;

import io.yiwang.vision.Frame;
import io.yiwang.vision.Pictures;
import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * A picture as it came: a file, or pixels when it has a size.
 *
 * @param width 0 for a file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Shot(Instant at, byte[] bytes, int width, int height) {

  public static Shot file(Instant at, byte[] file) {
    return new Shot(at, file, 0, 0);
  }

  /**
   * @throws io.yiwang.house.Problem if it is no picture or too large
   */
  public Frame frame(String camera) {
    return width > 0
        ? new Frame(camera, at, width, height, bytes)
        : Pictures.read(bytes).of(camera, at);
  }

  /** The same for the same picture; two of a living camera never are. */
  public long print() {
    var sum = new CRC32C();
    sum.update(bytes);
    return sum.getValue() << 32 ^ bytes.length;
  }
}
