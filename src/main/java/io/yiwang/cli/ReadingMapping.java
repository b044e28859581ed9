package io.yiwang.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Which columns of a file of series mean what; mappings/README.md says how it is written. */
final class ReadingMapping {
  private final JsonNode data;
  private final List<String> timeColumns;
  private final @Nullable DateTimeFormatter format;
  private final ZoneId zone;
  private final @Nullable Instant start;
  private final Duration every;
  private final Set<String> missing = new HashSet<>(Set.of(""));

  /** What one device told at one moment. */
  record Said(String device, Instant at, List<Told> values) {}

  /**
   * A value as the file has it.
   *
   * @param unit null for the unit the quantity is kept in
   */
  record Told(String quantity, String text, @Nullable String unit) {}

  private ReadingMapping(JsonNode data) {
    this.data = data;
    JsonNode time = data.path("time");
    JsonNode columns = time.path("column");
    this.timeColumns =
        columns.isArray()
            ? columns.valueStream().map(JsonNode::asString).toList()
            : List.of(columns.asString("time"));
    try {
      this.format =
          time.path("format").isString()
              ? DateTimeFormatter.ofPattern(time.path("format").asString(), Locale.ROOT)
              : null;
      this.zone = ZoneId.of(time.path("zone").asString("UTC"));
      this.start =
          time.path("start").isString() ? Instant.parse(time.path("start").asString()) : null;
      this.every = Duration.parse(time.path("every").asString("PT0S"));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new ImportException("time (" + time + ") cannot be: " + e.getMessage(), e);
    }
    data.path("missing").forEach(text -> missing.add(text.asString()));
    if (start != null && every.isZero()) {
      throw new ImportException("time.every must say how far apart the rows are, e.g. PT5M.");
    }
    if (data.path("values").isEmpty() == data.path("eachColumn").isEmpty()) {
      throw new ImportException("Either values or eachColumn must say what was measured.");
    }
    if (!data.path("values").isEmpty() && data.path("device").isMissingNode()) {
      throw new ImportException("device must be a code, or the column that has it.");
    }
  }

  static ReadingMapping read(Path file) throws IOException {
    try {
      return new ReadingMapping(new YAMLMapper().readTree(Files.readString(file)));
    } catch (JacksonException e) {
      throw new ImportException(file + " is no YAML: " + e.getOriginalMessage(), e);
    }
  }

  ZoneId zone() {
    return zone;
  }

  /** The device model, which only a rehearsal must be told. */
  String model() {
    if (!data.path("model").isString()) {
      throw new ImportException("model must be in the mapping, since no instance is asked.");
    }
    return data.path("model").asString();
  }

  /**
   * When it was measured.
   *
   * @param number of the row, from 0
   */
  Instant time(SourceRecord row, long number) {
    if (start != null) {
      return start.plus(every.multipliedBy(number));
    }
    String text = timeColumns.stream().map(row::get).collect(Collectors.joining(" "));
    try {
      return format == null
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text, format).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      throw new ImportException("time cannot be read", e);
    }
  }

  /** What a row says; a device without a value says nothing. */
  List<Said> said(SourceRecord row, Instant at) {
    JsonNode each = data.path("eachColumn");
    if (each.isEmpty()) {
      List<Told> values = new ArrayList<>();
      data.path("values")
          .properties()
          .forEach(
              v -> {
                JsonNode from = v.getValue();
                String column = from.isString() ? from.asString() : from.path("column").asString();
                told(v.getKey(), row.get(column), from.path("unit"), values);
              });
      return values.isEmpty() ? List.of() : List.of(new Said(device(row), at, values));
    }
    List<Said> all = new ArrayList<>();
    new TreeMap<>(row.fields())
        .forEach(
            (column, text) -> {
              List<Told> values = new ArrayList<>();
              if (!timeColumns.contains(column)) {
                told(each.path("quantity").asString(), text, each.path("unit"), values);
              }
              if (!values.isEmpty()) {
                all.add(new Said(each.path("prefix").asString("") + column, at, values));
              }
            });
    return all;
  }

  private String device(SourceRecord row) {
    JsonNode device = data.path("device");
    return device.isString()
        ? device.asString()
        : device.path("prefix").asString("") + row.get(device.path("column").asString());
  }

  private void told(String quantity, String text, JsonNode unit, List<Told> into) {
    if (!missing.contains(text)) {
      into.add(new Told(quantity, text, unit.isString() ? unit.asString() : null));
    }
  }
}
