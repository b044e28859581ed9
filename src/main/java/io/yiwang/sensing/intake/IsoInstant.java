package io.yiwang.sensing.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * ISO 8601 with zone, several times faster than the general parser on the two shapes everybody
 * sends, {@code 2026-07-01T08:00:00.123Z} and {@code 2026-07-01T08:00:00+08:00}; anything else goes
 * to the general parser.
 */
final class IsoInstant {
  private IsoInstant() {}

  /** Null when the text is not a time with a zone. */
  static @Nullable Instant parse(String text) {
    try {
      Instant quick = quick(text);
      return quick != null ? quick : OffsetDateTime.parse(text.trim()).toInstant();
    } catch (RuntimeException e) {
      return null;
    }
  }

  private static @Nullable Instant quick(String s) {
    int length = s.length();
    if (length < 20
        || s.charAt(4) != '-'
        || s.charAt(7) != '-'
        || s.charAt(10) != 'T'
        || s.charAt(13) != ':'
        || s.charAt(16) != ':') {
      return null;
    }
    int hour = digits(s, 11, 13);
    int minute = digits(s, 14, 16);
    int second = digits(s, 17, 19);
    if (hour > 23 || minute > 59 || second > 59) {
      return null;
    }
    int at = 19;
    int nanos = 0;
    if (s.charAt(at) == '.') {
      int from = ++at;
      while (at < length && s.charAt(at) >= '0' && s.charAt(at) <= '9') {
        at++;
      }
      if (at == from || at - from > 9) {
        return null;
      }
      nanos = digits(s, from, at) * POWERS[9 - (at - from)];
    }
    int offset = offsetSeconds(s, at);
    if (offset == NO_OFFSET) {
      return null;
    }
    long day = LocalDate.of(digits(s, 0, 4), digits(s, 5, 7), digits(s, 8, 10)).toEpochDay();
    return Instant.ofEpochSecond(
        day * 86_400 + hour * 3_600 + minute * 60 + second - offset, nanos);
  }

  private static int offsetSeconds(String s, int at) {
    int left = s.length() - at;
    if (left == 1 && s.charAt(at) == 'Z') {
      return 0;
    }
    if (left == 6 && s.charAt(at + 3) == ':' && (s.charAt(at) == '+' || s.charAt(at) == '-')) {
      int hours = digits(s, at + 1, at + 3);
      int minutes = digits(s, at + 4, at + 6);
      if (hours <= 18 && minutes <= 59) {
        int seconds = hours * 3_600 + minutes * 60;
        return s.charAt(at) == '-' ? -seconds : seconds;
      }
    }
    return NO_OFFSET;
  }

  private static int digits(String s, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = s.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new IllegalArgumentException("not a digit");
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static final int NO_OFFSET = Integer.MIN_VALUE;
  private static final int[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
  };
}
