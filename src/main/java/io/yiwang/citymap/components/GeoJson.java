package io.yiwang.citymap.components;

import io.yiwang.house.Problem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.databind.JsonNode;

/** Shapes of questions and answers of the map's own API as GeoJSON (RFC 7946). */
public final class GeoJson {
  /** More corners than anybody draws by hand. */
  private static final int MOST_CORNERS = 20_000;

  private static final GeometryFactory JTS = new GeometryFactory();

  private GeoJson() {}

  /** A shape for an answer, degrees to seven decimals (1 cm). */
  public static Map<String, Object> write(Geometry shape) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", shape.getGeometryType());
    if (shape.getNumGeometries() > 1 && shape.getGeometryType().equals("GeometryCollection")) {
      json.put("geometries", parts(shape).stream().map(GeoJson::write).toList());
    } else {
      json.put("coordinates", coordinates(shape));
    }
    return json;
  }

  private static Object coordinates(Geometry shape) {
    return switch (shape) {
      case Point p -> position(p.getCoordinate());
      case LineString l -> positions(l);
      case Polygon p -> {
        List<Object> rings = new ArrayList<>();
        rings.add(positions(p.getExteriorRing()));
        for (int i = 0; i < p.getNumInteriorRing(); i++) {
          rings.add(positions(p.getInteriorRingN(i)));
        }
        yield rings;
      }
      default -> parts(shape).stream().map(GeoJson::coordinates).toList();
    };
  }

  private static List<Geometry> parts(Geometry shape) {
    List<Geometry> parts = new ArrayList<>();
    for (int i = 0; i < shape.getNumGeometries(); i++) {
      parts.add(shape.getGeometryN(i));
    }
    return parts;
  }

  private static List<Object> positions(LineString line) {
    List<Object> positions = new ArrayList<>();
    for (Coordinate c : line.getCoordinates()) {
      positions.add(position(c));
    }
    return positions;
  }

  private static List<BigDecimal> position(Coordinate c) {
    return List.of(degrees(c.x), degrees(c.y));
  }

  private static BigDecimal degrees(double value) {
    return BigDecimal.valueOf(value).setScale(7, RoundingMode.HALF_EVEN).stripTrailingZeros();
  }

  /**
   * A shape of a question: a point, line or area, or several.
   *
   * @throws Problem 400 for {@code geometry} when it is none, or larger than anybody draws
   */
  public static Geometry read(@Nullable JsonNode node) {
    if (node == null || !node.isObject()) {
      throw fault(node, "must be a shape of GeoJSON", null);
    }
    Geometry shape;
    try {
      shape = shape(node);
    } catch (IllegalArgumentException e) {
      throw fault(node, "must be a shape of GeoJSON: " + e.getMessage(), null);
    }
    if (shape.isEmpty() || shape.getNumPoints() > MOST_CORNERS) {
      throw fault(node, "must have 1 to " + MOST_CORNERS + " corners", "Maybe simplify it first.");
    }
    if (!shape.isValid()) {
      throw fault(node, "must not cross itself", "Maybe a line was drawn over another.");
    }
    return shape;
  }

  private static Geometry shape(JsonNode node) {
    JsonNode at = node.path("coordinates");
    return switch (node.path("type").asString("")) {
      case "Point" -> JTS.createPoint(corner(at));
      case "LineString" -> JTS.createLineString(corners(at));
      case "Polygon" -> polygon(at);
      case "MultiPoint" -> JTS.createMultiPointFromCoords(corners(at));
      case "MultiLineString" -> {
        List<LineString> lines = new ArrayList<>();
        at.forEach(line -> lines.add(JTS.createLineString(corners(line))));
        yield JTS.createMultiLineString(lines.toArray(LineString[]::new));
      }
      case "MultiPolygon" -> {
        List<Polygon> areas = new ArrayList<>();
        at.forEach(area -> areas.add(polygon(area)));
        yield JTS.createMultiPolygon(areas.toArray(Polygon[]::new));
      }
      default -> throw new IllegalArgumentException("type is unknown");
    };
  }

  private static Polygon polygon(JsonNode rings) {
    List<LinearRing> all = new ArrayList<>();
    rings.forEach(ring -> all.add(JTS.createLinearRing(corners(ring))));
    if (all.isEmpty()) {
      throw new IllegalArgumentException("there is no ring");
    }
    return JTS.createPolygon(all.getFirst(), all.subList(1, all.size()).toArray(LinearRing[]::new));
  }

  private static Coordinate[] corners(JsonNode nodes) {
    Coordinate[] corners = new Coordinate[Math.min(nodes.size(), MOST_CORNERS + 1)];
    for (int i = 0; i < corners.length; i++) {
      corners[i] = corner(nodes.path(i));
    }
    return corners;
  }

  private static Coordinate corner(JsonNode node) {
    double lng = node.path(0).asDouble(Double.NaN);
    double lat = node.path(1).asDouble(Double.NaN);
    if (!(lat >= -90 && lat <= 90 && lng >= -360 && lng <= 360)) {
      throw new IllegalArgumentException("a position must be longitude and latitude in degrees");
    }
    return new Coordinate(lng, lat);
  }

  private static Problem fault(@Nullable JsonNode node, String rule, @Nullable String advice) {
    String text = String.valueOf(node);
    return Problem.badField(
        "geometry", text.length() > 80 ? text.substring(0, 80) + "…" : text, rule, advice);
  }
}
