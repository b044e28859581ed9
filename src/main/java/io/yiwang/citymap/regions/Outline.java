package io.yiwang.citymap.regions;

import io.yiwang.house.Problem;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.databind.JsonNode;

/** What somebody has drawn: a GeoJSON polygon or several, or a line. */
public final class Outline {
  private static final GeometryFactory GEOMETRY = new GeometryFactory();
  private static final int MOST_CORNERS = 20_000;

  private Outline() {}

  static Geometry read(JsonNode outline) {
    Geometry drawn = drawn("into.outline", outline);
    return drawn.isValid() ? drawn : drawn.buffer(0);
  }

  /** Polygons as they were drawn, also those that cross themselves. */
  public static Geometry drawn(String field, JsonNode outline) {
    try {
      return switch (outline.path("type").asString("")) {
        case "Polygon" -> polygon(outline.path("coordinates"));
        case "MultiPolygon" -> polygons(outline.path("coordinates"));
        default -> throw new IllegalArgumentException("type");
      };
    } catch (IllegalArgumentException e) {
      throw Problem.badField(
          field,
          outline.path("type").asString(""),
          "must be a GeoJSON polygon in degrees.",
          "Maybe a ring is not closed, or longitude and latitude are swapped.");
    }
  }

  public static LineString line(String field, JsonNode line) {
    try {
      if (!"LineString".equals(line.path("type").asString(""))) {
        throw new IllegalArgumentException("type");
      }
      return GEOMETRY.createLineString(corners(line.path("coordinates"), 2));
    } catch (IllegalArgumentException e) {
      throw Problem.badField(
          field,
          line.path("type").asString(""),
          "must be a GeoJSON line of 2 corners or more in degrees.",
          null);
    }
  }

  private static Geometry polygons(JsonNode node) {
    List<Polygon> all = new ArrayList<>();
    node.forEach(one -> all.add(polygon(one)));
    return GEOMETRY.createMultiPolygon(all.toArray(Polygon[]::new));
  }

  private static Polygon polygon(JsonNode node) {
    List<LinearRing> rings = new ArrayList<>();
    node.forEach(ring -> rings.add(GEOMETRY.createLinearRing(corners(ring, 4))));
    if (rings.isEmpty()) {
      throw new IllegalArgumentException("no ring");
    }
    LinearRing shell = rings.removeFirst();
    return GEOMETRY.createPolygon(shell, rings.toArray(LinearRing[]::new));
  }

  private static Coordinate[] corners(JsonNode node, int least) {
    if (node.size() < least || node.size() > MOST_CORNERS) {
      throw new IllegalArgumentException("corners");
    }
    List<Coordinate> corners = new ArrayList<>(node.size());
    for (JsonNode corner : node) {
      double lng = corner.path(0).asDouble(Double.NaN);
      double lat = corner.path(1).asDouble(Double.NaN);
      if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90)) {
        throw new IllegalArgumentException("degrees");
      }
      corners.add(new Coordinate(lng, lat));
    }
    return corners.toArray(Coordinate[]::new);
  }
}
