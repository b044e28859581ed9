package io.yiwang.citymap.regions;

import io.yiwang.house.Problem;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.databind.JsonNode;

/** An outline somebody has drawn: a GeoJSON polygon or several. */
final class Outline {
  private static final GeometryFactory GEOMETRY = new GeometryFactory();
  private static final int MOST_CORNERS = 20_000;

  private Outline() {}

  static Geometry read(JsonNode outline) {
    try {
      Geometry drawn =
          switch (outline.path("type").asString("")) {
            case "Polygon" -> polygon(outline.path("coordinates"));
            case "MultiPolygon" -> polygons(outline.path("coordinates"));
            default -> throw new IllegalArgumentException("type");
          };
      return drawn.isValid() ? drawn : drawn.buffer(0);
    } catch (IllegalArgumentException e) {
      throw Problem.badField(
          "into.outline",
          outline.path("type").asString(""),
          "must be a GeoJSON polygon in degrees.",
          "Maybe a ring is not closed, or longitude and latitude are swapped.");
    }
  }

  private static Geometry polygons(JsonNode node) {
    List<Polygon> all = new ArrayList<>();
    node.forEach(one -> all.add(polygon(one)));
    return GEOMETRY.createMultiPolygon(all.toArray(Polygon[]::new));
  }

  private static Polygon polygon(JsonNode node) {
    List<LinearRing> rings = new ArrayList<>();
    node.forEach(ring -> rings.add(ring(ring)));
    if (rings.isEmpty()) {
      throw new IllegalArgumentException("no ring");
    }
    LinearRing shell = rings.removeFirst();
    return GEOMETRY.createPolygon(shell, rings.toArray(LinearRing[]::new));
  }

  private static LinearRing ring(JsonNode node) {
    if (node.size() < 4 || node.size() > MOST_CORNERS) {
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
    return GEOMETRY.createLinearRing(corners.toArray(Coordinate[]::new));
  }
}
