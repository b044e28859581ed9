package io.yiwang.citymap.regions;

import io.yiwang.citymap.RegionDraft;
import io.yiwang.kernel.Coordinates;
import io.yiwang.kernel.Datum;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.RegionCode;
import io.yiwang.kernel.RegionLevel;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a GeoJSON FeatureCollection as a stream, one feature in memory at a time, into drafts of
 * regions.
 */
final class GeoJsonReader {
  private static final GeometryFactory GEOMETRY = new GeometryFactory();

  private final JsonMapper json;
  private final Mapping mapping;
  private final List<RegionDraft> drafts = new ArrayList<>();
  private final List<BadFeature> bad = new ArrayList<>();

  /**
   * Which property says what; a dot leads into an object ({@code parent.adcode}).
   *
   * @param level property, used when {@code fixedLevel} is not given
   */
  record Mapping(
      String code,
      String nameZh,
      String nameEn,
      String parent,
      String level,
      @Nullable RegionLevel fixedLevel,
      Datum datum) {}

  /** A feature that is no region. */
  record BadFeature(
      int feature, String code, String field, @Nullable String value, String reason) {}

  private static final class Mistake extends RuntimeException {
    private final String field;
    private final @Nullable String value;

    Mistake(String field, @Nullable String value, String reason) {
      super(reason);
      this.field = field;
      this.value = value;
    }
  }

  GeoJsonReader(JsonMapper json, Mapping mapping) {
    this.json = json.rebuild().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    this.mapping = mapping;
  }

  List<RegionDraft> drafts() {
    return drafts;
  }

  List<BadFeature> bad() {
    return bad;
  }

  void read(InputStream in) {
    try (JsonParser parser = json.createParser(in)) {
      int depth = 0;
      int feature = 0;
      boolean seen = false;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          depth++;
        } else if (token == JsonToken.END_OBJECT) {
          depth--;
        } else if (depth == 1
            && token == JsonToken.PROPERTY_NAME
            && parser.currentName().equals("features")) {
          seen = true;
          parser.nextToken();
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            take(++feature, json.readTree(parser));
          }
        } else if (token == JsonToken.START_ARRAY) {
          parser.skipChildren();
        }
      }
      if (!seen) {
        bad.add(
            new BadFeature(
                0, "", "features", null, "must be given. Maybe it is no FeatureCollection."));
      }
    }
  }

  private void take(int feature, JsonNode node) {
    String code = "";
    try {
      code = code(node);
      JsonNode properties = node.path("properties");
      RegionLevel level = level(properties, code);
      String nameZh = text(properties, mapping.nameZh);
      String nameEn = text(properties, mapping.nameEn);
      String name = nameZh.isEmpty() ? nameEn : nameZh;
      if (name.isEmpty()) {
        throw new Mistake(
            mapping.nameZh, null, "must be given. Maybe the name is in another property.");
      }
      drafts.add(
          new RegionDraft(
              code,
              level,
              name,
              nameEn.isEmpty() ? name : nameEn,
              parent(properties, code),
              geometry(node.path("geometry"))));
    } catch (Mistake e) {
      bad.add(new BadFeature(feature, code, e.field, e.value, String.valueOf(e.getMessage())));
    }
  }

  private String code(JsonNode node) {
    String code = text(node.path("properties"), mapping.code);
    if (code.isEmpty()) {
      code = node.path("id").asString("");
    }
    if (code.isEmpty()) {
      throw new Mistake(
          mapping.code, null, "must be given. Maybe the code is in another property.");
    }
    return RegionCode.isNational(code) ? RegionCode.ofPadded(code).text() : code;
  }

  private RegionLevel level(JsonNode properties, String code) {
    if (mapping.fixedLevel != null) {
      return mapping.fixedLevel;
    }
    String level = text(properties, mapping.level).toUpperCase(Locale.ROOT);
    return switch (level) {
      case "CITY", "PROVINCE" -> RegionLevel.CITY;
      case "DISTRICT", "COUNTY" -> RegionLevel.DISTRICT;
      case "STREET", "TOWN" -> RegionLevel.STREET;
      case "NEIGHBOURHOOD", "NEIGHBORHOOD", "COMMUNITY", "VILLAGE" -> RegionLevel.NEIGHBOURHOOD;
      case "GRID" -> RegionLevel.GRID;
      default -> {
        if (level.isEmpty() && RegionCode.isNational(code)) {
          yield new RegionCode(code).level();
        }
        throw new Mistake(
            mapping.level, level, "must be CITY, DISTRICT, STREET, NEIGHBOURHOOD or GRID.");
      }
    };
  }

  private @Nullable String parent(JsonNode properties, String code) {
    String parent = text(properties, mapping.parent);
    if (!parent.isEmpty()) {
      return RegionCode.isNational(parent) ? RegionCode.ofPadded(parent).text() : parent;
    }
    return RegionCode.isNational(code)
        ? new RegionCode(code).parent().map(RegionCode::text).orElse(null)
        : null;
  }

  private static String text(JsonNode properties, String path) {
    JsonNode node = properties;
    for (String name : path.split("\\.", -1)) {
      node = node.path(name);
    }
    return node.isValueNode() && !node.isNull() ? node.asString().strip() : "";
  }

  private Geometry geometry(JsonNode geometry) {
    String type = geometry.path("type").asString("");
    JsonNode coordinates = geometry.path("coordinates");
    return switch (type) {
      case "Polygon" -> polygon(coordinates);
      case "MultiPolygon" -> {
        List<Polygon> polygons = new ArrayList<>();
        coordinates.forEach(part -> polygons.add(polygon(part)));
        yield GEOMETRY.createMultiPolygon(polygons.toArray(Polygon[]::new));
      }
      default -> throw new Mistake("geometry", type, "must be a Polygon or MultiPolygon.");
    };
  }

  private Polygon polygon(JsonNode rings) {
    List<LinearRing> parts = new ArrayList<>();
    rings.forEach(ring -> parts.add(ring(ring)));
    if (parts.isEmpty()) {
      throw new Mistake("geometry", null, "must have a ring.");
    }
    return GEOMETRY.createPolygon(
        parts.getFirst(), parts.subList(1, parts.size()).toArray(LinearRing[]::new));
  }

  private LinearRing ring(JsonNode positions) {
    List<Coordinate> ring = new ArrayList<>(positions.size());
    for (JsonNode position : positions) {
      ring.add(coordinate(position));
    }
    if (!ring.isEmpty() && !ring.getFirst().equals2D(ring.getLast())) {
      ring.add(ring.getFirst().copy());
    }
    if (ring.size() < 4) {
      throw new Mistake("geometry", positions.toString(), "must have rings of at least 3 corners.");
    }
    return GEOMETRY.createLinearRing(ring.toArray(Coordinate[]::new));
  }

  private Coordinate coordinate(JsonNode position) {
    double lng = position.path(0).asDouble(Double.NaN);
    double lat = position.path(1).asDouble(Double.NaN);
    try {
      GeoPoint point = Coordinates.toWgs84(lat, lng, mapping.datum);
      return new Coordinate(point.lng(), point.lat());
    } catch (IllegalArgumentException e) {
      throw new Mistake(
          "geometry",
          position.toString(),
          "must be [longitude, latitude] in degrees. Maybe they are swapped or projected.");
    }
  }
}
