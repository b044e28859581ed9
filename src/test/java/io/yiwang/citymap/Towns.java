package io.yiwang.citymap;

import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.RegionLevel;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.triangulate.VoronoiDiagramBuilder;

/** Small invented cities to test on. */
public final class Towns {
  public static final GeometryFactory GEOMETRY = new GeometryFactory();

  private Towns() {}

  public static City city() {
    return new City(
        "990000",
        "试验市",
        "Testville",
        ZoneId.of("Asia/Shanghai"),
        List.of("zh", "en"),
        new City.Extent(31, 121, 32, 122),
        new GeoPoint(31.5, 121.5),
        "china",
        List.of(),
        false);
  }

  /** Districts of irregular shape that fill the whole extent and share their borders exactly. */
  public static List<RegionDraft> patchwork(Random random, int districts) {
    List<Coordinate> sites = new ArrayList<>();
    for (int i = 0; i < districts; i++) {
      sites.add(new Coordinate(random.nextDouble(121, 122), random.nextDouble(31, 32)));
    }
    VoronoiDiagramBuilder voronoi = new VoronoiDiagramBuilder();
    voronoi.setSites(sites);
    voronoi.setClipEnvelope(new Envelope(120, 123, 30, 33));
    Geometry cells = voronoi.getDiagram(GEOMETRY);
    List<RegionDraft> drafts = new ArrayList<>();
    for (int i = 0; i < cells.getNumGeometries(); i++) {
      String code = Integer.toString(990_101 + i);
      drafts.add(
          new RegionDraft(
              code, RegionLevel.DISTRICT, "区" + code, "D " + code, null, cells.getGeometryN(i)));
    }
    return drafts;
  }

  public static Geometry rectangle(double west, double south, double east, double north) {
    return GEOMETRY.toGeometry(new Envelope(west, east, south, north));
  }

  /**
   * A whole small city: 16 districts, each 4 × 4 streets, each 4 × 4 neighbourhoods, each n × n
   * grids.
   */
  public static List<RegionDraft> nested(int n) {
    List<RegionDraft> drafts = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      divide(
          drafts,
          new RegionDraft(
              Integer.toString(990_101 + i),
              RegionLevel.DISTRICT,
              "区" + i,
              "District " + i,
              null,
              rectangle(
                  121 + i % 4 / 4.0,
                  31 + i / 4 / 4.0,
                  121 + (i % 4 + 1) / 4.0,
                  31 + (i / 4 + 1) / 4.0)),
          n);
    }
    return drafts;
  }

  private static void divide(List<RegionDraft> drafts, RegionDraft whole, int n) {
    drafts.add(whole);
    if (whole.level() == RegionLevel.GRID) {
      return;
    }
    RegionLevel level = RegionLevel.values()[whole.level().ordinal() + 1];
    int side = level == RegionLevel.GRID ? n : 4;
    Envelope box = whole.area().getEnvelopeInternal();
    for (int i = 0; i < side * side; i++) {
      double west = box.getMinX() + box.getWidth() * (i % side) / side;
      double south = box.getMinY() + box.getHeight() * (i / side) / side;
      Geometry part =
          rectangle(west, south, west + box.getWidth() / side, south + box.getHeight() / side);
      String code = whole.code() + "%03d".formatted(i + 1);
      divide(drafts, new RegionDraft(code, level, code, code, whole.code(), part), n);
    }
  }
}
