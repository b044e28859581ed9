package io.yiwang.citymap.cql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads CQL2 JSON (OGC 21-065r2, annex A). */
public final class CqlJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Bounds bounds;
  private final GeoJsonShapes shapes;

  private CqlJson(Bounds bounds) {
    this.bounds = bounds;
    this.shapes = new GeoJsonShapes(bounds);
  }

  /**
   * @param toDegrees from the coordinates geometries of the filter are written in
   */
  public static Cql.Condition read(String text, UnaryOperator<Geometry> toDegrees) {
    Bounds bounds = new Bounds(text, toDegrees);
    try {
      return new CqlJson(bounds).condition(JSON.readTree(text));
    } catch (JacksonException e) {
      throw bounds.refuse("is not JSON: " + e.getOriginalMessage());
    }
  }

  private Cql.Condition condition(JsonNode node) {
    if (node.isBoolean()) {
      return new Cql.Truth(node.asBoolean());
    }
    String op = node.path("op").asString("").toLowerCase(Locale.ROOT);
    JsonNode args = node.path("args");
    if (op.isEmpty() || !args.isArray()) {
      throw bounds.refuse("has a condition without \"op\" and \"args\".");
    }
    bounds.deeper();
    Cql.Condition condition =
        switch (op) {
          case "and" -> new Cql.And(conditions(args));
          case "or" -> new Cql.Or(conditions(args));
          case "not" -> new Cql.Not(condition(only(op, args, 1).get(0)));
          case "isnull" -> new Cql.IsNull(value(only(op, args, 1).get(0)));
          case "like" -> new Cql.Like(value(only(op, args, 2).get(0)), value(args.get(1)));
          case "between" -> between(args);
          case "in" -> new Cql.In(value(only(op, args, 2).get(0)), values(args.get(1)));
          default -> relation(op, only(op, args, 2));
        };
    bounds.higher();
    return condition;
  }

  private Cql.Condition relation(String op, JsonNode args) {
    Cql.Value left = value(args.get(0));
    Cql.Value right = value(args.get(1));
    Cql.Comparison comparison = Cql.Comparison.of(op);
    if (comparison != null) {
      return new Cql.Compare(comparison, left, right);
    }
    Cql.SpatialRelation spatial = Cql.SpatialRelation.of(op);
    if (spatial != null) {
      return new Cql.Spatial(spatial, left, right);
    }
    Cql.TemporalRelation temporal = Cql.TemporalRelation.of(op);
    if (temporal != null) {
      return new Cql.Temporal(temporal, left, right);
    }
    throw bounds.refuse("has \"" + op + "\", which is no operator here.");
  }

  private Cql.Condition between(JsonNode args) {
    only("between", args, 3);
    return new Cql.Between(value(args.get(0)), value(args.get(1)), value(args.get(2)));
  }

  private JsonNode only(String op, JsonNode args, int count) {
    if (args.size() != count) {
      throw bounds.refuse(
          "has \"" + op + "\" with " + args.size() + " arguments, not " + count + ".");
    }
    return args;
  }

  private List<Cql.Condition> conditions(JsonNode args) {
    List<Cql.Condition> parts = new ArrayList<>();
    args.forEach(arg -> parts.add(condition(arg)));
    if (parts.size() < 2) {
      throw bounds.refuse("has \"and\" or \"or\" with fewer than 2 arguments.");
    }
    return List.copyOf(parts);
  }

  private List<Cql.Value> values(JsonNode list) {
    if (!list.isArray() || list.isEmpty()) {
      throw bounds.refuse("has \"in\" without a list of values.");
    }
    List<Cql.Value> values = new ArrayList<>();
    list.forEach(item -> values.add(value(item)));
    return List.copyOf(values);
  }

  private Cql.Value value(JsonNode node) {
    bounds.node();
    if (node.isString()) {
      return new Cql.Text(node.asString());
    }
    if (node.isNumber()) {
      return new Cql.Number(node.decimalValue());
    }
    if (node.isBoolean()) {
      return new Cql.Truthful(node.asBoolean());
    }
    if (node.has("property")) {
      return new Cql.Property(node.path("property").asString(""));
    }
    if (node.has("date")) {
      return bounds.day(node.path("date").asString(""));
    }
    if (node.has("timestamp")) {
      return bounds.moment(node.path("timestamp").asString(""));
    }
    if (node.path("interval").isArray() && node.path("interval").size() == 2) {
      return new Cql.Interval(end(node.path("interval").get(0)), end(node.path("interval").get(1)));
    }
    if (node.has("op") && node.path("op").asString("").equalsIgnoreCase("casei")) {
      bounds.deeper();
      Cql.Value inner = value(only("casei", node.path("args"), 1).get(0));
      bounds.higher();
      return new Cql.FoldedCase(inner);
    }
    if (node.has("bbox") || node.has("coordinates") || node.has("geometries")) {
      return shapes.read(node);
    }
    throw bounds.refuse("has a value that is neither text, number, property, time nor geometry.");
  }

  private Cql.@Nullable Value end(JsonNode node) {
    if (!node.isString()) {
      return value(node);
    }
    return node.asString().equals("..") ? null : bounds.time(node.asString());
  }
}
