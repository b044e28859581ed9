package io.yiwang.citymap.cql;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/** A CQL2 expression as a tree: conditions, and the values they are about. */
public sealed interface Cql {

  /** Something that holds of a feature, does not, or cannot be said for want of a value. */
  sealed interface Condition extends Cql {}

  /** Something a condition compares. */
  sealed interface Value extends Cql {}

  record And(List<Condition> parts) implements Condition {}

  record Or(List<Condition> parts) implements Condition {}

  record Not(Condition part) implements Condition {}

  record Truth(boolean value) implements Condition {}

  record Compare(Comparison comparison, Value left, Value right) implements Condition {}

  /** A pattern with % for any text, _ for one character and \ before what is meant literally. */
  record Like(Value text, Value pattern) implements Condition {}

  record Between(Value value, Value low, Value high) implements Condition {}

  record In(Value value, List<Value> choices) implements Condition {}

  record IsNull(Value value) implements Condition {}

  record Spatial(SpatialRelation relation, Value left, Value right) implements Condition {}

  record Temporal(TemporalRelation relation, Value left, Value right) implements Condition {}

  record Property(String name) implements Value {}

  record Text(String value) implements Value {}

  record Number(BigDecimal value) implements Value {}

  record Truthful(boolean value) implements Value {}

  record Moment(Instant value) implements Value {}

  record Day(LocalDate value) implements Value {}

  /** From one time to another, both included; null is without end. */
  record Interval(@Nullable Value start, @Nullable Value end) implements Value {}

  /** A geometry in degrees, longitude first. */
  record Shape(Geometry geometry) implements Value {}

  /** A text without regard to upper and lower case. */
  record FoldedCase(Value text) implements Value {}

  /** How two scalars compare. */
  enum Comparison {
    EQUAL("="),
    DIFFERENT("<>"),
    LESS("<"),
    GREATER(">"),
    AT_MOST("<="),
    AT_LEAST(">=");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }

    static @Nullable Comparison of(String sign) {
      for (Comparison c : values()) {
        if (c.sign.equals(sign)) {
          return c;
        }
      }
      return null;
    }

    boolean holds(int order) {
      return switch (this) {
        case EQUAL -> order == 0;
        case DIFFERENT -> order != 0;
        case LESS -> order < 0;
        case GREATER -> order > 0;
        case AT_MOST -> order <= 0;
        case AT_LEAST -> order >= 0;
      };
    }
  }

  /** How two shapes lie to each other, as OGC Simple Features say. */
  enum SpatialRelation {
    S_INTERSECTS,
    S_EQUALS,
    S_DISJOINT,
    S_TOUCHES,
    S_WITHIN,
    S_OVERLAPS,
    S_CROSSES,
    S_CONTAINS;

    static @Nullable SpatialRelation of(String name) {
      for (SpatialRelation r : values()) {
        if (r.name().equals(name.toUpperCase(Locale.ROOT))) {
          return r;
        }
      }
      return null;
    }
  }

  /** How two times lie to each other, as Allen says. */
  enum TemporalRelation {
    T_AFTER,
    T_BEFORE,
    T_CONTAINS,
    T_DISJOINT,
    T_DURING,
    T_EQUALS,
    T_FINISHEDBY,
    T_FINISHES,
    T_INTERSECTS,
    T_MEETS,
    T_METBY,
    T_OVERLAPPEDBY,
    T_OVERLAPS,
    T_STARTEDBY,
    T_STARTS;

    static @Nullable TemporalRelation of(String name) {
      for (TemporalRelation r : values()) {
        if (r.name().replace("_", "").equals(name.toUpperCase(Locale.ROOT).replace("_", ""))) {
          return r;
        }
      }
      return null;
    }
  }
}
