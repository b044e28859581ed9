package io.yiwang.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Which columns of a file of series mean what. */
final class ReadingMapping {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JsonNode data;
  private final List<String> timeColumns;
  private final @Nullable DateTimeFormatter format;
  private final ZoneId zone;
  private final Set<String> missing = new HashSet<>();

  private ReadingMapping(JsonNode data) {
    this.data = data;
    JsonNode time = data.path("time");
    JsonNode columns = time.path("column");
    this.timeColumns =
        columns.isArray()
            ? columns.valueStream().map(JsonNode::asString).toList()
            : List.of(columns.asString("time"));
    this.format =
        time.path("format").isString()
            ? DateTimeFormatter.ofPattern(time.path("format").asString(), Locale.ROOT)
            : null;
    this.zone = ZoneId.of(time.path("zone").asString("UTC"));
    missing.add("");
    data.path("missing").forEach(text -> missing.add(text.asString()));
    if (data.path("values").isEmpty()) {
      throw new ImportException("values must name at least one quantity.");
    }
  }

  static ReadingMapping read(Path file) throws IOException {
    return new ReadingMapping(new YAMLMapper().readTree(Files.readString(file)));
  }

  Instant time(SourceRecord row) {
    String text = timeColumns.stream().map(c -> field(row, c)).collect(Collectors.joining(" "));
    try {
      return format == null
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text, format).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      throw new ImportException("time cannot be read", e);
    }
  }

  /** One entry of the API; none when the row has no value. */
  List<ObjectNode> entries(SourceRecord row, Instant at) {
    ObjectNode entry = JSON.createObjectNode();
    JsonNode device = data.path("device");
    String code =
        device.path("column").isString()
            ? device.path("prefix").asString("") + field(row, device.path("column").asString())
            : device.asString("");
    entry.put("device", code).put("t", at.toString());
    ObjectNode values = entry.putObject("v");
    ObjectNode units = entry.putObject("u");
    data.path("values")
        .properties()
        .forEach(v -> put(row, v.getKey(), v.getValue(), values, units));
    return values.isEmpty() ? List.of() : List.of(entry);
  }

  private void put(
      SourceRecord row, String quantity, JsonNode from, ObjectNode values, ObjectNode units) {
    String column = from.isString() ? from.asString() : from.path("column").asString();
    String text = field(row, column);
    if (missing.contains(text)) {
      return;
    }
    try {
      values.put(quantity, Double.parseDouble(text));
    } catch (NumberFormatException e) {
      values.put(quantity, text);
    }
    if (from.path("unit").isString()) {
      units.put(quantity, from.path("unit").asString());
    }
  }

  private static String field(SourceRecord row, String column) {
    return row.get(column.toLowerCase(Locale.ROOT));
  }
}
