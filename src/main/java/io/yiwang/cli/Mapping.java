package io.yiwang.cli;

import io.yiwang.kernel.ObservationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * How the columns of one city's export become rows of the intake; read from a YAML file, see
 * mappings/README.md.
 */
final class Mapping {
  private static final int MAX_CODE = 80;

  private final JsonNode yaml;
  private final Time observedAt;
  private final Optional<Time> closedAt;
  private final Optional<Time> promisedAt;

  private Mapping(JsonNode yaml) {
    this.yaml = yaml;
    for (String needed : List.of("source", "key", "class", "lat", "lng", "observedAt")) {
      if (!yaml.has(needed)) {
        throw new ImportException(
            "The mapping must have " + needed + ". Maybe look at mappings/boston.yaml.");
      }
    }
    observedAt = new Time(yaml.path("observedAt"));
    closedAt = time("closedAt");
    promisedAt = time("promisedAt");
  }

  private Optional<Time> time(String field) {
    return yaml.has(field) ? Optional.of(new Time(yaml.path(field))) : Optional.empty();
  }

  static Mapping read(Path file) throws IOException {
    return of(Files.readString(file));
  }

  static Mapping of(String yaml) {
    try {
      return new Mapping(new YAMLMapper().readTree(yaml));
    } catch (JacksonException e) {
      throw new ImportException("The mapping is not YAML: " + e.getOriginalMessage(), e);
    }
  }

  /** Reads a time column. */
  private static final class Time {
    private static final LocalDateTime FIRST_SERIAL_DAY = LocalDateTime.of(1899, 12, 30, 0, 0);

    private final JsonNode column;
    private final @Nullable DateTimeFormatter format;
    private final ZoneId zone;

    Time(JsonNode spec) {
      column = spec.isObject() ? spec.path("column") : spec;
      zone = ZoneId.of(spec.path("zone").asString("UTC"));
      JsonNode pattern = spec.path("format");
      format =
          pattern.isMissingNode()
              ? null
              : DateTimeFormatter.ofPattern(pattern.asString(), Locale.ENGLISH);
    }

    /** Empty when the column is; refuses what it cannot read. */
    Optional<Instant> of(SourceRecord record) {
      String text = first(record, column);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      TemporalAccessor time = format == null ? null : parsed(format, text);
      if (time == null) {
        time = parsed(DateTimeFormatter.ISO_DATE_TIME, text.replace(' ', 'T'));
      }
      if (time == null) {
        time = serial(text);
      }
      if (time == null) {
        throw new RowReject("bad-time", column + " (" + text + ") is not a time of the format.");
      }
      return Optional.of(instant(time));
    }

    /** What a spreadsheet keeps of a date whose cell was not formatted as one: days since 1900. */
    private static @Nullable TemporalAccessor serial(String text) {
      return text.matches("[2-7]\\d{4}(\\.\\d+)?")
          ? FIRST_SERIAL_DAY.plusSeconds(Math.round(Double.parseDouble(text) * 86_400))
          : null;
    }

    private static @Nullable TemporalAccessor parsed(DateTimeFormatter format, String text) {
      try {
        return format.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      } catch (DateTimeException e) {
        return null;
      }
    }

    private Instant instant(TemporalAccessor time) {
      return switch (time) {
        case OffsetDateTime offset -> offset.toInstant();
        case LocalDateTime local -> local.atZone(zone).toInstant();
        default -> LocalDate.from(time).atStartOfDay(zone).toInstant();
      };
    }
  }

  /** A row that cannot be mapped, with a reason to count it by. */
  static final class RowReject extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String reason;

    RowReject(String reason, String detail) {
      super(detail, null, false, false);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }

  /**
   * The rows of the intake that a record becomes: what was seen, and that it is gone when it was
   * closed.
   */
  List<Map<String, Object>> rows(SourceRecord record) {
    String key = first(record, yaml.path("key"));
    Instant seen =
        observedAt
            .of(record)
            .orElseThrow(() -> new RowReject("missing-time", "observedAt is empty."));
    Map<String, Object> row = new LinkedHashMap<>();
    put(row, "key", key);
    put(row, "source", source());
    put(row, "channel", value(record, yaml.path("channel")));
    put(row, "class", classCode(record));
    number(row, "lat", first(record, yaml.path("lat")));
    number(row, "lng", first(record, yaml.path("lng")));
    put(row, "datum", yaml.path("datum").asString(""));
    row.put("observedAt", seen.toString());
    Optional<Instant> closed = closedAt.flatMap(time -> time.of(record));
    var rows = new ArrayList<Map<String, Object>>(2);
    if (closed.isPresent() && !key.isEmpty()) {
      rows.add(cleared(row, key, seen, closed.get()));
    }
    put(row, "description", joined(record, yaml.path("description"), 4_000));
    put(row, "address", joined(record, yaml.path("address"), 500));
    Map<String, String> attributes = attributes(record);
    if (promisedAt.isPresent() || closedAt.isPresent()) {
      attributes.put("prior.system", yaml.path("source").asString());
    }
    promisedAt
        .flatMap(time -> time.of(record))
        .ifPresent(promised -> attributes.put("prior.promisedAt", promised.toString()));
    closed.ifPresent(at -> attributes.put("prior.closedAt", at.toString()));
    if (!attributes.isEmpty()) {
      row.put("attributes", attributes);
    }
    rows.addFirst(row);
    return rows;
  }

  /**
   * Says that exactly the matter this record was seen with is gone. A case closed before it was
   * opened (there are some in every city) is gone just after it was seen.
   */
  private Map<String, Object> cleared(
      Map<String, Object> row, String key, Instant seen, Instant closed) {
    Instant earliest = seen.plusMillis(1);
    Map<String, Object> cleared = new LinkedHashMap<>(row);
    cleared.put("key", key + "/closed");
    cleared.put("sighting", "CLEARED");
    cleared.put("clears", ObservationId.of(source(), key).toString());
    cleared.put("observedAt", (closed.isBefore(earliest) ? earliest : closed).toString());
    return cleared;
  }

  private String source() {
    return "import/" + yaml.path("source").asString();
  }

  /**
   * Whether a record missed its promised time, by now if it is open; empty when nothing was
   * promised.
   */
  Optional<Boolean> late(SourceRecord record, Instant now) {
    Instant ended = closedAt.flatMap(time -> time.of(record)).orElse(now);
    return promisedAt.flatMap(time -> time.of(record)).map(ended::isAfter);
  }

  boolean closed(SourceRecord record) {
    return closedAt.flatMap(time -> time.of(record)).isPresent();
  }

  /** Whether there is anything to be late for. */
  boolean promises() {
    return promisedAt.isPresent();
  }

  /** Whether the source itself says that a record is late; empty when it says nothing. */
  Optional<Boolean> saidLate(SourceRecord record) {
    JsonNode spec = yaml.path("late");
    String said = first(record, spec.path("column"));
    return said.isEmpty()
        ? Optional.empty()
        : Optional.of(said.equalsIgnoreCase(spec.path("value").asString("")));
  }

  /** The city's own name of the kind of matter, before it is turned into a code. */
  String kind(SourceRecord record) {
    JsonNode spec = yaml.path("class");
    return spec.isObject()
        ? joined(record, spec.path("column"), MAX_CODE * 4)
        : first(record, spec);
  }

  /** The group a kind belongs to, for the catalogue. */
  String group(SourceRecord record) {
    return first(record, yaml.path("class").path("group"));
  }

  String classCode(SourceRecord record) {
    return codeOf(kind(record));
  }

  String codeOf(String kind) {
    JsonNode spec = yaml.path("class");
    JsonNode known = spec.path("table").path(kind);
    if (!known.isMissingNode()) {
      return known.asString("");
    }
    if (!kind.isEmpty() && spec.has("prefix")) {
      return slug(spec.path("prefix").asString(), kind);
    }
    String fallback = spec.path("default").asString("");
    return fallback.isEmpty() ? kind : fallback;
  }

  /** {@code BOS-} and "Request for Pothole Repair" make {@code BOS-REQUEST-FOR-POTHOLE-REPAIR}. */
  static String slug(String prefix, String kind) {
    String plain = Normalizer.normalize(kind, Normalizer.Form.NFKD).toUpperCase(Locale.ROOT);
    String words = plain.replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "");
    String code = prefix + words;
    if (code.length() <= MAX_CODE) {
      return code;
    }
    var crc = new CRC32();
    crc.update(kind.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return code.substring(0, MAX_CODE - 9) + "-" + "%08X".formatted(crc.getValue());
  }

  private Map<String, String> attributes(SourceRecord record) {
    Map<String, String> attributes = new LinkedHashMap<>();
    yaml.path("attributes")
        .propertyStream()
        .forEach(
            p -> {
              String value = first(record, p.getValue());
              if (!value.isEmpty()) {
                attributes.put(p.getKey(), cut(value, 1_000));
              }
            });
    return attributes;
  }

  /** A constant, or a column with a table of values. */
  private static String value(SourceRecord record, JsonNode spec) {
    if (!spec.isObject()) {
      return spec.asString("");
    }
    String text = first(record, spec.path("column"));
    String fallback = spec.path("default").asString("");
    return spec.path("table").path(text).asString(fallback);
  }

  /** The first of the named columns that has something in it. */
  private static String first(SourceRecord record, JsonNode columns) {
    if (!columns.isArray()) {
      return columns.isMissingNode() ? "" : record.get(columns.asString());
    }
    for (JsonNode column : columns) {
      String value = record.get(column.asString());
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  /** All of the named columns, those that are empty or repeat left out. */
  private static String joined(SourceRecord record, JsonNode columns, int most) {
    if (!columns.isArray()) {
      return cut(first(record, columns), most);
    }
    var parts = new java.util.LinkedHashSet<String>();
    columns.forEach(column -> parts.add(record.get(column.asString())));
    parts.remove("");
    return cut(String.join(" · ", parts), most);
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  private static void put(Map<String, Object> row, String name, String value) {
    if (!value.isEmpty()) {
      row.put(name, value);
    }
  }

  private static void number(Map<String, Object> row, String name, String value) {
    if (value.isEmpty()) {
      return;
    }
    try {
      row.put(name, Double.valueOf(value));
    } catch (NumberFormatException e) {
      row.put(name, value);
    }
  }
}
