package io.yiwang.vision.sources;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of a stream of type multipart/x-mixed-replace. Cameras disagree about everything:
 * some tell the length of a part, some only a boundary, with or without the two dashes, and some
 * neither; then the marker of the end of a JPEG ends it.
 */
final class MjpegReader {
  private static final int LONGEST_LINE = 4096;
  private static final int MOST_LINES = 64;

  private final InputStream in;
  private final int mostBytes;

  MjpegReader(InputStream in, int mostBytes) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.mostBytes = mostBytes;
  }

  /** The next picture; null at the end of the stream. */
  byte @Nullable [] next() throws IOException {
    int length = -1;
    for (int lines = 0; lines < MOST_LINES; lines++) {
      in.mark(2);
      int first = in.read();
      int second = in.read();
      in.reset();
      if (first < 0) {
        return null;
      }
      if (first == 0xFF && second == 0xD8) {
        return length >= 0 ? exactly(length) : upToItsEnd();
      }
      String line = line().toLowerCase(Locale.ROOT);
      if (line.startsWith("content-length:")) {
        length = number(line.substring(line.indexOf(':') + 1));
      }
    }
    throw new IOException("The stream has no pictures in it.");
  }

  private int number(String text) throws IOException {
    try {
      int length = Integer.parseInt(text.strip());
      if (length >= 0 && length <= mostBytes) {
        return length;
      }
    } catch (NumberFormatException e) {
      throw new IOException("A part of the stream has a length that is no number.", e);
    }
    throw new IOException("A picture of the stream is larger than " + mostBytes + " bytes.");
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    int b = in.read();
    while (b >= 0 && b != '\n') {
      line.write(b);
      if (line.size() > LONGEST_LINE) {
        throw new IOException("The stream is no Motion JPEG.");
      }
      b = in.read();
    }
    return line.toString(StandardCharsets.ISO_8859_1).strip();
  }

  private byte[] exactly(int length) throws IOException {
    byte[] picture = in.readNBytes(length);
    if (picture.length < length) {
      throw new EOFException("The stream ended within a picture.");
    }
    return picture;
  }

  /**
   * Walks the segments of the JPEG, so that the end of a small picture in its header is not taken
   * for its own; within the scan FF D9 is the end.
   */
  private byte[] upToItsEnd() throws IOException {
    var picture = new ByteArrayOutputStream(1 << 16);
    copy(picture, 2);
    while (true) {
      int marker = marker(picture);
      if (marker == 0xD9) {
        return picture.toByteArray();
      }
      if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7)) {
        continue;
      }
      int high = one(picture);
      int low = one(picture);
      copy(picture, Math.max(0, (high << 8 | low) - 2));
      if (marker == 0xDA) {
        return scan(picture);
      }
    }
  }

  private byte[] scan(ByteArrayOutputStream picture) throws IOException {
    int before = 0;
    while (true) {
      int b = one(picture);
      if (before == 0xFF && b == 0xD9) {
        return picture.toByteArray();
      }
      before = b;
    }
  }

  private int marker(ByteArrayOutputStream picture) throws IOException {
    int b = one(picture);
    if (b != 0xFF) {
      throw new IOException("A picture of the stream is broken.");
    }
    while (b == 0xFF) {
      b = one(picture);
    }
    return b;
  }

  private void copy(ByteArrayOutputStream picture, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      one(picture);
    }
  }

  private int one(ByteArrayOutputStream picture) throws IOException {
    int b = in.read();
    if (b < 0) {
      throw new EOFException("The stream ended within a picture.");
    }
    if (picture.size() >= mostBytes) {
      throw new IOException("A picture of the stream is larger than " + mostBytes + " bytes.");
    }
    picture.write(b);
    return b;
  }
}
