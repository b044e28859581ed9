package io.yiwang.citymap.intake;

import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** A mapping that says something we cannot do. */
final class MappingFault extends RuntimeException {
  final String field;
  final String value;
  final String rule;

  MappingFault(String field, String value, String rule) {
    super(field + " (" + value + ") " + rule);
    this.field = field;
    this.value = value;
    this.rule = rule;
  }

  static void requireKnown(String where, JsonNode object, Set<String> words) {
    for (String name : object.propertyNames()) {
      if (!words.contains(name)) {
        throw new MappingFault(
            where, name, "is no word of a mapping. Maybe one of " + new TreeSet<>(words) + ".");
      }
    }
  }
}
