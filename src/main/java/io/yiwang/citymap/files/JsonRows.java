package io.yiwang.citymap.files;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.databind.JsonNode;

/** Turns objects of JSON into rows: features, bare shapes, and plain objects of fields. */
final class JsonRows {
  private JsonRows() {}

  static void take(long row, JsonNode node, MapFile.Rows rows) {
    MapFeature feature;
    try {
      feature = feature(row, node);
    } catch (RowFault fault) {
      rows.bad(row, fault);
      return;
    }
    rows.row(feature);
  }

  private static MapFeature feature(long row, JsonNode node) {
    if (!node.isObject()) {
      throw new RowFault("row", node.toString(), "must be an object.", null);
    }
    var fields = new MapFeature.Fields();
    if (node.path("type").asString("").equals("Feature")) {
      if (node.has("id")) {
        fields.put("@id", text(node.path("id")));
      }
      put(fields, node.path("properties"));
      return fields.at(row, GeoJsonShape.of(node.path("geometry")));
    }
    if (node.has("coordinates") && node.has("type")) {
      return fields.at(row, GeoJsonShape.of(node));
    }
    put(fields, node);
    return fields.at(row, shapeIn(node.path("geometry")));
  }

  /** A plain object may carry a shape too. */
  private static @Nullable Geometry shapeIn(JsonNode node) {
    return node.isObject() ? GeoJsonShape.of(node) : null;
  }

  private static void put(MapFeature.Fields fields, JsonNode object) {
    object.propertyStream().forEach(p -> fields.put(p.getKey(), text(p.getValue())));
  }

  private static String text(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    return value.isValueNode() ? value.asString("") : value.toString();
  }
}
