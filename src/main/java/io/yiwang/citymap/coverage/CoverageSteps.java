package io.yiwang.citymap.coverage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.polygonize.Polygonizer;

/** What is done to a coverage as a whole: each step answers the parts there are afterwards. */
public final class CoverageSteps {
  private static final GeometryFactory GEOMETRY = new GeometryFactory();

  /** A line that ends that near before a border is meant to reach it. */
  private static final double REACH_M = 3;

  private static final double THINNEST_M = 1;

  private CoverageSteps() {}

  /**
   * Divides parts by a line; the largest piece of each keeps its code.
   *
   * @param code of the only part to divide; null divides all the line runs through
   * @param next gives a code to each new part
   */
  public static Map<String, Geometry> split(
      Coverage before, LineString line, @Nullable String code, Supplier<String> next) {
    Geometry cut = lengthened(line, before.metres().degrees(REACH_M));
    Map<String, Geometry> after = new TreeMap<>();
    before
        .parts()
        .forEach(
            (part, area) -> {
              List<Geometry> pieces =
                  code == null || code.equals(part)
                      ? pieces(area, cut, before.metres())
                      : List.of();
              if (pieces.size() < 2) {
                after.put(part, area);
                return;
              }
              after.put(part, pieces.getFirst());
              pieces.stream().skip(1).forEach(piece -> after.put(next.get(), piece));
            });
    return after;
  }

  /**
   * What a line divides an area into, the largest first; it keeps what is too thin to be a part.
   */
  private static List<Geometry> pieces(Geometry area, Geometry line, Metres metres) {
    if (!area.intersects(line)) {
      return List.of();
    }
    Polygonizer polygonizer = new Polygonizer();
    polygonizer.add(OverlayNGRobust.union(List.of(area.getBoundary(), line)));
    List<Geometry> pieces = new ArrayList<>();
    List<Geometry> thin = new ArrayList<>();
    for (Object face : polygonizer.getPolygons()) {
      Polygon piece = (Polygon) face;
      if (area.contains(piece.getInteriorPoint())) {
        (metres.width(piece) < THINNEST_M ? thin : pieces).add(piece);
      }
    }
    pieces.sort(Comparator.comparingDouble(Geometry::getArea).reversed());
    if (!pieces.isEmpty() && !thin.isEmpty()) {
      thin.add(pieces.removeFirst());
      pieces.addFirst(Coverage.union(thin));
    }
    return pieces;
  }

  private static Geometry lengthened(LineString line, double by) {
    Coordinate[] corners = line.getCoordinates().clone();
    int last = corners.length - 1;
    corners[0] = beyond(corners[1], corners[0], by);
    corners[last] = beyond(corners[last - 1], corners[last], by);
    return GEOMETRY.createLineString(corners);
  }

  private static Coordinate beyond(Coordinate from, Coordinate end, double by) {
    double length = from.distance(end);
    return length == 0
        ? end
        : new Coordinate(
            end.x + (end.x - from.x) / length * by, end.y + (end.y - from.y) / length * by);
  }

  /** Unites parts under the code of the first. */
  public static Map<String, Geometry> merge(Coverage before, List<String> codes) {
    Map<String, Geometry> after = new TreeMap<>(before.parts());
    List<Geometry> areas = new ArrayList<>();
    codes.forEach(code -> areas.add(Objects.requireNonNull(after.remove(code), code)));
    after.put(codes.getFirst(), Coverage.union(areas));
    return after;
  }

  /** A new part where somebody has drawn an outline: the others make room for it. */
  public static Map<String, Geometry> draw(Coverage before, Geometry outline, String code) {
    Geometry area =
        Coverage.areasOnly(
            OverlayNGRobust.overlay(before.whole(), outline, OverlayNG.INTERSECTION));
    Map<String, Geometry> after = new LinkedHashMap<>();
    before
        .parts()
        .forEach(
            (part, old) -> {
              Geometry left =
                  Coverage.areasOnly(OverlayNGRobust.overlay(old, area, OverlayNG.DIFFERENCE));
              if (!left.isEmpty()) {
                after.put(part, left);
              }
            });
    if (!area.isEmpty()) {
      after.put(code, area);
    }
    return after;
  }

  /** Every gap becomes a part of its own. */
  public static Map<String, Geometry> fill(Coverage before, Supplier<String> next) {
    Map<String, Geometry> after = new TreeMap<>(before.parts());
    before.faults().stream()
        .filter(fault -> fault.kind() == CoverageFault.Kind.GAP)
        .forEach(gap -> after.put(next.get(), gap.where()));
    return after;
  }

  /** What has become of each part that is no more or has lost ground: its heirs, largest first. */
  public static Map<String, List<String>> successors(
      Map<String, Geometry> before, Map<String, Geometry> after) {
    Map<String, List<String>> successors = new TreeMap<>();
    before.forEach(
        (code, area) -> {
          Map<String, Double> shares = new TreeMap<>();
          after.forEach(
              (heir, now) -> {
                if (now.getEnvelopeInternal().intersects(area.getEnvelopeInternal())) {
                  double share =
                      OverlayNGRobust.overlay(area, now, OverlayNG.INTERSECTION).getArea();
                  // what a moved corner leaves over is no inheritance
                  if (share > area.getArea() * 1e-3) {
                    shares.put(heir, share);
                  }
                }
              });
          List<String> heirs = new ArrayList<>(shares.keySet());
          heirs.sort(Comparator.comparing(shares::get, Comparator.reverseOrder()));
          if (after.containsKey(code)) {
            heirs.remove(code);
            heirs.addFirst(code);
          }
          if (!heirs.isEmpty() && !heirs.equals(List.of(code))) {
            successors.put(code, heirs);
          }
        });
    return successors;
  }

  /** Buildings that do not lie in one part. */
  public static List<CoverageFault> cuts(Coverage coverage, Collection<Building> buildings) {
    List<CoverageFault> cuts = new ArrayList<>();
    for (Building building : buildings) {
      List<String> codes = new ArrayList<>();
      coverage
          .parts()
          .forEach(
              (code, part) -> {
                if (part.intersects(building.area())
                    && OverlayNGRobust.overlay(part, building.area(), OverlayNG.INTERSECTION)
                            .getArea()
                        > building.area().getArea() * LEAST_SHARE) {
                  codes.add(code);
                }
              });
      if (codes.size() > 1) {
        cuts.add(
            new CoverageFault(
                CoverageFault.Kind.CUTS_BUILDING,
                codes.stream().sorted().toList(),
                coverage.metres().square(building.area()),
                building.area(),
                building.name()));
      }
    }
    return cuts;
  }

  /** A porch that reaches over a border does not make two buildings of one. */
  private static final double LEAST_SHARE = 0.05;

  /** What should not be cut. */
  public record Building(String name, Geometry area) {}
}
