package io.yiwang.sensing;

import org.jspecify.annotations.Nullable;

/**
 * The image formats taken as evidence, told by their first bytes and not by what the sender calls
 * them.
 */
public enum PhotoFormat {
  JPEG("jpg", "image/jpeg"),
  PNG("png", "image/png"),
  WEBP("webp", "image/webp");

  private final String extension;
  private final String contentType;

  PhotoFormat(String extension, String contentType) {
    this.extension = extension;
    this.contentType = contentType;
  }

  public String extension() {
    return extension;
  }

  public String contentType() {
    return contentType;
  }

  public static @Nullable PhotoFormat of(byte[] bytes) {
    if (starts(bytes, 0, 0xFF, 0xD8, 0xFF)) {
      return JPEG;
    }
    if (starts(bytes, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
      return PNG;
    }
    if (starts(bytes, 0, 'R', 'I', 'F', 'F') && starts(bytes, 8, 'W', 'E', 'B', 'P')) {
      return WEBP;
    }
    return null;
  }

  private static boolean starts(byte[] bytes, int at, int... magic) {
    if (bytes.length < at + magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((bytes[at + i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
