package io.yiwang.registry.intake;

import org.jspecify.annotations.Nullable;

/** A row that cannot be taken, and why. Identifiers in its value are masked. */
final class BadRow extends RuntimeException {
  final String field;
  final String value;
  final String rule;
  final @Nullable String advice;

  BadRow(String field, String value, String rule, @Nullable String advice) {
    super(field + " " + rule);
    this.field = field;
    this.value = masked(field, value);
    this.rule = rule;
    this.advice = advice;
  }

  static BadRow of(String field, String value, Exception e) {
    String message = e.getMessage() == null ? "cannot be read." : e.getMessage();
    int maybe = message.indexOf(" Maybe ");
    return switch (e) {
      case NumberFormatException n -> new BadRow(field, value, "must be a whole number.", null);
      case java.time.DateTimeException d ->
          new BadRow(field, value, "must be a day.", "Maybe write 2026-11-24.");
      default ->
          maybe < 0
              ? new BadRow(field, value, message, null)
              : new BadRow(field, value, message.substring(0, maybe), message.substring(maybe + 1));
    };
  }

  /** What could be an identifier keeps its first and last characters only. */
  private static String masked(String field, String value) {
    boolean personal = field.equals("number") || field.equals("phone") || field.equals("name");
    if (!personal && !value.matches(".*\\d{11}.*")) {
      return value.length() > 100 ? value.substring(0, 100) + "…" : value;
    }
    return value.length() < 4
        ? "*".repeat(value.length())
        : value.charAt(0) + "*".repeat(value.length() - 3) + value.substring(value.length() - 2);
  }
}
