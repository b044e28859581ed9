package io.yiwang.vision.sources;

/** Pictures may not be fetched from an address; the message says why and holds no secret. */
public final class RefusedAddressException extends RuntimeException {
  RefusedAddressException(String reason) {
    super(reason);
  }

  public String reason() {
    return String.valueOf(getMessage());
  }
}
