package io.yiwang.citymap.intake;

import io.yiwang.citymap.files.MapFeature;
import io.yiwang.citymap.files.RowFault;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads days and times as files write them. */
final class RowTimes {
  private static final List<DateTimeFormatter> USUAL =
      List.of(
          DateTimeFormatter.ISO_DATE_TIME,
          DateTimeFormatter.ISO_DATE,
          DateTimeFormatter.BASIC_ISO_DATE,
          DateTimeFormatter.ofPattern("yyyy/M/d[ H:mm[:ss]]", Locale.ROOT));

  private final ZoneId zone;
  private final Instant now;
  private final Map<String, DateTimeFormatter> formats = new HashMap<>();

  RowTimes(ZoneId zone, Instant now) {
    this.zone = zone;
    this.now = now;
  }

  /** Null when the column is empty. */
  @Nullable Instant read(Column column, MapFeature feature) {
    String text = column.text(feature);
    if (text.isEmpty()) {
      return null;
    }
    String format = column.spec().path("format").asString("");
    TemporalAccessor time =
        format.isEmpty()
            ? usual(text)
            : parsed(formats.computeIfAbsent(format, RowTimes::of), text);
    if (time == null) {
      throw new RowFault(
          column.shown(), text, "is no day or time.", "Maybe the mapping needs another format.");
    }
    String said = column.spec().path("zone").asString("");
    Instant at = instant(time, said.isEmpty() ? zone : ZoneId.of(said));
    if (at.isAfter(now)) {
      throw new RowFault(column.shown(), text, "must not be in the future.", null);
    }
    return at;
  }

  private static DateTimeFormatter of(String format) {
    try {
      return DateTimeFormatter.ofPattern(format, Locale.ENGLISH);
    } catch (IllegalArgumentException e) {
      throw new RowFault("format", format, "is no pattern of a time.", null);
    }
  }

  private static @Nullable TemporalAccessor usual(String text) {
    for (DateTimeFormatter format : USUAL) {
      TemporalAccessor time =
          parsed(
              format,
              text.matches(".*\\d [012]\\d:.*-.*|\\d{4}-.*") ? text.replace(' ', 'T') : text);
      if (time != null) {
        return time;
      }
    }
    return null;
  }

  private static @Nullable TemporalAccessor parsed(DateTimeFormatter format, String text) {
    try {
      return format.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Instant instant(TemporalAccessor time, ZoneId zone) {
    return switch (time) {
      case OffsetDateTime offset -> offset.toInstant();
      case LocalDateTime local -> local.atZone(zone).toInstant();
      default -> LocalDate.from(time).atStartOfDay(zone).toInstant();
    };
  }
}
