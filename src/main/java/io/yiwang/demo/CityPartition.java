package io.yiwang.demo;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.yiwang.citymap.RegionDraft;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.RegionLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.algorithm.locate.PointOnGeometryLocator;
import org.locationtech.jts.coverage.CoverageUnion;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.operation.overlayng.UnaryUnionNG;
import org.locationtech.jts.operation.polygonize.Polygonizer;

/**
 * Divides the districts into streets, neighbourhoods and unit grids that cover them exactly.
 *
 * <p>The city is first strewn with points, denser towards its centre. Each district's points are
 * halved by straight cuts ({@link Cut}) into as many cells as it has streets, each street's into
 * neighbourhoods, each neighbourhood's into grids. All district borders and cuts are then noded
 * together on one grid of {@value #SCALE} steps a degree (0.1 m) and the faces between the lines
 * are found; a face belongs to the cell its inner point lies in. Since all regions are unions of
 * the same faces they share their borders point by point, at every level.
 */
final class CityPartition {
  private static final double SCALE = 1e6;
  private static final int POINTS_PER_GRID = 12;
  private static final int GRIDS_PER_NEIGHBOURHOOD = 7;
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  /** Unit grids of the real city: scale 1. */
  static final int FULL_GRIDS = 40_625;

  private static final GeoPoint PEOPLES_SQUARE = new GeoPoint(31.2304, 121.4737);
  private static final double METRES_PER_DEGREE_LNG = 95_200;
  private static final double METRES_PER_DEGREE_LAT = 110_900;
  private static final double DENSE_RADIUS_M = 11_000;
  private static final double LEAST_DENSITY = 0.03;

  private final SplittableRandom random;
  private final List<District> districts;
  private final Map<String, List<NamedCsvRecord>> streets;
  private final List<Coordinate[]> segments = new ArrayList<>();
  private final Map<String, Geometry> grids = new TreeMap<>();
  private final Map<String, String[]> names = new HashMap<>();

  CityPartition(List<District> districts, long seed) {
    this.random = new SplittableRandom(seed);
    this.districts = districts;
    this.streets =
        Resources.csv("streets.csv").stream()
            .collect(Collectors.groupingBy(r -> Resources.field(r, "code").substring(0, 6)));
  }

  /** All regions below the city, districts first; every region's parent comes before it. */
  List<RegionDraft> regions(double scale) {
    List<Face> clean = faces(borders(districts));
    Map<String, List<Polygon>> cleaned = byOwner(clean);
    Map<String, Geometry> areas = new TreeMap<>();
    cleaned.forEach((code, some) -> areas.put(code, union(some)));
    int residents = districts.stream().mapToInt(District::residents10k).sum();
    Map<String, Cuts> cuts = new HashMap<>();
    for (District district : districts) {
      int share = (int) Math.round(FULL_GRIDS * scale * district.residents10k() / residents);
      cuts.put(district.code(), cut(district, of(areas, district.code()), share));
    }
    List<Geometry> all = new ArrayList<>();
    areas.values().forEach(a -> all.add(a.getBoundary()));
    segments.forEach(s -> all.add(GEOMETRIES.createLineString(s)));
    collectGrids(noded(all), areas, cuts);
    return drafts();
  }

  /** A face between borders and the district it belongs to. */
  private record Face(Polygon polygon, String district) {}

  /** The three levels of cuts of one district and the codes of its cells. */
  private record Cuts(Cut streets, List<Cut> neighbourhoods, List<List<Cut>> grids, int[] order) {}

  private static List<Geometry> borders(List<District> districts) {
    return districts.stream().map(d -> d.area().getBoundary()).toList();
  }

  private List<Face> faces(List<Geometry> lines) {
    List<Face> faces = new ArrayList<>();
    Map<String, PointOnGeometryLocator> locators = locators();
    for (Polygon face : noded(lines)) {
      Coordinate inner = face.getInteriorPoint().getCoordinate();
      owner(inner, face, locators).ifPresent(code -> faces.add(new Face(face, code)));
    }
    return faces;
  }

  private Map<String, PointOnGeometryLocator> locators() {
    Map<String, PointOnGeometryLocator> locators = new LinkedHashMap<>();
    districts.stream()
        .sorted(Comparator.comparingDouble((District d) -> d.area().getArea()))
        .forEach(d -> locators.put(d.code(), new IndexedPointInAreaLocator(d.area())));
    return locators;
  }

  /** The smallest district that claims the face; for a gap between districts, the nearest one. */
  private Optional<String> owner(
      Coordinate inner, Polygon face, Map<String, PointOnGeometryLocator> locators) {
    for (var entry : locators.entrySet()) {
      if (entry.getValue().locate(inner) != Location.EXTERIOR) {
        return Optional.of(entry.getKey());
      }
    }
    boolean gap = face.getArea() < 2e-3;
    return gap
        ? districts.stream()
            .min(Comparator.comparingDouble(d -> -sharedBorder(d.area(), face)))
            .map(District::code)
        : Optional.empty();
  }

  private static double sharedBorder(Geometry area, Polygon face) {
    return area.getEnvelopeInternal().intersects(face.getEnvelopeInternal())
        ? area.getBoundary().intersection(face.getBoundary().buffer(1e-5)).getLength()
        : 0;
  }

  private static List<Polygon> noded(List<Geometry> lines) {
    Geometry noded = UnaryUnionNG.union(GEOMETRIES.buildGeometry(lines), new PrecisionModel(SCALE));
    var polygonizer = new Polygonizer();
    polygonizer.add(noded);
    List<Polygon> polygons = new ArrayList<>();
    polygonizer.getPolygons().forEach(p -> polygons.add((Polygon) p));
    return polygons;
  }

  private static Map<String, List<Polygon>> byOwner(List<Face> faces) {
    return faces.stream()
        .collect(
            Collectors.groupingBy(
                Face::district, Collectors.mapping(Face::polygon, Collectors.toList())));
  }

  private static Geometry union(List<? extends Geometry> faces) {
    return CoverageUnion.union(faces.toArray(new Geometry[0])).norm();
  }

  private Cuts cut(District district, Geometry area, int grids) {
    List<NamedCsvRecord> names = streets.getOrDefault(district.code(), List.of());
    int perStreet = Math.max(1, Math.round((float) grids / names.size()));
    int neighbourhoods = Math.max(1, Math.round((float) perStreet / GRIDS_PER_NEIGHBOURHOOD));
    List<Coordinate> points = strew(area, names.size() * perStreet * POINTS_PER_GRID);
    Cut.Result byStreet = Cut.into(names.size(), points, outline(area), random, segments);
    List<Cut> hoods = new ArrayList<>();
    List<List<Cut>> gridCuts = new ArrayList<>();
    for (int s = 0; s < byStreet.points().size(); s++) {
      Cut.Result byHood =
          Cut.into(
              neighbourhoods,
              byStreet.points().get(s),
              byStreet.outlines().get(s),
              random,
              segments);
      hoods.add(byHood.tree());
      List<Cut> ofStreet = new ArrayList<>();
      for (int h = 0; h < byHood.points().size(); h++) {
        int parts = perStreet / neighbourhoods + (h < perStreet % neighbourhoods ? 1 : 0);
        ofStreet.add(
            Cut.into(parts, byHood.points().get(h), byHood.outlines().get(h), random, segments)
                .tree());
      }
      gridCuts.add(ofStreet);
    }
    return new Cuts(byStreet.tree(), hoods, gridCuts, order(byStreet.points()));
  }

  /**
   * Which of the district's streets each cell is: the lower its code, the nearer to the city's
   * centre.
   */
  private static int[] order(List<List<Coordinate>> cells) {
    Integer[] byDistance = new Integer[cells.size()];
    Arrays.setAll(byDistance, i -> i);
    Arrays.sort(
        byDistance, Comparator.comparingDouble(i -> distanceToCentre(middle(cells.get(i)))));
    int[] rank = new int[cells.size()];
    for (int i = 0; i < byDistance.length; i++) {
      rank[byDistance[i]] = i;
    }
    return rank;
  }

  private static Coordinate middle(List<Coordinate> points) {
    return new Coordinate(
        points.stream().mapToDouble(p -> p.x).average().orElse(0),
        points.stream().mapToDouble(p -> p.y).average().orElse(0));
  }

  private static double distanceToCentre(Coordinate p) {
    double dx = (p.x - PEOPLES_SQUARE.lng()) * METRES_PER_DEGREE_LNG;
    double dy = (p.y - PEOPLES_SQUARE.lat()) * METRES_PER_DEGREE_LAT;
    return Math.sqrt(dx * dx + dy * dy);
  }

  private List<Coordinate> strew(Geometry area, int count) {
    var locator = new IndexedPointInAreaLocator(area);
    Envelope box = area.getEnvelopeInternal();
    List<Coordinate> points = new ArrayList<>(count);
    while (points.size() < count) {
      var p =
          new Coordinate(
              box.getMinX() + random.nextDouble() * box.getWidth(),
              box.getMinY() + random.nextDouble() * box.getHeight());
      double way = distanceToCentre(p) / DENSE_RADIUS_M;
      double density = LEAST_DENSITY + 1 / (1 + way * way);
      if (random.nextDouble() < density && locator.locate(p) == Location.INTERIOR) {
        points.add(p);
      }
    }
    return points;
  }

  /**
   * A convex frame a little larger than the area, so that cuts reach beyond its border; not closed.
   */
  private static Coordinate[] outline(Geometry area) {
    Coordinate[] ring = area.convexHull().buffer(1e-4).convexHull().getCoordinates();
    return Arrays.copyOf(ring, ring.length - 1);
  }

  private void collectGrids(
      List<Polygon> faces, Map<String, Geometry> areas, Map<String, Cuts> cuts) {
    Map<String, PointOnGeometryLocator> locators = new HashMap<>();
    areas.forEach((code, area) -> locators.put(code, new IndexedPointInAreaLocator(area)));
    Map<String, List<Polygon>> byGrid = new HashMap<>();
    for (Polygon face : faces) {
      Coordinate inner = face.getInteriorPoint().getCoordinate();
      for (var entry : locators.entrySet()) {
        Envelope box = of(areas, entry.getKey()).getEnvelopeInternal();
        if (box.contains(inner) && entry.getValue().locate(inner) != Location.EXTERIOR) {
          String code = code(entry.getKey(), of(cuts, entry.getKey()), inner);
          byGrid.computeIfAbsent(code, c -> new ArrayList<>()).add(face);
          break;
        }
      }
    }
    byGrid.forEach((code, some) -> grids.put(code, union(some)));
  }

  private String code(String district, Cuts cuts, Coordinate p) {
    int street = cuts.streets().cellOf(p);
    int hood = cuts.neighbourhoods().get(street).cellOf(p);
    int grid = cuts.grids().get(street).get(hood).cellOf(p);
    NamedCsvRecord row = of(streets, district).get(cuts.order()[street]);
    String streetCode = Resources.field(row, "code");
    names.computeIfAbsent(
        streetCode,
        c -> new String[] {Resources.field(row, "name_zh"), Resources.field(row, "name_en")});
    return "%s%03d%03d".formatted(streetCode, hood + 1, grid + 1);
  }

  private static <T> T of(Map<String, T> some, String code) {
    return Objects.requireNonNull(some.get(code), code);
  }

  private List<RegionDraft> drafts() {
    List<RegionDraft> drafts = new ArrayList<>();
    Map<String, Geometry> hoods = level(grids, 12);
    Map<String, Geometry> streetAreas = level(hoods, 9);
    Map<String, Geometry> districtAreas = level(streetAreas, 6);
    for (District d : districts) {
      drafts.add(
          new RegionDraft(
              d.code(),
              RegionLevel.DISTRICT,
              d.nameZh(),
              d.nameEn(),
              null,
              of(districtAreas, d.code())));
    }
    streetAreas.forEach((code, a) -> drafts.add(street(code, a)));
    hoods.forEach((code, a) -> drafts.add(hood(code, a)));
    grids.forEach((code, a) -> drafts.add(grid(code, a)));
    return drafts;
  }

  private static Map<String, Geometry> level(Map<String, Geometry> below, int digits) {
    Map<String, List<Geometry>> parts = new TreeMap<>();
    below.forEach(
        (code, area) ->
            parts.computeIfAbsent(code.substring(0, digits), c -> new ArrayList<>()).add(area));
    Map<String, Geometry> level = new TreeMap<>();
    parts.forEach((code, some) -> level.put(code, union(some)));
    return level;
  }

  private RegionDraft street(String code, Geometry area) {
    String[] name = of(names, code);
    return new RegionDraft(code, RegionLevel.STREET, name[0], name[1], code.substring(0, 6), area);
  }

  private RegionDraft hood(String code, Geometry area) {
    String[] name = of(names, code.substring(0, 9));
    int number = Integer.parseInt(code.substring(9));
    return new RegionDraft(
        code,
        RegionLevel.NEIGHBOURHOOD,
        name[0].replaceFirst("(街道|镇|乡)$", "") + "第" + number + "居民区",
        name[1] + " Neighbourhood " + number,
        code.substring(0, 9),
        area);
  }

  private static RegionDraft grid(String code, Geometry area) {
    int number = Integer.parseInt(code.substring(12));
    return new RegionDraft(
        code, RegionLevel.GRID, "第" + number + "网格", "Grid " + number, code.substring(0, 12), area);
  }
}
