package io.yiwang.citymap.components;

import io.yiwang.citymap.Component;
import io.yiwang.house.Problem;
import org.jspecify.annotations.Nullable;

/** Where a page ended. */
record Cursor(boolean amongShapes, long s2, long id) {
  static Cursor of(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return new Cursor(false, Long.MIN_VALUE, Long.MIN_VALUE);
    }
    String[] parts = text.split("_", -1);
    try {
      if (parts.length == 3) {
        return new Cursor(
            parts[0].equals("s"), Long.parseUnsignedLong(parts[1], 16), Long.parseLong(parts[2]));
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw Problem.badField(
        "cursor", text, "must be what the page before gave as next", "Maybe it was cut off.");
  }

  static String after(Component last) {
    return (last.shape() == null ? "p_" : "s_")
        + Long.toHexString(last.point().s2Leaf())
        + "_"
        + last.id();
  }
}
