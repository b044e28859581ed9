package io.yiwang.sensing.reports;

import io.yiwang.sensing.PhotoFormat;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Takes out of a photo what the camera wrote about its owner: place, device, comments. The picture
 * itself is copied byte for byte; of the tags only the orientation is kept, without which a phone's
 * photo lies on its side. A file that does not follow its format is refused with {@link
 * IllegalArgumentException}.
 */
final class PhotoTags {
  private static final Set<String> PNG_DROPPED = Set.of("eXIf", "tEXt", "zTXt", "iTXt", "tIME");
  private static final Set<String> WEBP_DROPPED = Set.of("EXIF", "XMP ");
  private static final int ORIENTATION = 0x0112;

  private PhotoTags() {}

  static byte[] stripped(byte[] photo, PhotoFormat format) {
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

  /**
   * Segments FF xx length: APP1 (Exif, XMP), APP13 (IPTC) and comments go. Scans are copied as they
   * are; what comes after the end of the picture is no part of it and goes too.
   */
  private static byte[] jpeg(byte[] photo) {
    var out = new ByteArrayOutputStream(photo.length);
    out.write(photo, 0, 2);
    int at = 2;
    while (true) {
      if ((photo[at] & 0xFF) != 0xFF) {
        throw new IllegalArgumentException("no JPEG segment at byte " + at);
      }
      int marker = photo[at + 1] & 0xFF;
      if (marker == 0xFF) {
        at++;
        continue;
      }
      if (marker == 0xD9) {
        out.write(photo, at, 2);
        return out.toByteArray();
      }
      int length = ((photo[at + 2] & 0xFF) << 8 | photo[at + 3] & 0xFF) + 2;
      if (marker == 0xDA) {
        length = scanEnd(photo, at + length) - at;
      }
      if (marker == 0xE1) {
        int orientation = orientation(photo, at + 4, Math.min(at + length, photo.length));
        if (orientation > 1 && orientation <= 8) {
          out.writeBytes(orientationOnly(orientation));
        }
      } else if (marker != 0xED && marker != 0xFE) {
        out.write(photo, at, length);
      }
      at += length;
    }
  }

  /** Where a scan's data end: at the next marker that is neither stuffing nor a restart. */
  private static int scanEnd(byte[] photo, int from) {
    int at = from;
    while (at + 1 < photo.length) {
      int next = photo[at + 1] & 0xFF;
      boolean inside = next == 0 || (next >= 0xD0 && next <= 0xD7);
      if ((photo[at] & 0xFF) == 0xFF && !inside && next != 0xFF) {
        return at;
      }
      at++;
    }
    throw new IllegalArgumentException("the file is cut off");
  }

  /** The orientation in an Exif segment's first directory (TIFF 6.0), 0 if there is none. */
  private static int orientation(byte[] photo, int from, int to) {
    if (to - from < 14 || !text(photo, from, 4).equals("Exif")) {
      return 0;
    }
    ByteBuffer tiff = ByteBuffer.wrap(photo, from + 6, to - from - 6).slice();
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    if (directory < 8 || directory > tiff.limit() - 2) {
      return 0;
    }
    int entries = tiff.getShort(directory) & 0xFFFF;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + i * 12;
      if (entry + 12 > tiff.limit()) {
        return 0;
      }
      if ((tiff.getShort(entry) & 0xFFFF) == ORIENTATION) {
        return tiff.getShort(entry + 8) & 0xFFFF;
      }
    }
    return 0;
  }

  private static byte[] orientationOnly(int orientation) {
    ByteBuffer segment = ByteBuffer.allocate(36);
    segment.putShort((short) 0xFFE1).putShort((short) 34);
    segment.put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8);
    segment.putShort((short) 1).putShort((short) ORIENTATION).putShort((short) 3).putInt(1);
    segment.putShort((short) orientation).putShort((short) 0).putInt(0);
    return segment.array();
  }

  private static byte[] png(byte[] photo) {
    var out = new ByteArrayOutputStream(photo.length);
    out.write(photo, 0, 8);
    int at = 8;
    while (at < photo.length) {
      int length = ByteBuffer.wrap(photo).getInt(at) + 12;
      if (length < 12) {
        throw new IllegalArgumentException("a PNG chunk has no length");
      }
      String type = text(photo, at + 4, 4);
      if (!PNG_DROPPED.contains(type)) {
        out.write(photo, at, length);
      }
      at += length;
      if (type.equals("IEND")) {
        break;
      }
    }
    return out.toByteArray();
  }

  /**
   * RIFF chunks; the extended header's flags for Exif (bit 3) and XMP (bit 2) are cleared and the
   * size is corrected.
   */
  private static byte[] webp(byte[] photo) {
    var out = new ByteArrayOutputStream(photo.length);
    ByteBuffer riff = ByteBuffer.wrap(photo).order(ByteOrder.LITTLE_ENDIAN);
    out.write(photo, 0, 12);
    int at = 12;
    int end = Math.min(photo.length, Math.max(12, riff.getInt(4) + 8));
    while (at + 8 <= end) {
      int size = riff.getInt(at + 4);
      if (size < 0) {
        throw new IllegalArgumentException("a WebP chunk has no length");
      }
      int length = Math.min(8 + size + (size & 1), photo.length - at);
      String type = text(photo, at, 4);
      if (type.equals("VP8X")) {
        byte[] header = java.util.Arrays.copyOfRange(photo, at, at + length);
        header[8] &= (byte) ~0x0C;
        out.writeBytes(header);
      } else if (!WEBP_DROPPED.contains(type)) {
        out.write(photo, at, length);
      }
      at += length;
    }
    byte[] stripped = out.toByteArray();
    ByteBuffer.wrap(stripped).order(ByteOrder.LITTLE_ENDIAN).putInt(4, stripped.length - 8);
    return stripped;
  }

  private static String text(byte[] bytes, int at, int count) {
    return new String(bytes, at, count, StandardCharsets.ISO_8859_1);
  }
}
