package io.yiwang.citymap.files;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * One row of a file: its fields as text, blanks at their ends cut off, and its shape.
 *
 * @param row counted from 1, without the header
 * @param shape in the coordinates of the file, x before y; null when the file has none in this row
 */
public record MapFeature(long row, Map<String, String> fields, @Nullable Geometry shape) {

  /** The field of this name, in upper or lower case; empty when it is not there. */
  public String get(String name) {
    String exact = fields.get(name);
    if (exact != null) {
      return exact;
    }
    for (Map.Entry<String, String> field : fields.entrySet()) {
      if (field.getKey().equalsIgnoreCase(name)) {
        return field.getValue();
      }
    }
    return "";
  }

  public boolean has(String name) {
    return fields.keySet().stream().anyMatch(name::equalsIgnoreCase);
  }

  /** Collects fields; a name that comes again keeps its first value. */
  static final class Fields {
    private final Map<String, String> fields = new LinkedHashMap<>();

    void put(String name, @Nullable String value) {
      fields.putIfAbsent(
          name.replace("\uFEFF", "").strip(), value == null ? "" : cleaned(value.strip()));
    }

    MapFeature at(long row, @Nullable Geometry shape) {
      return new MapFeature(row, fields, shape);
    }

    /** Control characters are noise of the export. */
    private static String cleaned(String text) {
      for (int i = 0; i < text.length(); i++) {
        if (text.charAt(i) < ' ' && "\n\r\t".indexOf(text.charAt(i)) < 0) {
          return text.replaceAll("[\\p{Cntrl}&&[^\n\r\t]]", " ").strip();
        }
      }
      return text;
    }
  }
}
