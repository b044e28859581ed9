package io.yiwang.citymap.intake;

import io.yiwang.citymap.components.Layer;
import io.yiwang.citymap.files.CoordinateSystem;
import io.yiwang.citymap.files.GeoJsonShape;
import io.yiwang.citymap.files.MapFeature;
import io.yiwang.citymap.files.RowFault;
import io.yiwang.kernel.GeoPoint;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Lineal;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** Where rows are: from columns or the file's own shapes, in WGS-84. */
final class RowShapes {
  private static final int MOST_POSITIONS = 500_000;
  private static final int DEEPEST_WKT = 20;
  private static final GeometryFactory GEOMETRY = new GeometryFactory();
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(20).build())
                  .build())
          .build();

  private final Map<String, Column> columns;
  private final CoordinateSystem system;

  RowShapes(MapMapping mapping, CoordinateSystem system) {
    columns = mapping.geometry();
    this.system = system;
  }

  /** A place on the ground: a point on or in the shape, which is null for a point. */
  record Placed(GeoPoint point, @Nullable Geometry shape) {}

  /** The shape in the numbers of the file. */
  Geometry raw(MapFeature feature) {
    Geometry raw = columns.isEmpty() ? feature.shape() : ofColumns(feature);
    if (raw == null) {
      throw new RowFault(
          "geometry", "", "must not be empty.", "Maybe the mapping needs columns for it.");
    }
    return raw;
  }

  Placed place(MapFeature feature, Layer.Shape wanted) {
    Geometry raw = raw(feature);
    if (raw.getNumPoints() > MOST_POSITIONS) {
      throw new RowFault(
          "geometry",
          raw.getNumPoints() + " positions",
          "must have at most " + MOST_POSITIONS + " positions.",
          "Maybe simplify it.");
    }
    Geometry shape;
    try {
      shape = system.toWgs84(single(raw));
    } catch (IllegalArgumentException e) {
      throw new RowFault(
          "geometry",
          shown(raw),
          "lies outside of " + system + ".",
          "Maybe crs is another, or x and y are swapped.");
    }
    requireFit(shape, wanted);
    if (shape instanceof Point point) {
      return new Placed(new GeoPoint(point.getY(), point.getX()), null);
    }
    Point inside = shape.getInteriorPoint();
    return new Placed(new GeoPoint(inside.getY(), inside.getX()), shape);
  }

  private static String shown(Geometry raw) {
    Coordinate first = raw.getCoordinate();
    return first.x + ", " + first.y;
  }

  /** A collection of one is that one. */
  private static Geometry single(Geometry raw) {
    return raw.getNumGeometries() == 1 ? raw.getGeometryN(0) : raw;
  }

  private static void requireFit(Geometry shape, Layer.Shape wanted) {
    boolean fits =
        switch (wanted) {
          case POINT -> shape instanceof Point;
          case LINE -> shape instanceof Lineal;
          case AREA ->
              shape instanceof Polygonal || shape instanceof Point || shape instanceof Lineal;
        };
    if (!fits) {
      throw new RowFault(
          "geometry",
          shape.getGeometryType(),
          "must be a %s for this class."
              .formatted(wanted.name().toLowerCase(java.util.Locale.ROOT)),
          "Maybe the class is another.");
    }
    TopologyValidationError error = new IsValidOp(shape).getValidationError();
    if (error != null) {
      throw new RowFault(
          "geometry",
          error.getCoordinate() == null ? "" : error.getCoordinate().toString(),
          "is no valid shape: " + error.getMessage() + ".",
          "Maybe the ring crosses itself there.");
    }
  }

  private @Nullable Geometry ofColumns(MapFeature feature) {
    Column wkt = columns.get("wkt");
    if (wkt != null) {
      return wkt(wkt, wkt.text(feature));
    }
    Column json = columns.get("geojson");
    if (json != null) {
      return json(json, json.text(feature));
    }
    Double x = number("lng", "x", feature);
    Double y = number("lat", "y", feature);
    return x == null || y == null ? null : GEOMETRY.createPoint(new Coordinate(x, y));
  }

  private @Nullable Double number(String name, String other, MapFeature feature) {
    Column column = columns.containsKey(name) ? columns.get(name) : columns.get(other);
    if (column == null) {
      throw new RowFault(
          "geometry",
          String.join(", ", columns.keySet()),
          "must be lat and lng, x and y, wkt or geojson.",
          "Maybe correct the mapping.");
    }
    Double value = column.number(feature);
    if (value != null && !Double.isFinite(value)) {
      throw new RowFault(column.shown(), value.toString(), "must be a number.", null);
    }
    return value;
  }

  private static @Nullable Geometry wkt(Column column, String text) {
    if (text.isBlank()) {
      return null;
    }
    String plain = text.replaceFirst("(?i)^SRID=\\d+;", "");
    if (plain.chars().filter(c -> c == '(').count() > MOST_POSITIONS || deep(plain)) {
      throw new RowFault(column.shown(), text, "is too deep a shape.", null);
    }
    try {
      Geometry shape = new WKTReader().read(plain);
      return shape.isEmpty() ? null : shape;
    } catch (ParseException | IllegalArgumentException e) {
      throw new RowFault(
          column.shown(), text, "must be well-known text.", "Maybe POINT (121.4 31.2).");
    }
  }

  private static boolean deep(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth > DEEPEST_WKT) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Geometry json(Column column, String text) {
    if (text.isBlank()) {
      return null;
    }
    try {
      return GeoJsonShape.of(JSON.readTree(text));
    } catch (JacksonException e) {
      throw new RowFault(column.shown(), text, "must be GeoJSON.", null);
    }
  }
}
