package io.yiwang.citymap.tiles;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Bytes packed and unpacked. */
final class Gzip {
  private Gzip() {}

  static byte[] pack(byte[] bytes) {
    return pack(bytes, 6);
  }

  /**
   * @param level 1 is fast, 9 is small
   */
  static byte[] pack(byte[] bytes, int level) {
    var out = new ByteArrayOutputStream(bytes.length / 2 + 64);
    try (GZIPOutputStream gzip = new Levelled(out, level)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] unpack(byte[] packed) throws IOException {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return gzip.readAllBytes();
    }
  }

  private static final class Levelled extends GZIPOutputStream {
    Levelled(ByteArrayOutputStream out, int level) throws IOException {
      super(out, 8192);
      def.setLevel(level);
    }
  }
}
