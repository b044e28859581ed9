package io.yiwang.citymap.cql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * Turns what an index or a column can answer of a filter into SQL. All values are bound; names come
 * from {@link Columns} alone. What cannot be said in SQL is left out, so that the condition holds
 * of every row the filter chooses and {@link CqlDecision} has the last word.
 */
public final class CqlSql {
  private final Columns columns;

  private CqlSql(Columns columns) {
    this.columns = columns;
  }

  public static Sql of(Cql.Condition condition, Columns columns) {
    return new CqlSql(columns).sql(condition);
  }

  private Sql sql(Cql.Condition condition) {
    return switch (condition) {
      case Cql.Truth truth -> Sql.exactly(truth.value() ? "1 = 1" : "1 = 0");
      case Cql.And and -> Sql.join(" and ", and.parts().stream().map(this::sql).toList());
      case Cql.Or or -> either(or.parts().stream().map(this::sql).toList());
      case Cql.Not not -> {
        Sql inner = sql(not.part());
        yield inner.exact() ? inner.negated() : Sql.ANY;
      }
      case Cql.Compare compare -> compare(compare);
      case Cql.Like like -> like(like);
      case Cql.Between b ->
          Sql.join(
              " and ",
              List.of(
                  compare(new Cql.Compare(Cql.Comparison.AT_LEAST, b.value(), b.low())),
                  compare(new Cql.Compare(Cql.Comparison.AT_MOST, b.value(), b.high()))));
      case Cql.In in -> {
        List<Sql> choices = new ArrayList<>();
        for (Cql.Value choice : in.choices()) {
          choices.add(compare(new Cql.Compare(Cql.Comparison.EQUAL, in.value(), choice)));
        }
        yield either(choices);
      }
      case Cql.IsNull isNull -> {
        String expression =
            isNull.value() instanceof Cql.Property p ? columns.expression(p.name()) : null;
        yield expression == null ? Sql.ANY : Sql.exactly(expression + " is null");
      }
      case Cql.Spatial spatial -> Sql.ANY;
      case Cql.Temporal temporal -> Sql.ANY;
    };
  }

  private static Sql either(List<Sql> parts) {
    return parts.stream().anyMatch(Sql::any) ? Sql.ANY : Sql.join(" or ", parts);
  }

  private Sql compare(Cql.Compare compare) {
    if (compare.left() instanceof Cql.Property property) {
      return compare(property.name(), compare.comparison(), literal(compare.right()));
    }
    if (compare.right() instanceof Cql.Property property) {
      return compare(property.name(), mirrored(compare.comparison()), literal(compare.left()));
    }
    return Sql.ANY;
  }

  private Sql compare(String property, Cql.Comparison comparison, @Nullable Object literal) {
    if (literal == null) {
      return Sql.ANY;
    }
    boolean same = comparison == Cql.Comparison.EQUAL;
    String expression = columns.expression(property);
    if (expression == null) {
      return same ? columns.wherever(property, literal) : Sql.ANY;
    }
    // texts have another order in the database, and some are kept as numbers
    if (literal instanceof String && !same && comparison != Cql.Comparison.DIFFERENT) {
      return Sql.ANY;
    }
    Object stored = columns.stored(property, literal);
    if (stored == null) {
      return same
          ? Sql.exactly("case when " + expression + " is not null then false end")
          : Sql.ANY;
    }
    return Sql.exactly(expression + " " + comparison.sign() + " ?", stored);
  }

  private static Cql.Comparison mirrored(Cql.Comparison comparison) {
    return switch (comparison) {
      case LESS -> Cql.Comparison.GREATER;
      case GREATER -> Cql.Comparison.LESS;
      case AT_MOST -> Cql.Comparison.AT_LEAST;
      case AT_LEAST -> Cql.Comparison.AT_MOST;
      case EQUAL, DIFFERENT -> comparison;
    };
  }

  private static @Nullable Object literal(Cql.Value value) {
    return switch (value) {
      case Cql.Text text -> text.value();
      case Cql.Number number -> number.value();
      case Cql.Truthful truth -> truth.value();
      case Cql.Moment moment -> moment.value();
      case Cql.Day day -> day.value();
      default -> null;
    };
  }

  /** Only where the column keeps the very text. */
  private Sql like(Cql.Like like) {
    if (like.text() instanceof Cql.Property property
        && like.pattern() instanceof Cql.Text pattern) {
      String expression = columns.expression(property.name());
      Object stored = columns.stored(property.name(), pattern.value());
      if (expression != null && pattern.value().equals(stored)) {
        return Sql.exactly(expression + " like ?", pattern.value());
      }
    }
    return Sql.ANY;
  }

  /** Shapes that every chosen feature meets: an index of places can begin with them. */
  public static List<Geometry> areas(Cql.Condition condition) {
    return switch (condition) {
      case Cql.And and -> and.parts().stream().flatMap(part -> areas(part).stream()).toList();
      case Cql.Spatial s when s.relation() == Cql.SpatialRelation.S_DISJOINT -> List.of();
      case Cql.Spatial s
          when s.left() instanceof Cql.Property && s.right() instanceof Cql.Shape a ->
          List.of(a.geometry());
      case Cql.Spatial s
          when s.right() instanceof Cql.Property && s.left() instanceof Cql.Shape a ->
          List.of(a.geometry());
      default -> List.of();
    };
  }
}
