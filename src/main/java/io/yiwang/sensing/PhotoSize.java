package io.yiwang.sensing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * How many pixels a photo unfolds to in whoever's browser shows it, as its header says: a few bytes
 * can claim a picture that fills the memory.
 */
public final class PhotoSize {
  private PhotoSize() {}

  /**
   * @throws IllegalArgumentException if the header is missing or does not follow the format
   */
  public static long pixels(byte[] photo, PhotoFormat format) {
    try {
      return switch (format) {
        case JPEG -> jpeg(photo);
        case PNG -> png(photo);
        case WEBP -> webp(photo);
      };
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("the file is cut off", e);
    }
  }

  /** The first frame header, SOF0 to SOF15 without DHT, JPG and DAC. */
  private static long jpeg(byte[] photo) {
    ByteBuffer bytes = ByteBuffer.wrap(photo);
    int at = 2;
    while (true) {
      int marker = bytes.get(at + 1) & 0xFF;
      if (marker == 0xFF) {
        at++;
        continue;
      }
      boolean frame = marker >= 0xC0 && marker <= 0xCF && (marker & 3) != 0 || marker == 0xC0;
      if (frame && marker != 0xC8 && marker != 0xCC) {
        return (long) (bytes.getShort(at + 5) & 0xFFFF) * (bytes.getShort(at + 7) & 0xFFFF);
      }
      if (marker == 0xDA || (bytes.get(at) & 0xFF) != 0xFF) {
        throw new IllegalArgumentException("no frame header before the picture");
      }
      at += (bytes.getShort(at + 2) & 0xFFFF) + 2;
    }
  }

  private static long png(byte[] photo) {
    if (!new String(photo, 12, 4, StandardCharsets.ISO_8859_1).equals("IHDR")) {
      throw new IllegalArgumentException("a PNG begins with its header");
    }
    ByteBuffer bytes = ByteBuffer.wrap(photo);
    return (bytes.getInt(16) & 0xFFFF_FFFFL) * Math.min(bytes.getInt(20) & 0xFFFF_FFFFL, 1L << 31);
  }

  private static long webp(byte[] photo) {
    ByteBuffer bytes = ByteBuffer.wrap(photo).order(ByteOrder.LITTLE_ENDIAN);
    return switch (new String(photo, 12, 4, StandardCharsets.ISO_8859_1)) {
      case "VP8X" -> (1L + (bytes.getInt(24) & 0xFFFFFF)) * (1L + (bytes.getInt(26) >>> 8));
      case "VP8L" -> {
        int bits = bytes.getInt(21);
        yield (1L + (bits & 0x3FFF)) * (1L + (bits >>> 14 & 0x3FFF));
      }
      case "VP8 " -> (long) (bytes.getShort(26) & 0x3FFF) * (bytes.getShort(28) & 0x3FFF);
      default -> throw new IllegalArgumentException("a WebP begins with its picture");
    };
  }
}
