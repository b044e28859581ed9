package io.yiwang.citymap.cql;

import io.yiwang.house.Problem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a filter asks only by properties that can be asked by, and compares like with like. */
public final class CqlCheck {
  private final Map<String, Kind> queryables;

  private CqlCheck(Map<String, Kind> queryables) {
    this.queryables = queryables;
  }

  public static void check(Cql.Condition condition, Map<String, Kind> queryables) {
    new CqlCheck(queryables).condition(condition);
  }

  private void condition(Cql.Condition condition) {
    switch (condition) {
      case Cql.And and -> and.parts().forEach(this::condition);
      case Cql.Or or -> or.parts().forEach(this::condition);
      case Cql.Not not -> condition(not.part());
      case Cql.Truth truth -> {}
      case Cql.Compare compare -> comparable(compare.left(), compare.right());
      case Cql.Like like -> {
        need(like.text(), Kind.TEXT);
        pattern(like.pattern());
      }
      case Cql.Between between -> {
        comparable(between.value(), between.low());
        comparable(between.value(), between.high());
      }
      case Cql.In in -> in.choices().forEach(choice -> comparable(in.value(), choice));
      case Cql.IsNull isNull -> kind(isNull.value());
      case Cql.Spatial spatial -> {
        need(spatial.left(), Kind.SHAPE);
        need(spatial.right(), Kind.SHAPE);
      }
      case Cql.Temporal temporal -> temporal(temporal);
    }
  }

  private void comparable(Cql.Value left, Cql.Value right) {
    Kind kind = kind(left);
    if (kind == Kind.SHAPE || kind == Kind.PERIOD) {
      throw refuse(left, "is no text, number, truth, date or time, which alone can be compared.");
    }
    need(right, kind);
  }

  private void pattern(Cql.Value pattern) {
    Cql.Value inner = pattern instanceof Cql.FoldedCase folded ? folded.text() : pattern;
    if (!(inner instanceof Cql.Text text)) {
      throw refuse(pattern, "is no pattern in quotes.");
    }
    int slashes = 0;
    for (int i = text.value().length() - 1; i >= 0 && text.value().charAt(i) == '\\'; i--) {
      slashes++;
    }
    if (slashes % 2 == 1) {
      throw refuse(pattern, "ends with a backslash, which stands before another character.");
    }
  }

  private void temporal(Cql.Temporal temporal) {
    for (Cql.Value side : new Cql.Value[] {temporal.left(), temporal.right()}) {
      Kind kind = kind(side);
      if (kind != Kind.DATE && kind != Kind.TIME && kind != Kind.PERIOD) {
        throw refuse(side, "is no date, time or interval.");
      }
    }
  }

  private void need(Cql.Value value, Kind kind) {
    if (kind(value) != kind) {
      throw refuse(value, "is not of the kind " + kind + " that is compared with it.");
    }
  }

  private Kind kind(Cql.Value value) {
    return switch (value) {
      case Cql.Text text -> Kind.TEXT;
      case Cql.FoldedCase folded -> {
        need(folded.text(), Kind.TEXT);
        yield Kind.TEXT;
      }
      case Cql.Number number -> Kind.NUMBER;
      case Cql.Truthful truth -> Kind.BOOLEAN;
      case Cql.Moment moment -> Kind.TIME;
      case Cql.Day day -> Kind.DATE;
      case Cql.Shape shape -> Kind.SHAPE;
      case Cql.Interval interval -> {
        end(interval.start());
        end(interval.end());
        yield Kind.PERIOD;
      }
      case Cql.Property property -> {
        Kind kind = queryables.get(property.name());
        if (kind == null) {
          throw Problem.badField(
              "filter",
              property.name(),
              "is no property to ask by.",
              "Maybe see the queryables of the collection.");
        }
        yield kind;
      }
    };
  }

  private void end(Cql.@Nullable Value end) {
    if (end != null && kind(end) != Kind.DATE && kind(end) != Kind.TIME) {
      throw refuse(end, "is no date or time, which an interval has at its ends.");
    }
  }

  private static Problem refuse(Cql.Value value, String rule) {
    String shown =
        switch (value) {
          case Cql.Property property -> property.name();
          case Cql.Text text -> text.value();
          case Cql.Number number -> number.value().toPlainString();
          default -> value.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
        };
    return Problem.badField(
        "filter", shown, rule, "Maybe see the types in the queryables of the collection.");
  }
}
