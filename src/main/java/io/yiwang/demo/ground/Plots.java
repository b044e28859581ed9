package io.yiwang.demo.ground;

import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.buffer.BufferParameters;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/** Outlines of what fills a block or more: quarters, parks, building sites, rivers. */
final class Plots {
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();
  private static final double LARGE = 60_000;
  private static final int ROUNDNESS = 4;

  private final CityPlan plan;
  private final Houses houses;
  private final List<Geometry> rivers;

  Plots(CityPlan plan, Houses houses) {
    this.plan = plan;
    this.houses = houses;
    this.rivers =
        plan.lines.stream()
            .filter(l -> l.kind() == Line.Kind.RIVER)
            .map(l -> (Geometry) polygon(river(l)))
            .toList();
  }

  /** The block without its roads; of a large one the ground around the houses. */
  double[] plot(Block block) {
    if (block.area > LARGE && block.houses > 0) {
      return around(block);
    }
    double widest = 2;
    for (int way : block.ways) {
      widest = Math.max(widest, plan.ways.isRoad(way) ? plan.ways.half(way) : 0);
    }
    Geometry inner = ashore(polygon(block.outline).buffer(-widest - 1.5, 2));
    return inner.isEmpty() ? shrunk(block.outline, block.x, block.y) : ring(inner);
  }

  private double[] around(Block block) {
    var corners = new Coordinate[4 * block.houses];
    for (int h = 0; h < block.houses; h++) {
      int house = block.house + h;
      double[] ring =
          Shape.rectangle(
              houses.x(house),
              houses.y(house),
              houses.halfLength(house),
              houses.halfDepth(house),
              houses.turn(house));
      for (int c = 0; c < 4; c++) {
        corners[4 * h + c] = new Coordinate(ring[2 * c], ring[2 * c + 1]);
      }
    }
    return ring(ashore(GEOMETRIES.createMultiPointFromCoords(corners).convexHull().buffer(5, 1)));
  }

  /** What of it is not in a river. */
  private Geometry ashore(Geometry area) {
    Geometry dry = area;
    for (Geometry river : rivers) {
      if (river.getEnvelopeInternal().intersects(area.getEnvelopeInternal())
          && river.intersects(dry)) {
        dry = OverlayNGRobust.overlay(dry, river, OverlayNG.DIFFERENCE);
      }
    }
    return dry.isEmpty() ? area : dry;
  }

  /** A part of the block that is fenced in. */
  double[] site(Block block) {
    double side = Math.sqrt(Math.min(block.area, 90_000)) * 0.36;
    for (double turn = 0; side > 4; side *= 0.8, turn += 0.4) {
      double[] ring = Shape.rectangle(block.x, block.y, side * 1.1, side * 0.8, turn);
      if (fits(block, ring)) {
        return ring;
      }
    }
    return shrunk(block.outline, block.x, block.y);
  }

  private boolean fits(Block block, double[] ring) {
    for (int i = 0; i < ring.length; i += 2) {
      if (block.depth(ring[i], ring[i + 1], plan.ways) < 2
          || plan.waters.shore(ring[i], ring[i + 1]) < 3) {
        return false;
      }
    }
    return true;
  }

  static double[] river(Line line) {
    var points = new Coordinate[line.size()];
    for (int i = 0; i < points.length; i++) {
      points[i] = new Coordinate(line.x(i), line.y(i));
    }
    LineString middle = GEOMETRIES.createLineString(points);
    return ring(middle.buffer(line.width() / 2, ROUNDNESS, BufferParameters.CAP_ROUND));
  }

  private static double[] shrunk(double[] ring, double x, double y) {
    double[] small = new double[ring.length];
    for (int i = 0; i < ring.length; i += 2) {
      small[i] = x + 0.6 * (ring[i] - x);
      small[i + 1] = y + 0.6 * (ring[i + 1] - y);
    }
    return small;
  }

  private static Polygon polygon(double[] ring) {
    var closed = new Coordinate[ring.length / 2 + 1];
    for (int i = 0; i < closed.length; i++) {
      int at = 2 * (i % (ring.length / 2));
      closed[i] = new Coordinate(ring[at], ring[at + 1]);
    }
    return GEOMETRIES.createPolygon(closed);
  }

  /** The outer ring of the largest part, not closed. */
  private static double[] ring(Geometry area) {
    Geometry largest = area.getGeometryN(0);
    for (int i = 1; i < area.getNumGeometries(); i++) {
      Geometry part = area.getGeometryN(i);
      largest = part.getArea() > largest.getArea() ? part : largest;
    }
    Coordinate[] ring =
        largest instanceof Polygon polygon
            ? polygon.getExteriorRing().getCoordinates()
            : largest.getCoordinates();
    double[] xy = new double[2 * (ring.length - 1)];
    for (int i = 0; i + 1 < ring.length; i++) {
      xy[2 * i] = ring[i].x;
      xy[2 * i + 1] = ring[i].y;
    }
    return xy;
  }
}
