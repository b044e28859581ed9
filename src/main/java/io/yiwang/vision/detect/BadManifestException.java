package io.yiwang.vision.detect;

import java.util.List;

/** A manifest that cannot be used; the message is everything that is wrong with it, a line each. */
public final class BadManifestException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BadManifestException(String file, List<String> wrong) {
    super(file + ":\n  " + String.join("\n  ", wrong));
  }
}
