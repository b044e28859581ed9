package io.yiwang.sensing.devices;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/**
 * Units by their UCUM code and how they are told in one another: within a dimension each is a
 * multiple of the first, some from another zero.
 */
public final class Units {
  /** 230 cm are 2.3 m, not 2.3000000000000003. */
  private static final MathContext TWELVE_DIGITS = new MathContext(12);

  private final Map<String, Unit> units = new HashMap<>();

  /** {@code base = value · factor + offset}. */
  private record Unit(String dimension, double factor, double offset) {}

  Units(JsonNode dimensions) {
    for (var dimension : dimensions.properties()) {
      for (var unit : dimension.getValue().properties()) {
        units.put(unit.getKey(), unit(dimension.getKey(), unit.getValue()));
      }
    }
  }

  private static Unit unit(String dimension, JsonNode data) {
    return data.isArray()
        ? new Unit(dimension, data.get(0).asDouble(), data.get(1).asDouble())
        : new Unit(dimension, data.asDouble(), 0);
  }

  /** Whether anything is known of the unit. */
  public boolean known(String unit) {
    return units.containsKey(unit);
  }

  /** The units in which the same can be told, by name. */
  public List<String> alike(String unit) {
    String dimension = dimension(unit);
    return units.entrySet().stream()
        .filter(other -> other.getValue().dimension.equals(dimension))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** What the unit is a unit of. */
  public String dimension(String unit) {
    Unit known = units.get(unit);
    if (known == null) {
      throw new IllegalArgumentException(
          "unit (" + unit + ") is not known. Maybe add it to sensing/models.yaml.");
    }
    return known.dimension;
  }

  /** The value in another unit; empty when one is not known or they measure different things. */
  public OptionalDouble convert(double value, String from, String to) {
    if (from.equals(to)) {
      return OptionalDouble.of(value);
    }
    Unit source = units.get(from);
    Unit target = units.get(to);
    if (source == null || target == null || !source.dimension.equals(target.dimension)) {
      return OptionalDouble.empty();
    }
    double base = value * source.factor + source.offset;
    double told = (base - target.offset) / target.factor;
    return OptionalDouble.of(
        Double.isFinite(told) ? new BigDecimal(told).round(TWELVE_DIGITS).doubleValue() : told);
  }
}
