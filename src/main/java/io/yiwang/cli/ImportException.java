package io.yiwang.cli;

/** The import cannot go on; the message is for the person who typed the command. */
final class ImportException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ImportException(String message) {
    super(message);
  }

  ImportException(String message, Throwable cause) {
    super(message, cause);
  }
}
