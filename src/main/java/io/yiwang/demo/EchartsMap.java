package io.yiwang.demo;

import io.yiwang.kernel.Coordinates;
import io.yiwang.kernel.Datum;
import io.yiwang.kernel.GeoPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the compressed GeoJSON that came with ECharts up to version 4.
 *
 * <p>A ring is a string of pairs of characters (longitude, latitude). A character minus 64,
 * zigzag-decoded, is the step from the previous value; the first step counts from {@code
 * encodeOffsets}. The unit is 1/1024 of a degree, and the datum GCJ-02.
 */
final class EchartsMap {
  private static final double UNITS_PER_DEGREE = 1024;
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  private EchartsMap() {}

  /** Areas by Chinese name, in WGS-84. */
  static Map<String, Geometry> read(String json) {
    Map<String, Geometry> areas = new LinkedHashMap<>();
    for (JsonNode feature : JsonMapper.shared().readTree(json).get("features")) {
      JsonNode geometry = feature.get("geometry");
      List<Polygon> polygons = new ArrayList<>();
      JsonNode coordinates = geometry.get("coordinates");
      JsonNode offsets = geometry.get("encodeOffsets");
      boolean multi = geometry.get("type").asString().equals("MultiPolygon");
      for (int i = 0; i < coordinates.size(); i++) {
        JsonNode ring = multi ? coordinates.get(i).get(0) : coordinates.get(i);
        JsonNode offset = multi ? offsets.get(i).get(0) : offsets.get(i);
        polygons.add(polygon(ring.asString(), offset.get(0).asInt(), offset.get(1).asInt()));
      }
      Geometry area = GEOMETRIES.buildGeometry(polygons);
      areas.put(feature.get("properties").get("name").asString(), GeometryFixer.fix(area));
    }
    return areas;
  }

  private static Polygon polygon(String encoded, int lngOffset, int latOffset) {
    List<Coordinate> ring = new ArrayList<>();
    int lng = lngOffset;
    int lat = latOffset;
    for (int i = 0; i + 1 < encoded.length(); i += 2) {
      lng += step(encoded.charAt(i));
      lat += step(encoded.charAt(i + 1));
      GeoPoint p = Coordinates.toWgs84(lat / UNITS_PER_DEGREE, lng / UNITS_PER_DEGREE, Datum.GCJ02);
      ring.add(new Coordinate(p.lng(), p.lat()));
    }
    if (!ring.getFirst().equals2D(ring.getLast())) {
      ring.add(ring.getFirst().copy());
    }
    LinearRing shell = GEOMETRIES.createLinearRing(ring.toArray(new Coordinate[0]));
    return GEOMETRIES.createPolygon(shell);
  }

  private static int step(char c) {
    int zigzag = c - 64;
    return (zigzag >> 1) ^ -(zigzag & 1);
  }
}
