package io.yiwang.citymap.regions;

import io.yiwang.citymap.City;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.kernel.RegionLevel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.coverage.CoverageSimplifier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Draws the regions of a level as GeoJSON, simplified so that neighbours still share their borders,
 * and remembers the zipped drawing until regions change.
 */
public class RegionShapes {
  private static final int MOST_DRAWINGS = 200;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final City city;
  private final Regions regions;
  private final RegionStore store;
  private final Map<Key, Drawing> drawings =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Drawing> eldest) {
          return size() > MOST_DRAWINGS;
        }
      };
  private @Nullable RegionIndex drawn;

  private record Key(RegionLevel level, String parent) {}

  /** A zipped FeatureCollection and the tag by which a browser knows that it has it. */
  public record Drawing(byte[] gzip, String etag) {}

  public RegionShapes(City city, Regions regions, RegionStore store) {
    this.city = city;
    this.regions = regions;
    this.store = store;
  }

  /** The regions of a level that lie below (or are) a region. */
  public synchronized Drawing draw(RegionLevel level, Region parent) {
    RegionIndex present = regions.index();
    if (drawn != present) {
      drawings.clear();
      drawn = present;
    }
    return drawings.computeIfAbsent(new Key(level, parent.path()), this::draw);
  }

  private Drawing draw(Key key) {
    List<RegionPlan.Planned> found = store.areas(key.level, key.parent);
    if (found.isEmpty() && key.level == RegionLevel.CITY) {
      found = List.of(new RegionPlan.Planned(regions.root(), extent()));
    }
    Geometry[] areas = found.stream().map(RegionPlan.Planned::area).toArray(Geometry[]::new);
    double tolerance = toleranceDegrees(key.level);
    Geometry[] simple =
        tolerance == 0 || areas.length == 0 ? areas : CoverageSimplifier.simplify(areas, tolerance);
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream zip = new GZIPOutputStream(bytes);
          JsonGenerator out = JSON.createGenerator(zip)) {
        write(out, found, simple);
      }
      return new Drawing(bytes.toByteArray(), etag(bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** About 60, 40, 15 and 5 metres; grids are drawn as they are. */
  private static double toleranceDegrees(RegionLevel level) {
    return switch (level) {
      case CITY -> 6e-4;
      case DISTRICT -> 4e-4;
      case STREET -> 1.5e-4;
      case NEIGHBOURHOOD -> 5e-5;
      case GRID -> 0;
    };
  }

  private Geometry extent() {
    City.Extent e = city.extent();
    return new GeometryFactory()
        .toGeometry(new Envelope(e.minLng(), e.maxLng(), e.minLat(), e.maxLat()));
  }

  private static void write(JsonGenerator out, List<RegionPlan.Planned> found, Geometry[] shapes) {
    out.writeStartObject();
    out.writeStringProperty("type", "FeatureCollection");
    out.writeArrayPropertyStart("features");
    for (int i = 0; i < shapes.length; i++) {
      Region region = found.get(i).region();
      out.writeStartObject();
      out.writeStringProperty("type", "Feature");
      out.writeStringProperty("id", region.code());
      out.writeObjectPropertyStart("properties");
      out.writeStringProperty("code", region.code());
      out.writeStringProperty("nameZh", region.nameZh());
      out.writeStringProperty("nameEn", region.nameEn());
      out.writeStringProperty("level", region.level().name());
      out.writeStringProperty("parent", region.parent());
      out.writeEndObject();
      out.writeObjectPropertyStart("geometry");
      out.writeStringProperty("type", "MultiPolygon");
      out.writeArrayPropertyStart("coordinates");
      for (int part = 0; part < shapes[i].getNumGeometries(); part++) {
        if (shapes[i].getGeometryN(part) instanceof Polygon polygon) {
          write(out, polygon);
        }
      }
      out.writeEndArray();
      out.writeEndObject();
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, Polygon polygon) {
    out.writeStartArray();
    write(out, polygon.getExteriorRing());
    for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
      write(out, polygon.getInteriorRingN(hole));
    }
    out.writeEndArray();
  }

  private static void write(JsonGenerator out, LinearRing ring) {
    out.writeStartArray();
    for (Coordinate c : ring.getCoordinates()) {
      out.writeStartArray();
      out.writeNumber(Math.round(c.x * 1e6) / 1e6);
      out.writeNumber(Math.round(c.y * 1e6) / 1e6);
      out.writeEndArray();
    }
    out.writeEndArray();
  }

  private static String etag(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "W/\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
