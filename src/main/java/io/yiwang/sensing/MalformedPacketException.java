package io.yiwang.sensing;

/** Bytes in the log that are no packet of observations: poison, to be set aside and counted. */
public final class MalformedPacketException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  MalformedPacketException(String message) {
    super(message);
  }
}
