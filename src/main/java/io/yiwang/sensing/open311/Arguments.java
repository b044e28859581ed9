package io.yiwang.sensing.open311;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call, from query and form alike; an empty argument is an absent one. Collects
 * what is wrong.
 */
final class Arguments {
  private final Map<String, String[]> given;
  private final List<Refusal.Fault> faults = new ArrayList<>();

  Arguments(Map<String, String[]> given) {
    this.given = given;
  }

  @Nullable String text(String name) {
    String[] values = given.get(name);
    return values == null || values.length == 0 || values[0].isBlank() ? null : values[0].strip();
  }

  /** The parts of a comma list, empty when absent. */
  Set<String> list(String name) {
    String value = text(name);
    if (value == null) {
      return Set.of();
    }
    var parts = new LinkedHashSet<String>();
    Arrays.stream(value.split(","))
        .map(String::strip)
        .filter(s -> !s.isEmpty())
        .forEach(parts::add);
    return parts;
  }

  /** All values of {@code name} and {@code name[]}. */
  List<String> values(String name) {
    var values = new ArrayList<String>();
    for (String spelling : List.of(name, name + "[]")) {
      for (String value : given.getOrDefault(spelling, new String[0])) {
        if (!value.isBlank()) {
          values.add(value.strip());
        }
      }
    }
    return values;
  }

  Set<String> names() {
    return given.keySet();
  }

  @Nullable Double number(String name) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    try {
      double number = Double.parseDouble(value);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    faults.add(Refusal.Fault.bad(name + " (" + value + ") must be a number."));
    return null;
  }

  int count(String name, int absent, int most) {
    String value = text(name);
    if (value == null) {
      return absent;
    }
    try {
      int count = Integer.parseInt(value);
      if (count >= 1) {
        return Math.min(count, most);
      }
    } catch (NumberFormatException e) {
      // told below
    }
    faults.add(Refusal.Fault.bad(name + " (" + value + ") must be a whole number from 1."));
    return absent;
  }

  /** A plus sign that a careless client left unescaped arrives as a space. */
  @Nullable Instant time(String name) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
    } catch (DateTimeException e) {
      faults.add(
          Refusal.Fault.bad(
              name + " (" + value + ") must be ISO 8601 with a zone, like 2026-07-01T00:00:00Z."));
      return null;
    }
  }

  void fault(Refusal.Fault fault) {
    faults.add(fault);
  }

  /** Refuses when anything was wrong so far. */
  void check() {
    if (!faults.isEmpty()) {
      throw new Refusal(faults);
    }
  }
}
