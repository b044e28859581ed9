package io.yiwang.citymap.coverage;

import io.yiwang.citymap.coverage.CoverageFault.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/**
 * Parts of a whole, as they are drawn, made to share their borders point by point, with all that is
 * wrong with them.
 *
 * <p>The borders of the whole and of all parts are noded together ({@link Faces}): corners within
 * {@value #TOLERANCE_M} m of one another or of a border become one. The faces between the borders
 * then tell everything: a face in no part is a gap, in several an overlap, in one but not in the
 * whole lies outside. A face thinner than the tolerance is nobody's fault and goes to the part with
 * which it shares the longest border, so that slivers cannot arise. Immutable.
 */
public final class Coverage {
  static final double TOLERANCE_M = 0.3;

  /** About 10,000 m² each (GB/T 47678.3); a quarter and four times of that are still about it. */
  private static final double SMALLEST_M2 = 2_500;

  private static final double LARGEST_M2 = 40_000;
  private static final GeometryFactory GEOMETRY = new GeometryFactory();

  private final Geometry whole;
  private final Metres metres;
  private final Map<String, Geometry> parts = new TreeMap<>();
  private final List<CoverageFault> faults = new ArrayList<>();

  private Coverage(Geometry whole) {
    this.whole = whole;
    this.metres = Metres.round(whole);
  }

  /**
   * @param drawn polygons in degrees by the code of their part
   */
  public static Coverage of(Geometry whole, Map<String, Geometry> drawn) {
    Coverage coverage = new Coverage(whole);
    Map<String, Geometry> valid = new TreeMap<>();
    drawn.forEach((code, area) -> valid.put(code, coverage.valid(code, area)));
    coverage.settle(Faces.of(whole, valid, coverage.metres.degrees(TOLERANCE_M)));
    coverage.measure();
    coverage.faults.sort(
        Comparator.comparing(CoverageFault::kind)
            .thenComparing(CoverageFault::squareMetres, Comparator.reverseOrder()));
    return coverage;
  }

  /** The parts with common borders, by code; what overlaps or lies outside still does. */
  public Map<String, Geometry> parts() {
    return Map.copyOf(parts);
  }

  /** What is wrong, the worst first. */
  public List<CoverageFault> faults() {
    return List.copyOf(faults);
  }

  /** Whether the parts cover the whole, each place once. */
  public boolean holds() {
    return faults.stream().noneMatch(CoverageFault::forbids);
  }

  public Geometry whole() {
    return whole;
  }

  /** A part, empty when there is none of that code. */
  public Geometry part(String code) {
    return parts.getOrDefault(code, GEOMETRY.createPolygon());
  }

  public double squareMetres(String code) {
    return metres.square(part(code));
  }

  Metres metres() {
    return metres;
  }

  private Geometry valid(String code, Geometry area) {
    TopologyValidationError error = new IsValidOp(area).getValidationError();
    if (error == null) {
      return area;
    }
    Coordinate at = error.getCoordinate();
    faults.add(
        new CoverageFault(Kind.CROSSES_ITSELF, List.of(code), 0, GEOMETRY.createPoint(at), null));
    return GeometryFixer.fix(area);
  }

  private void settle(Faces faces) {
    Map<String, List<Polygon>> of = new TreeMap<>();
    faces.parts().forEach(code -> of.put(code, new ArrayList<>()));
    Map<Set<String>, List<Polygon>> shared = new LinkedHashMap<>();
    Map<String, List<Polygon>> outside = new TreeMap<>();
    List<Polygon> gaps = new ArrayList<>();
    for (Faces.Face face : faces.list()) {
      Set<String> owners = owners(face, faces);
      owners.forEach(code -> of.getOrDefault(code, List.of()).add(face.area()));
      if (face.inside() && owners.isEmpty()) {
        gaps.add(face.area());
      } else if (owners.size() > 1) {
        shared.computeIfAbsent(new TreeSet<>(owners), o -> new ArrayList<>()).add(face.area());
      }
      if (!face.inside()) {
        owners.forEach(
            code -> outside.computeIfAbsent(code, c -> new ArrayList<>()).add(face.area()));
      }
    }
    of.forEach((code, some) -> parts.put(code, union(some)));
    polygons(union(gaps)).forEach(gap -> fault(Kind.GAP, Set.of(), gap));
    shared.forEach(
        (codes, some) -> polygons(union(some)).forEach(p -> fault(Kind.OVERLAP, codes, p)));
    outside.forEach(
        (code, some) -> polygons(union(some)).forEach(p -> fault(Kind.OUTSIDE, Set.of(code), p)));
  }

  /** Whose the face is; a thin one is given to somebody inside, and to nobody outside. */
  private Set<String> owners(Faces.Face face, Faces faces) {
    if (metres.width(face.area()) >= TOLERANCE_M || (face.inside() && face.owners().size() == 1)) {
      return face.owners();
    }
    return face.inside() ? faces.neighbour(face) : Set.of();
  }

  private void fault(Kind kind, Collection<String> codes, Geometry where) {
    faults.add(
        new CoverageFault(
            kind, codes.stream().sorted().toList(), metres.square(where), where, null));
  }

  private void measure() {
    parts.forEach(
        (code, area) -> {
          double size = metres.square(area);
          Set<String> one = Set.of(code);
          if (area.isEmpty()) {
            fault(Kind.EMPTY, one, GEOMETRY.createPoint(whole.getInteriorPoint().getCoordinate()));
          } else if (area.getNumGeometries() > 1) {
            fault(Kind.PIECES, one, area);
          }
          if (!area.isEmpty() && size < SMALLEST_M2) {
            fault(Kind.SMALL, one, area);
          } else if (size > LARGEST_M2) {
            fault(Kind.LARGE, one, area);
          }
        });
  }

  static Geometry union(List<? extends Geometry> areas) {
    return areas.isEmpty()
        ? GEOMETRY.createPolygon()
        : areasOnly(OverlayNGRobust.union(new ArrayList<Geometry>(areas)));
  }

  /** The polygons of any geometry; lines and points that are left where borders touch are none. */
  static Geometry areasOnly(Geometry any) {
    List<Polygon> polygons = polygons(any);
    return polygons.size() == 1
        ? polygons.getFirst()
        : polygons.isEmpty()
            ? GEOMETRY.createPolygon()
            : new MultiPolygon(polygons.toArray(Polygon[]::new), GEOMETRY);
  }

  static List<Polygon> polygons(Geometry any) {
    List<Polygon> polygons = new ArrayList<>();
    for (int i = 0; i < any.getNumGeometries(); i++) {
      if (any.getGeometryN(i) instanceof Polygon p && p.getArea() > 0) {
        polygons.add(p);
      }
    }
    return polygons;
  }
}
