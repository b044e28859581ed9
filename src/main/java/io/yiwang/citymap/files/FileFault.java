package io.yiwang.citymap.files;

import org.jspecify.annotations.Nullable;

/** A file that cannot be read on, and why. */
public final class FileFault extends RuntimeException {
  private final @Nullable String advice;

  public FileFault(String detail, @Nullable String advice) {
    super(detail);
    this.advice = advice;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  /** A sentence that starts with "Maybe", or null. */
  public @Nullable String advice() {
    return advice;
  }
}
