package io.yiwang.citymap.cql;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.relateng.RelateNG;
import org.locationtech.jts.operation.relateng.RelatePredicate;

/**
 * Decides exactly whether a filter holds of a feature. Logic has three values, as in SQL: what
 * compares with a missing value is unknown, and so is its negation; a feature is chosen only when
 * the filter is true.
 */
public final class CqlDecision {
  private final Cql.Condition condition;

  public CqlDecision(Cql.Condition condition) {
    this.condition = condition;
  }

  /** The properties of one feature. */
  public interface Row {
    /**
     * A String, BigDecimal, Boolean, LocalDate, Instant or Geometry, as the property's kind says.
     */
    @Nullable Object value(String property);
  }

  public boolean holds(Row row) {
    return Boolean.TRUE.equals(decide(condition, row));
  }

  private static @Nullable Boolean decide(Cql.Condition condition, Row row) {
    return switch (condition) {
      case Cql.And and -> all(and.parts(), row, false);
      case Cql.Or or -> all(or.parts(), row, true);
      case Cql.Not not -> {
        Boolean inner = decide(not.part(), row);
        yield inner == null ? null : !inner;
      }
      case Cql.Truth truth -> truth.value();
      case Cql.Compare c -> compare(c.comparison(), value(c.left(), row), value(c.right(), row));
      case Cql.Like like -> like(like, row);
      case Cql.Between between -> between(between, row);
      case Cql.In in -> in(in, row);
      case Cql.IsNull isNull -> value(isNull.value(), row) == null;
      case Cql.Spatial spatial -> spatial(spatial, row);
      case Cql.Temporal temporal -> temporal(temporal, row);
    };
  }

  /** Ends with the value that decides; unknown if one part is and none decides. */
  private static @Nullable Boolean all(
      java.util.List<Cql.Condition> parts, Row row, boolean deciding) {
    boolean unknown = false;
    for (Cql.Condition part : parts) {
      Boolean decided = decide(part, row);
      if (decided == null) {
        unknown = true;
      } else if (decided == deciding) {
        return deciding;
      }
    }
    return unknown ? null : !deciding;
  }

  private static @Nullable Boolean compare(
      Cql.Comparison comparison, @Nullable Object left, @Nullable Object right) {
    return left == null || right == null ? null : comparison.holds(order(left, right));
  }

  private static int order(Object left, Object right) {
    return switch (left) {
      case String text -> byCodePoints(text, (String) right);
      case BigDecimal number -> number.compareTo((BigDecimal) right);
      case Boolean truth -> truth.compareTo((Boolean) right);
      case Instant moment -> moment.compareTo((Instant) right);
      case LocalDate day -> day.compareTo((LocalDate) right);
      default -> throw new IllegalStateException("A check has let " + left.getClass() + " pass.");
    };
  }

  /** The order of UTF-8 bytes. */
  private static int byCodePoints(String left, String right) {
    int shorter = Math.min(left.length(), right.length());
    for (int i = 0; i < shorter; i++) {
      if (left.charAt(i) != right.charAt(i)) {
        return Integer.compare(rank(left.charAt(i)), rank(right.charAt(i)));
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  private static int rank(char c) {
    return Character.isSurrogate(c) ? c + 0x10000 : c;
  }

  private static @Nullable Boolean like(Cql.Like like, Row row) {
    boolean folded =
        like.text() instanceof Cql.FoldedCase || like.pattern() instanceof Cql.FoldedCase;
    Object text = value(like.text(), row);
    Object pattern = value(like.pattern(), row);
    if (text == null || pattern == null) {
      return null;
    }
    return Wildcards.matches((String) pattern, (String) text, folded);
  }

  private static @Nullable Boolean between(Cql.Between between, Row row) {
    Object value = value(between.value(), row);
    Boolean above = compare(Cql.Comparison.AT_LEAST, value, value(between.low(), row));
    Boolean below = compare(Cql.Comparison.AT_MOST, value, value(between.high(), row));
    if (Boolean.FALSE.equals(above) || Boolean.FALSE.equals(below)) {
      return false;
    }
    return above == null || below == null ? null : true;
  }

  private static @Nullable Boolean in(Cql.In in, Row row) {
    Object value = value(in.value(), row);
    boolean unknown = value == null;
    for (Cql.Value choice : in.choices()) {
      Boolean same = compare(Cql.Comparison.EQUAL, value, value(choice, row));
      if (Boolean.TRUE.equals(same)) {
        return true;
      }
      unknown |= same == null;
    }
    return unknown ? null : false;
  }

  private static @Nullable Boolean spatial(Cql.Spatial spatial, Row row) {
    Object left = value(spatial.left(), row);
    Object right = value(spatial.right(), row);
    if (left == null || right == null) {
      return null;
    }
    return RelateNG.relate(
        (Geometry) left,
        (Geometry) right,
        switch (spatial.relation()) {
          case S_INTERSECTS -> RelatePredicate.intersects();
          case S_EQUALS -> RelatePredicate.equalsTopo();
          case S_DISJOINT -> RelatePredicate.disjoint();
          case S_TOUCHES -> RelatePredicate.touches();
          case S_WITHIN -> RelatePredicate.within();
          case S_OVERLAPS -> RelatePredicate.overlaps();
          case S_CROSSES -> RelatePredicate.crosses();
          case S_CONTAINS -> RelatePredicate.contains();
        });
  }

  private static @Nullable Boolean temporal(Cql.Temporal temporal, Row row) {
    Object left = value(temporal.left(), row);
    Object right = value(temporal.right(), row);
    return left == null || right == null ? null : span(left).lies(temporal.relation(), span(right));
  }

  private static Span span(Object time) {
    return switch (time) {
      case Span span -> span;
      case Instant moment -> Span.of(moment);
      case LocalDate day -> Span.of(day);
      default -> throw new IllegalStateException("A check has let " + time.getClass() + " pass.");
    };
  }

  private static @Nullable Object value(Cql.Value value, Row row) {
    return switch (value) {
      case Cql.Property property -> row.value(property.name());
      case Cql.Text text -> text.value();
      case Cql.Number number -> number.value();
      case Cql.Truthful truth -> truth.value();
      case Cql.Moment moment -> moment.value();
      case Cql.Day day -> day.value();
      case Cql.Shape shape -> shape.geometry();
      case Cql.FoldedCase folded -> {
        Object text = value(folded.text(), row);
        yield text == null ? null : ((String) text).toLowerCase(Locale.ROOT);
      }
      case Cql.Interval interval -> interval(interval, row);
    };
  }

  private static @Nullable Span interval(Cql.Interval interval, Row row) {
    Object start = interval.start() == null ? null : value(interval.start(), row);
    Object end = interval.end() == null ? null : value(interval.end(), row);
    if ((interval.start() != null && start == null) || (interval.end() != null && end == null)) {
      return null;
    }
    return Span.between(start == null ? null : span(start), end == null ? null : span(end));
  }
}
