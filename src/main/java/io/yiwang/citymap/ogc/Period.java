package io.yiwang.citymap.ogc;

import io.yiwang.house.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAmount;
import org.jspecify.annotations.Nullable;

/**
 * The time features are asked for: a moment, or from one moment to another, both included; null is
 * without end.
 */
record Period(@Nullable Instant start, @Nullable Instant end) {

  /** Reads the parameter {@code datetime}; a date is the whole day of the city. */
  static Period of(String text, ZoneId zone) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return new Period(start(text, text, zone), end(text, text, zone));
    }
    String first = text.substring(0, slash);
    String second = text.substring(slash + 1);
    Instant start = open(first) ? null : start(text, first, zone);
    Instant end;
    if (second.startsWith("P") && start != null) {
      end = after(text, start, second, zone);
    } else {
      end = open(second) ? null : end(text, second, zone);
    }
    if (start == null && end == null && !open(first)) {
      throw refuse(text, "must be a time or a period.");
    }
    if (start != null && end != null && end.isBefore(start)) {
      throw refuse(text, "must end after it begins.");
    }
    return new Period(start, end);
  }

  boolean moment() {
    return start != null && start.equals(end);
  }

  private static boolean open(String end) {
    return end.isEmpty() || end.equals("..");
  }

  private static Instant start(String whole, String text, ZoneId zone) {
    try {
      return text.indexOf('T') < 0 && text.indexOf('t') < 0
          ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw refuse(whole, "must be a time of RFC 3339 or a period of two.");
    }
  }

  private static Instant end(String whole, String text, ZoneId zone) {
    return text.indexOf('T') < 0 && text.indexOf('t') < 0
        ? start(whole, text, zone).atZone(zone).plusDays(1).toInstant().minusMillis(1)
        : start(whole, text, zone);
  }

  private static Instant after(String whole, Instant start, String duration, ZoneId zone) {
    try {
      int time = duration.indexOf('T');
      ZonedDateTime end = start.atZone(zone);
      for (TemporalAmount amount :
          time < 0
              ? new TemporalAmount[] {java.time.Period.parse(duration)}
              : new TemporalAmount[] {
                time == 1
                    ? java.time.Period.ZERO
                    : java.time.Period.parse(duration.substring(0, time)),
                java.time.Duration.parse("P" + duration.substring(time))
              }) {
        end = end.plus(amount);
      }
      return end.toInstant();
    } catch (DateTimeException | ArithmeticException e) {
      throw refuse(whole, "must have a duration of ISO 8601.");
    }
  }

  private static Problem refuse(String text, String rule) {
    return Problem.badField(
        "datetime",
        text,
        rule,
        "Maybe 2026-10-01T00:00:00Z, or 2026-10-01T00:00:00Z/.. for a period.");
  }
}
