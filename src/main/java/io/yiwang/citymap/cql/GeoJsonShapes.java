package io.yiwang.citymap.cql;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.databind.JsonNode;

/** Reads the GeoJSON geometries and boxes of a filter. */
final class GeoJsonShapes {
  private static final GeometryFactory FACTORY = new GeometryFactory();

  private final Bounds bounds;

  GeoJsonShapes(Bounds bounds) {
    this.bounds = bounds;
  }

  Cql.Shape read(JsonNode node) {
    JsonNode box = node.path("bbox");
    if (box.isArray() && !node.has("coordinates") && !node.has("geometries")) {
      return box(box);
    }
    try {
      return bounds.shape(geometry(node));
    } catch (IllegalArgumentException e) {
      throw bounds.refuse("has a geometry that cannot be read: " + e.getMessage());
    }
  }

  private Cql.Shape box(JsonNode box) {
    int half = box.size() / 2;
    if (box.size() != 4 && box.size() != 6) {
      throw bounds.refuse("has a box that needs 4 numbers.");
    }
    return bounds.box(number(box, 0), number(box, 1), number(box, half), number(box, half + 1));
  }

  private Geometry geometry(JsonNode node) {
    bounds.deeper();
    JsonNode at = node.path("coordinates");
    Geometry geometry =
        switch (node.path("type").asString("")) {
          case "Point" -> FACTORY.createPoint(coordinate(at));
          case "LineString" -> line(at);
          case "Polygon" -> polygon(at);
          case "MultiPoint" -> FACTORY.createMultiPointFromCoords(coordinates(at));
          case "MultiLineString" ->
              FACTORY.createMultiLineString(
                  each(at).stream().map(this::line).toArray(LineString[]::new));
          case "MultiPolygon" ->
              FACTORY.createMultiPolygon(
                  each(at).stream().map(this::polygon).toArray(Polygon[]::new));
          case "GeometryCollection" ->
              FACTORY.createGeometryCollection(
                  each(node.path("geometries")).stream()
                      .map(this::geometry)
                      .toArray(Geometry[]::new));
          default -> throw bounds.refuse("has a geometry of no GeoJSON type.");
        };
    bounds.higher();
    return geometry;
  }

  private LineString line(JsonNode at) {
    return FACTORY.createLineString(coordinates(at));
  }

  private Polygon polygon(JsonNode at) {
    List<LinearRing> rings =
        each(at).stream().map(ring -> FACTORY.createLinearRing(coordinates(ring))).toList();
    if (rings.isEmpty()) {
      throw bounds.refuse("has a polygon without a ring.");
    }
    return FACTORY.createPolygon(
        rings.getFirst(), rings.subList(1, rings.size()).toArray(LinearRing[]::new));
  }

  private Coordinate[] coordinates(JsonNode at) {
    return each(at).stream().map(this::coordinate).toArray(Coordinate[]::new);
  }

  private Coordinate coordinate(JsonNode at) {
    if (!at.isArray() || at.size() < 2) {
      throw bounds.refuse("has a position that is not two numbers.");
    }
    return new Coordinate(number(at, 0), number(at, 1));
  }

  private double number(JsonNode list, int index) {
    JsonNode node = list.path(index);
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw bounds.refuse("has a position that is not two numbers.");
    }
    return node.doubleValue();
  }

  private static List<JsonNode> each(JsonNode list) {
    List<JsonNode> items = new ArrayList<>();
    list.forEach(items::add);
    return items;
  }
}
