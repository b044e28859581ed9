package io.yiwang.citymap.ogc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.core.JsonGenerator;

/** Writes features as GeoJSON in the coordinates asked for, with the axes in their order. */
final class GeoJson {
  private static final int DECIMALS_OF_DEGREES = 9;
  private static final int DECIMALS_OF_METRES = 4;

  private final JsonGenerator out;
  private final Crs crs;

  GeoJson(JsonGenerator out, Crs crs) {
    this.out = out;
    this.crs = crs;
  }

  /** An object with the members of a feature, without its end. */
  void feature(Feature feature, List<Field> fields) {
    out.writeStartObject();
    out.writeStringProperty("type", "Feature");
    out.writeStringProperty("id", feature.id());
    out.writeName("geometry");
    geometry(feature.shape());
    out.writeObjectPropertyStart("properties");
    for (Field field : fields) {
      value(field.name(), feature.value(field.name()));
    }
    if (feature instanceof ComponentFeature component && !component.others().isEmpty()) {
      out.writeName("details");
      out.writePOJO(component.others());
    }
    out.writeEndObject();
  }

  private void value(String name, @Nullable Object value) {
    switch (value) {
      case null -> {}
      case BigDecimal number -> out.writeNumberProperty(name, number);
      case Boolean truth -> out.writeBooleanProperty(name, truth);
      default -> out.writeStringProperty(name, value.toString());
    }
  }

  void geometry(Geometry geometry) {
    out.writeStartObject();
    out.writeStringProperty("type", geometry.getGeometryType());
    switch (geometry) {
      case Point point -> {
        out.writeName("coordinates");
        position(point.getCoordinate());
      }
      case LineString line -> {
        out.writeName("coordinates");
        line(line);
      }
      case Polygon polygon -> {
        out.writeName("coordinates");
        polygon(polygon);
      }
      default -> parts(geometry);
    }
    out.writeEndObject();
  }

  private void parts(Geometry geometry) {
    boolean mixed = geometry.getGeometryType().equals(Geometry.TYPENAME_GEOMETRYCOLLECTION);
    out.writeArrayPropertyStart(mixed ? "geometries" : "coordinates");
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      Geometry part = geometry.getGeometryN(i);
      if (mixed) {
        geometry(part);
        continue;
      }
      switch (part) {
        case Point point -> position(point.getCoordinate());
        case LineString line -> line(line);
        case Polygon polygon -> polygon(polygon);
        default -> throw new IllegalStateException(part.getGeometryType());
      }
    }
    out.writeEndArray();
  }

  /** The first ring turns to the left, the others to the right, as RFC 7946 asks. */
  private void polygon(Polygon polygon) {
    out.writeStartArray();
    ring(polygon.getExteriorRing(), true);
    for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
      ring(polygon.getInteriorRingN(hole), false);
    }
    out.writeEndArray();
  }

  private void ring(LineString ring, boolean left) {
    boolean turnsLeft = Orientation.isCCW(ring.getCoordinateSequence());
    line(turnsLeft == left ? ring : ring.reverse());
  }

  private void line(LineString line) {
    out.writeStartArray();
    for (int i = 0; i < line.getNumPoints(); i++) {
      position(line.getCoordinateN(i));
    }
    out.writeEndArray();
  }

  private void position(Coordinate degrees) {
    Coordinate at = crs.fromDegrees(degrees.x, degrees.y);
    out.writeStartArray();
    out.writeNumber(rounded(at.x));
    out.writeNumber(rounded(at.y));
    out.writeEndArray();
  }

  private BigDecimal rounded(double number) {
    int decimals = crs.metres() ? DECIMALS_OF_METRES : DECIMALS_OF_DEGREES;
    BigDecimal exact =
        BigDecimal.valueOf(number).setScale(decimals, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return exact.scale() < 0 ? exact.setScale(0) : exact;
  }
}
