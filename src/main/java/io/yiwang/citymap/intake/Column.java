package io.yiwang.citymap.intake;

import io.yiwang.citymap.files.MapFeature;
import io.yiwang.citymap.files.RowFault;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Where a value comes from, as a mapping says it: a column, the first filled one of several,
 * several joined, a column through a table of values, or a text that is the same in every row.
 */
final class Column {
  private static final Set<String> WORDS =
      Set.of(
          "column", "columns", "join", "table", "default", "text", "number", "unit", "format",
          "zone", "type");
  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(?:[.,]\\d+)?(?:[eE][-+]?\\d+)?");
  private static final Pattern WHOLE = Pattern.compile("(-?\\d+)\\.0+");

  private final String field;
  private final JsonNode spec;
  private final List<String> columns = new ArrayList<>();

  /**
   * @param field what the value is for, to be named when it is wrong
   * @throws MappingFault when the mapping says it wrongly
   */
  Column(String field, JsonNode spec) {
    this.field = field;
    this.spec = spec;
    JsonNode names =
        spec.isObject() ? (spec.has("columns") ? spec.path("columns") : spec.path("column")) : spec;
    if (names.isArray()) {
      names.forEach(name -> columns.add(name.asString()));
    } else if (!names.isMissingNode()) {
      columns.add(names.asString());
    }
    if (spec.isObject()) {
      MappingFault.requireKnown(field, spec, WORDS);
    }
    if (columns.isEmpty() && !spec.has("text")) {
      throw new MappingFault(field, spec.toString(), "must name a column or a text.");
    }
  }

  List<String> columns() {
    return columns;
  }

  String field() {
    return field;
  }

  /** The first column, to be named beside a value that is wrong. */
  String shown() {
    return columns.isEmpty() ? field : columns.getFirst();
  }

  /** The value, empty when there is none. */
  String text(MapFeature feature) {
    if (spec.has("text")) {
      return spec.path("text").asString("");
    }
    String text = raw(feature);
    if (spec.path("number").asBoolean(false)) {
      Matcher whole = WHOLE.matcher(text);
      text = whole.matches() ? Objects.requireNonNull(whole.group(1)) : text;
    }
    JsonNode table = spec.path("table");
    if (table.isObject()) {
      return looked(table, text);
    }
    return text.isEmpty() ? spec.path("default").asString("") : text;
  }

  private String looked(JsonNode table, String text) {
    JsonNode known = table.path(text);
    if (!known.isMissingNode()) {
      return known.asString("");
    }
    if (spec.has("default")) {
      return spec.path("default").asString("");
    }
    throw new RowFault(
        shown(),
        text,
        "is not in the table of values for " + field + ".",
        "Maybe add it to the mapping, or a default.");
  }

  private String raw(MapFeature feature) {
    if (spec.has("join")) {
      Set<String> parts = new LinkedHashSet<>();
      columns.forEach(column -> parts.add(feature.get(column)));
      parts.remove("");
      return String.join(spec.path("join").asString(" "), parts);
    }
    for (String column : columns) {
      String text = feature.get(column);
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  /** The number in the value, in metres when a unit is given; null when it is empty. */
  @Nullable Double number(MapFeature feature) {
    String text = text(feature);
    if (text.isEmpty()) {
      return null;
    }
    Matcher number = NUMBER.matcher(text.replace(" ", ""));
    boolean found = spec.has("unit") ? number.find() : number.matches();
    if (!found) {
      if (spec.has("unit") && !text.matches(".*\\d.*")) {
        return null; // such as N/A
      }
      throw new RowFault(shown(), text, "must be a number.", null);
    }
    double value = Double.parseDouble(number.group().replace(',', '.'));
    return value
        * switch (spec.path("unit").asString("m")) {
          case "ft" -> 0.3048;
          case "cm" -> 0.01;
          case "mm" -> 0.001;
          case "in" -> 0.0254;
          default -> 1;
        };
  }

  /** As it is kept in the details: a number or a truth when the mapping says so. */
  JsonNode node(MapFeature feature) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    String text = text(feature);
    if (text.isEmpty()) {
      return nodes.nullNode();
    }
    return switch (spec.path("type").asString("text")) {
      case "number" -> {
        // details are free: what is no number stays as it is
        boolean is = NUMBER.matcher(text).matches();
        yield is ? number(text, Objects.requireNonNull(number(feature))) : nodes.stringNode(text);
      }
      case "boolean" -> nodes.booleanNode(text.matches("(?i)true|yes|y|1|是|有"));
      default -> nodes.stringNode(text);
    };
  }

  private static JsonNode number(String text, double value) {
    boolean whole = text.matches("-?\\d{1,15}(\\.0+)?");
    return whole
        ? JsonNodeFactory.instance.numberNode((long) value)
        : JsonNodeFactory.instance.numberNode(value);
  }

  JsonNode spec() {
    return spec;
  }
}
