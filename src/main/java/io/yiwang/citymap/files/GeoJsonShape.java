package io.yiwang.citymap.files;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shapes of GeoJSON (RFC 7946), all seven kinds. */
public final class GeoJsonShape {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final GeometryFactory GEOMETRY = new GeometryFactory();

  private GeoJsonShape() {}

  /**
   * @return null for a shape that is null or empty
   * @throws RowFault when it is no shape
   */
  public static @Nullable Geometry of(JsonNode node) {
    if (node.isNull() || node.isMissingNode()) {
      return null;
    }
    String type = node.path("type").asString("");
    JsonNode at = node.path("coordinates");
    if (!type.equals("GeometryCollection") && !at.isArray()) {
      throw fault(node, "must have a type and coordinates.");
    }
    Geometry shape =
        switch (type) {
          case "Point" -> at.isEmpty() ? null : point(at);
          case "MultiPoint" ->
              GEOMETRY.createMultiPoint(each(at, GeoJsonShape::point).toArray(Point[]::new));
          case "LineString" -> line(at);
          case "MultiLineString" ->
              GEOMETRY.createMultiLineString(
                  each(at, GeoJsonShape::line).toArray(LineString[]::new));
          case "Polygon" -> polygon(at);
          case "MultiPolygon" ->
              GEOMETRY.createMultiPolygon(each(at, GeoJsonShape::polygon).toArray(Polygon[]::new));
          case "GeometryCollection" -> {
            List<Geometry> parts = new ArrayList<>();
            node.path("geometries")
                .forEach(
                    part -> {
                      Geometry one = of(part);
                      if (one != null) {
                        parts.add(one);
                      }
                    });
            yield GEOMETRY.createGeometryCollection(parts.toArray(Geometry[]::new));
          }
          default -> throw fault(node, "must be a shape of GeoJSON.");
        };
    return shape == null || shape.isEmpty() ? null : shape;
  }

  /** The shape as GeoJSON. */
  public static JsonNode to(Geometry shape) {
    var out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      GeoJsonWriter.shape(json, shape);
    }
    return JSON.readTree(out.toString());
  }

  private interface Reader<T> {
    T read(JsonNode node);
  }

  private static <T> List<T> each(JsonNode nodes, Reader<T> reader) {
    List<T> all = new ArrayList<>(nodes.size());
    nodes.forEach(node -> all.add(reader.read(node)));
    return all;
  }

  private static Point point(JsonNode at) {
    return GEOMETRY.createPoint(position(at));
  }

  private static LineString line(JsonNode at) {
    Coordinate[] line = each(at, GeoJsonShape::position).toArray(Coordinate[]::new);
    if (line.length == 1) {
      throw fault(at, "must have two positions or more.");
    }
    return GEOMETRY.createLineString(line);
  }

  private static Polygon polygon(JsonNode at) {
    List<LinearRing> rings = each(at, GeoJsonShape::ring);
    return rings.isEmpty()
        ? GEOMETRY.createPolygon()
        : GEOMETRY.createPolygon(
            rings.getFirst(), rings.subList(1, rings.size()).toArray(LinearRing[]::new));
  }

  private static LinearRing ring(JsonNode at) {
    List<Coordinate> ring = new ArrayList<>(each(at, GeoJsonShape::position));
    if (!ring.isEmpty() && !ring.getFirst().equals2D(ring.getLast())) {
      ring.add(ring.getFirst().copy());
    }
    if (ring.size() < 4) {
      throw fault(at, "must have rings of three corners or more.");
    }
    return GEOMETRY.createLinearRing(ring.toArray(Coordinate[]::new));
  }

  private static Coordinate position(JsonNode at) {
    JsonNode x = at.path(0);
    JsonNode y = at.path(1);
    if (!x.isNumber() || !y.isNumber()) {
      throw fault(at, "must have positions of two numbers.");
    }
    return new Coordinate(x.doubleValue(), y.doubleValue());
  }

  private static RowFault fault(JsonNode node, String rule) {
    return new RowFault("geometry", node.toString(), rule, null);
  }
}
