package io.yiwang.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One record of an export: its fields by name, upper or lower case, without surrounding blanks. */
final class SourceRecord {
  private final Map<String, String> fields;

  SourceRecord(Map<String, String> fields) {
    this.fields = fields;
  }

  /** Names repeated in a header keep their first value. */
  static SourceRecord of(List<String> names, List<String> values) {
    var fields = new HashMap<String, String>(names.size() * 2);
    for (int i = 0; i < names.size() && i < values.size(); i++) {
      fields.putIfAbsent(names.get(i), clean(values.get(i)));
    }
    return new SourceRecord(fields);
  }

  static String name(String header) {
    return header.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT);
  }

  /** Blanks at the ends and control characters are noise of the export. */
  static String clean(String value) {
    String text = value.strip();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' && c != '\n' && c != '\r' && c != '\t') {
        return text.replaceAll("[\\p{Cntrl}&&[^\n\r\t]]", " ").strip();
      }
    }
    return text;
  }

  /** Empty when there is no such field. */
  String get(String name) {
    return fields.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  Map<String, String> fields() {
    return fields;
  }
}
