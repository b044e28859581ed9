package io.yiwang.citymap.ogc;

import io.yiwang.house.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The parameters of a request, none of which may be unknown. */
final class Query {
  private final Map<String, String> values = new LinkedHashMap<>();

  private Query() {}

  static Query of(HttpServletRequest request, Collection<String> known) {
    Query query = new Query();
    request
        .getParameterMap()
        .forEach(
            (name, texts) -> {
              if (!name.equals("f") && !known.contains(name)) {
                throw Problem.badField(
                    name,
                    texts[0],
                    "is no parameter here.",
                    "Maybe one of " + String.join(", ", new TreeSet<>(known)) + ".");
              }
              if (texts.length > 1) {
                throw Problem.badField(
                    name, String.join(" ", texts), "is given more than once.", null);
              }
              if (!texts[0].isEmpty()) { // a field of a form that was left empty
                query.values.put(name, texts[0]);
              }
            });
    return query;
  }

  @Nullable String text(String name) {
    return values.get(name);
  }

  /** A whole number; what is above the maximum counts as the maximum. */
  int number(String name, int usual, int minimum, int maximum) {
    String text = values.get(name);
    if (text == null) {
      return usual;
    }
    if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < minimum) {
      throw Problem.badField(
          name, text, "must be a whole number from " + minimum + " to " + maximum + ".", null);
    }
    return Math.min(Integer.parseInt(text), maximum);
  }

  Crs crs(String name) {
    String text = values.get(name);
    return text == null ? Crs.CRS84 : Crs.of(name, text);
  }

  /** All of them, as they came. */
  Map<String, String> all() {
    return values;
  }
}
