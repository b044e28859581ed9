package io.yiwang.citymap.cql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** Reads CQL2 Text (OGC 21-065r2, annex B) by descending along its grammar. */
public final class CqlText {
  private static final Set<String> WELL_KNOWN_TEXT =
      Set.of(
          "POINT",
          "LINESTRING",
          "POLYGON",
          "MULTIPOINT",
          "MULTILINESTRING",
          "MULTIPOLYGON",
          "GEOMETRYCOLLECTION");

  private final Bounds bounds;
  private final Tokens tokens;

  private CqlText(String text, Bounds bounds) {
    this.bounds = bounds;
    this.tokens = new Tokens(text, bounds);
  }

  /**
   * @param toDegrees from the coordinates geometries of the filter are written in
   */
  public static Cql.Condition read(String text, UnaryOperator<Geometry> toDegrees) {
    CqlText reader = new CqlText(text, new Bounds(text, toDegrees));
    Cql.Condition condition = reader.alternatives();
    if (reader.tokens.kind() != Tokens.Kind.END) {
      throw reader.bounds.refuse("has something too much " + reader.tokens.place() + ".");
    }
    return condition;
  }

  private Cql.Condition alternatives() {
    bounds.deeper();
    List<Cql.Condition> parts = new ArrayList<>(List.of(together()));
    while (tokens.take("OR")) {
      parts.add(together());
    }
    bounds.higher();
    return parts.size() == 1 ? parts.getFirst() : new Cql.Or(List.copyOf(parts));
  }

  private Cql.Condition together() {
    List<Cql.Condition> parts = new ArrayList<>(List.of(negation()));
    while (tokens.take("AND")) {
      parts.add(negation());
    }
    return parts.size() == 1 ? parts.getFirst() : new Cql.And(List.copyOf(parts));
  }

  private Cql.Condition negation() {
    if (!tokens.take("NOT")) {
      return predicate();
    }
    bounds.deeper();
    Cql.Condition negated = new Cql.Not(negation());
    bounds.higher();
    return negated;
  }

  private Cql.Condition predicate() {
    bounds.node();
    if (tokens.take("(")) {
      Cql.Condition inner = alternatives();
      tokens.need(")");
      return inner;
    }
    if (tokens.kind() == Tokens.Kind.NAME) {
      Cql.SpatialRelation spatial = Cql.SpatialRelation.of(tokens.word());
      if (spatial != null) {
        tokens.next();
        List<Cql.Value> pair = pair();
        return new Cql.Spatial(spatial, pair.getFirst(), pair.getLast());
      }
      Cql.TemporalRelation temporal = Cql.TemporalRelation.of(tokens.word());
      if (temporal != null) {
        tokens.next();
        List<Cql.Value> pair = pair();
        return new Cql.Temporal(temporal, pair.getFirst(), pair.getLast());
      }
    }
    return comparison(value());
  }

  private List<Cql.Value> pair() {
    tokens.need("(");
    Cql.Value left = value();
    tokens.need(",");
    Cql.Value right = value();
    tokens.need(")");
    return List.of(left, right);
  }

  private Cql.Condition comparison(Cql.Value left) {
    Cql.Comparison sign = Cql.Comparison.of(tokens.word());
    if (tokens.kind() == Tokens.Kind.SIGN && sign != null) {
      tokens.next();
      return new Cql.Compare(sign, left, value());
    }
    if (tokens.take("IS")) {
      boolean not = tokens.take("NOT");
      tokens.need("NULL");
      return negatedIf(not, new Cql.IsNull(left));
    }
    boolean not = tokens.take("NOT");
    if (tokens.take("LIKE")) {
      return negatedIf(not, new Cql.Like(left, value()));
    }
    if (tokens.take("BETWEEN")) {
      Cql.Value low = value();
      tokens.need("AND");
      return negatedIf(not, new Cql.Between(left, low, value()));
    }
    if (tokens.take("IN")) {
      tokens.need("(");
      List<Cql.Value> choices = new ArrayList<>(List.of(value()));
      while (tokens.take(",")) {
        choices.add(value());
      }
      tokens.need(")");
      return negatedIf(not, new Cql.In(left, List.copyOf(choices)));
    }
    if (!not && left instanceof Cql.Truthful truth) {
      return new Cql.Truth(truth.value());
    }
    throw bounds.refuse("lacks a comparison " + tokens.place() + ".");
  }

  private static Cql.Condition negatedIf(boolean not, Cql.Condition condition) {
    return not ? new Cql.Not(condition) : condition;
  }

  private Cql.Value value() {
    bounds.node();
    String word = tokens.word();
    switch (tokens.kind()) {
      case TEXT -> {
        tokens.next();
        return new Cql.Text(word);
      }
      case NUMBER -> {
        tokens.next();
        return number(word);
      }
      case QUOTED_NAME -> {
        tokens.next();
        return new Cql.Property(word);
      }
      case NAME -> {
        return named(word.toUpperCase(Locale.ROOT));
      }
      case SIGN, END -> throw bounds.refuse("lacks a value " + tokens.place() + ".");
    }
    throw new IllegalStateException(word);
  }

  private Cql.Value named(String keyword) {
    if (WELL_KNOWN_TEXT.contains(keyword)) {
      return wellKnown(tokens.bracketed());
    }
    String name = tokens.word();
    tokens.next();
    if (tokens.is("(")) {
      return call(keyword, name);
    }
    return switch (keyword) {
      case "TRUE" -> new Cql.Truthful(true);
      case "FALSE" -> new Cql.Truthful(false);
      default -> new Cql.Property(name);
    };
  }

  private Cql.Value call(String keyword, String name) {
    tokens.need("(");
    bounds.deeper();
    Cql.Value value =
        switch (keyword) {
          case "DATE" -> bounds.day(text());
          case "TIMESTAMP" -> bounds.moment(text());
          case "CASEI" -> new Cql.FoldedCase(value());
          case "INTERVAL" -> {
            Cql.@Nullable Value start = end();
            tokens.need(",");
            yield new Cql.Interval(start, end());
          }
          case "BBOX", "ENVELOPE" -> box();
          default -> throw bounds.refuse("calls " + name + ", which is no function here.");
        };
    bounds.higher();
    tokens.need(")");
    return value;
  }

  private Cql.@Nullable Value end() {
    if (tokens.kind() != Tokens.Kind.TEXT) {
      return value();
    }
    String text = text();
    return text.equals("..") || text.isEmpty() ? null : bounds.time(text);
  }

  private String text() {
    if (tokens.kind() != Tokens.Kind.TEXT) {
      throw bounds.refuse("lacks a text in quotes " + tokens.place() + ".");
    }
    String text = tokens.word();
    tokens.next();
    return text;
  }

  private Cql.Value box() {
    List<Double> numbers = new ArrayList<>();
    do {
      if (tokens.kind() != Tokens.Kind.NUMBER) {
        throw bounds.refuse("lacks a number " + tokens.place() + ".");
      }
      numbers.add(number(tokens.word()).value().doubleValue());
      tokens.next();
    } while (tokens.take(",") && numbers.size() < 6);
    return switch (numbers.size()) {
      case 4 -> bounds.box(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
      case 6 -> bounds.box(numbers.get(0), numbers.get(1), numbers.get(3), numbers.get(4));
      default -> throw bounds.refuse("has a box that needs 4 numbers.");
    };
  }

  private Cql.Number number(String word) {
    try {
      BigDecimal number = new BigDecimal(word);
      if (Math.abs(number.scale()) > 400 || number.precision() > 400) {
        throw bounds.refuse("has a number that is too long.");
      }
      return new Cql.Number(number);
    } catch (NumberFormatException e) {
      throw bounds.refuse("has \"" + word + "\", which is no number.");
    }
  }

  private Cql.Shape wellKnown(String text) {
    try {
      return bounds.shape(new WKTReader().read(text));
    } catch (ParseException | IllegalArgumentException e) {
      throw bounds.refuse("has a geometry that cannot be read: " + e.getMessage());
    }
  }
}
