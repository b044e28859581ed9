package io.yiwang.citymap.ogc;

import io.yiwang.citymap.cql.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A property of the features of a collection.
 *
 * @param shownBy the field of the policy's class {@code component} that shows it
 * @param choices the values it can have; empty when there is no such list
 */
record Field(String name, String zh, String en, Kind kind, String shownBy, List<String> choices) {
  /** What everybody may see. */
  static final String FACTS = "facts";

  static Field of(String name, String zh, String en, Kind kind) {
    return new Field(name, zh, en, kind, FACTS, List.of());
  }

  Field shownBy(String field) {
    return new Field(name, zh, en, kind, field, choices);
  }

  Field choices(List<String> values) {
    return new Field(name, zh, en, kind, shownBy, values);
  }

  /** As JSON Schema says it. */
  Map<String, Object> schema() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("title", zh + " · " + en);
    switch (kind) {
      case TEXT -> schema.put("type", "string");
      case NUMBER -> schema.put("type", "number");
      case BOOLEAN -> schema.put("type", "boolean");
      case DATE -> {
        schema.put("type", "string");
        schema.put("format", "date");
      }
      case TIME, PERIOD -> {
        schema.put("type", "string");
        schema.put("format", "date-time");
      }
      case SHAPE -> schema.put("format", "geometry-any");
    }
    if (!choices.isEmpty()) {
      schema.put("enum", choices);
    }
    return schema;
  }
}
