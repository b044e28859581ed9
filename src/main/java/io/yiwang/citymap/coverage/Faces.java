package io.yiwang.citymap.coverage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.algorithm.locate.PointOnGeometryLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateArrays;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryComponentFilter;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineSegment;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.noding.NodedSegmentString;
import org.locationtech.jts.noding.SegmentString;
import org.locationtech.jts.noding.snap.SnappingNoder;
import org.locationtech.jts.operation.polygonize.Polygonizer;

/**
 * The faces between the borders of a whole and of its parts, noded together. Corners near the
 * border of the whole are put on it first, so that it stays where it is, whatever is drawn beside
 * it.
 */
final class Faces {
  private static final GeometryFactory GEOMETRY = new GeometryFactory();

  private final List<Face> faces = new ArrayList<>();
  private final Set<String> parts = new TreeSet<>();
  private final Map<LineSegment, List<Face>> sides = new HashMap<>();

  private Faces() {}

  /** An area without a border inside it, and the parts it lies in. */
  record Face(Polygon area, boolean inside, Set<String> owners) {}

  static Faces of(Geometry whole, Map<String, Geometry> parts, double tolerance) {
    List<LineSegment> border = segments(whole);
    Map<String, PointOnGeometryLocator> locators = new TreeMap<>();
    List<SegmentString> strings = new ArrayList<>(strings(whole, border, 0));
    parts.forEach(
        (code, area) -> {
          strings.addAll(strings(area, border, tolerance));
          if (!area.isEmpty()) {
            locators.put(code, new IndexedPointInAreaLocator(area));
          }
        });
    Faces faces = new Faces();
    faces.parts.addAll(parts.keySet());
    PointOnGeometryLocator inWhole = new IndexedPointInAreaLocator(whole);
    for (Polygon polygon : polygonized(strings, tolerance)) {
      Coordinate inner = polygon.getInteriorPoint().getCoordinate();
      Set<String> owners = new TreeSet<>();
      locators.forEach(
          (code, locator) -> {
            if (locator.locate(inner) != Location.EXTERIOR) {
              owners.add(code);
            }
          });
      boolean inside = inWhole.locate(inner) != Location.EXTERIOR;
      if (inside || !owners.isEmpty()) {
        faces.add(new Face(polygon, inside, owners));
      }
    }
    return faces;
  }

  private void add(Face face) {
    faces.add(face);
    segments(face.area)
        .forEach(side -> sides.computeIfAbsent(side, s -> new ArrayList<>(2)).add(face));
  }

  List<Face> list() {
    return faces;
  }

  Set<String> parts() {
    return parts;
  }

  /** The part with the longest border to a face; nobody when it has no neighbour in a part. */
  Set<String> neighbour(Face face) {
    Map<String, Double> lengths = new TreeMap<>();
    for (LineSegment side : segments(face.area)) {
      for (Face other : sides.getOrDefault(side, List.of())) {
        if (other != face && other.inside && other.owners.size() == 1) {
          lengths.merge(other.owners.iterator().next(), side.getLength(), Double::sum);
        }
      }
    }
    return lengths.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(best -> Set.of(best.getKey()))
        .orElse(Set.of());
  }

  private static List<Polygon> polygonized(List<SegmentString> strings, double tolerance) {
    SnappingNoder noder = new SnappingNoder(tolerance);
    noder.computeNodes(strings);
    Set<LineSegment> lines = new HashSet<>();
    for (Object noded : noder.getNodedSubstrings()) {
      Coordinate[] corners = ((SegmentString) noded).getCoordinates();
      for (int i = 1; i < corners.length; i++) {
        if (!corners[i].equals2D(corners[i - 1])) {
          lines.add(side(corners[i - 1], corners[i]));
        }
      }
    }
    Polygonizer polygonizer = new Polygonizer();
    lines.stream().sorted().forEach(s -> polygonizer.add(s.toGeometry(GEOMETRY)));
    List<Polygon> polygons = new ArrayList<>();
    polygonizer.getPolygons().forEach(p -> polygons.add((Polygon) p));
    return polygons;
  }

  /** The same whichever way it is walked. */
  private static LineSegment side(Coordinate a, Coordinate b) {
    LineSegment side = new LineSegment(a, b);
    side.normalize();
    return side;
  }

  private static List<LineSegment> segments(Geometry area) {
    List<LineSegment> segments = new ArrayList<>(area.getNumPoints());
    for (Coordinate[] ring : rings(area)) {
      for (int i = 1; i < ring.length; i++) {
        segments.add(side(ring[i - 1], ring[i]));
      }
    }
    return segments;
  }

  private static List<SegmentString> strings(
      Geometry area, List<LineSegment> border, double tolerance) {
    List<SegmentString> strings = new ArrayList<>();
    for (Coordinate[] ring : rings(area)) {
      Coordinate[] put = new Coordinate[ring.length];
      for (int i = 0; i < ring.length; i++) {
        put[i] = tolerance == 0 ? ring[i] : onBorder(ring[i], border, tolerance);
      }
      Coordinate[] corners = CoordinateArrays.removeRepeatedPoints(put);
      if (corners.length > 1) {
        strings.add(new NodedSegmentString(corners, null));
      }
    }
    return strings;
  }

  /** A corner of the border if one is near, else the nearest point of it, else where it was. */
  private static Coordinate onBorder(
      Coordinate corner, List<LineSegment> border, double tolerance) {
    Coordinate best = corner;
    double nearest = tolerance;
    for (LineSegment side : border) {
      if (side.p0.distance(corner) <= nearest) {
        nearest = side.p0.distance(corner);
        best = side.p0;
      }
      if (side.p1.distance(corner) <= nearest) {
        nearest = side.p1.distance(corner);
        best = side.p1;
      }
    }
    if (best != corner) {
      return best;
    }
    for (LineSegment side : border) {
      double distance = side.distance(corner);
      if (distance <= nearest) {
        nearest = distance;
        best = side.closestPoint(corner);
      }
    }
    return best;
  }

  private static List<Coordinate[]> rings(Geometry area) {
    List<Coordinate[]> rings = new ArrayList<>();
    area.apply(
        (GeometryComponentFilter)
            part -> {
              if (part instanceof LineString ring && !ring.isEmpty()) {
                rings.add(ring.getCoordinates());
              }
            });
    return rings;
  }
}
