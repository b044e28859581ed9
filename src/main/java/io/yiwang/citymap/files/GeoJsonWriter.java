package io.yiwang.citymap.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** A FeatureCollection (RFC 7946), or a feature a line. The first column is the feature's id. */
final class GeoJsonWriter implements MapWriter {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final OutputStream out;
  private final List<OutColumn> columns;
  private final boolean collection;
  private boolean any;

  GeoJsonWriter(OutputStream out, List<OutColumn> columns, boolean collection) throws IOException {
    this.out = out;
    this.columns = columns;
    this.collection = collection;
    if (collection) {
      text("{\"type\":\"FeatureCollection\",\"features\":[");
    }
  }

  private void text(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void write(@Nullable Object[] values, Geometry shape) throws IOException {
    if (any && collection) {
      text(",");
    }
    any = true;
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringProperty("type", "Feature");
      json.writeStringProperty("id", String.valueOf(values[0]));
      json.writeName("geometry");
      shape(json, shape);
      json.writeObjectPropertyStart("properties");
      for (int i = 0; i < values.length; i++) {
        Object value = values[i];
        if (value != null) {
          json.writePOJOProperty(columns.get(i).name(), value);
        }
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    text("\n");
  }

  static void shape(JsonGenerator json, Geometry shape) {
    json.writeStartObject();
    json.writeStringProperty("type", shape.getGeometryType());
    if (shape.getClass() == GeometryCollection.class) {
      json.writeArrayPropertyStart("geometries");
      for (int i = 0; i < shape.getNumGeometries(); i++) {
        shape(json, shape.getGeometryN(i));
      }
      json.writeEndArray();
    } else {
      json.writeName("coordinates");
      coordinates(json, shape);
    }
    json.writeEndObject();
  }

  private static void coordinates(JsonGenerator json, Geometry shape) {
    switch (shape) {
      case Point point -> position(json, point.getCoordinate());
      case LineString line -> line(json, line);
      case Polygon area -> {
        json.writeStartArray();
        line(json, area.getExteriorRing());
        for (int i = 0; i < area.getNumInteriorRing(); i++) {
          line(json, area.getInteriorRingN(i));
        }
        json.writeEndArray();
      }
      case MultiPoint many -> each(json, many);
      case MultiLineString many -> each(json, many);
      case MultiPolygon many -> each(json, many);
      default -> throw new IllegalArgumentException(shape.getGeometryType());
    }
  }

  private static void each(JsonGenerator json, GeometryCollection many) {
    json.writeStartArray();
    for (int i = 0; i < many.getNumGeometries(); i++) {
      coordinates(json, many.getGeometryN(i));
    }
    json.writeEndArray();
  }

  private static void line(JsonGenerator json, LineString line) {
    json.writeStartArray();
    for (Coordinate at : line.getCoordinates()) {
      position(json, at);
    }
    json.writeEndArray();
  }

  private static void position(JsonGenerator json, Coordinate at) {
    json.writeStartArray();
    json.writeNumber(at.x);
    json.writeNumber(at.y);
    json.writeEndArray();
  }

  @Override
  public void finish() throws IOException {
    if (collection) {
      text("]}");
    }
    out.flush();
  }

  @Override
  public void close() {}
}
