package io.yiwang.access;

import java.util.Map;

/**
 * The answer about one row.
 *
 * @param fields how each field is shown; a field that is not named is hidden
 */
public record Decision(boolean allowed, Map<String, Treatment> fields) {
  public static final Decision DENY = new Decision(false, Map.of());

  public Treatment field(String name) {
    Treatment treatment = fields.get(name);
    return treatment == null ? Treatment.NONE : treatment;
  }
}
