package io.yiwang.citymap.regions;

import com.google.common.geometry.S1Angle;
import com.google.common.geometry.S2Cell;
import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2LatLng;
import com.google.common.geometry.S2LatLngRect;
import com.google.common.geometry.S2RegionCoverer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.algorithm.RectangleLineIntersector;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryComponentFilter;
import org.locationtech.jts.geom.LineSegment;
import org.locationtech.jts.geom.LineString;

/**
 * S2 cells that together cover an area drawn with straight lines in degrees.
 *
 * <p>S2's own coverer works with arcs on the sphere; here a cell's bounding rectangle in degrees,
 * which is larger than the cell, is compared with the area, so that no point of the area is missed:
 * a rectangle that no edge touches is wholly inside or wholly outside, as its middle is. Cells are
 * divided, the largest first, until there are enough of them.
 *
 * @param inner cells that lie wholly inside
 * @param border cells that may reach over the border
 */
record CellCover(long[] inner, long[] border) {
  private static final int FINEST_LEVEL = 22;

  /** More cells for areas with more corners: their borders are longer in relation to their size. */
  static CellCover of(Geometry area) {
    int corners = area.getNumPoints();
    int cells = corners < 20 ? 12 : Math.clamp(corners, 24, 400);
    return of(area, cells);
  }

  static CellCover of(Geometry area, int maxCells) {
    List<LineSegment> edges = edges(area);
    PreparedArea prepared = new PreparedArea(area);
    List<Long> inner = new ArrayList<>();
    List<Long> finest = new ArrayList<>();
    ArrayDeque<S2CellId> queue = new ArrayDeque<>(start(area.getEnvelopeInternal()));
    while (!queue.isEmpty() && inner.size() + queue.size() + finest.size() < maxCells) {
      S2CellId id = queue.poll();
      if (id.level() >= FINEST_LEVEL) {
        finest.add(id.id());
        continue;
      }
      for (S2CellId child = id.childBegin(); !child.equals(id.childEnd()); child = child.next()) {
        Envelope box = box(child);
        Coordinate middle = box.centre();
        if (touches(edges, box)) {
          queue.add(child);
        } else if (prepared.contains(middle.x, middle.y)) {
          inner.add(child.id());
        }
      }
    }
    queue.forEach(id -> finest.add(id.id()));
    return new CellCover(array(inner), array(finest));
  }

  /** The few cells, as large as the area, from which dividing begins. */
  private static List<S2CellId> start(Envelope box) {
    S2LatLngRect rect =
        S2LatLngRect.fromPointPair(
            S2LatLng.fromDegrees(box.getMinY(), box.getMinX()),
            S2LatLng.fromDegrees(box.getMaxY(), box.getMaxX()));
    var coverer = S2RegionCoverer.builder().setMaxCells(8).build();
    return new ArrayList<>(
        coverer.getCovering(rect.expandedByDistance(S1Angle.degrees(1e-6))).cellIds());
  }

  private static Envelope box(S2CellId id) {
    S2LatLngRect rect = new S2Cell(id).getRectBound();
    return new Envelope(
        rect.lngLo().degrees(),
        rect.lngHi().degrees(),
        rect.latLo().degrees(),
        rect.latHi().degrees());
  }

  private static List<LineSegment> edges(Geometry area) {
    List<LineSegment> edges = new ArrayList<>(area.getNumPoints());
    area.apply(
        (GeometryComponentFilter)
            part -> {
              if (part instanceof LineString ring) {
                for (int i = 1; i < ring.getNumPoints(); i++) {
                  edges.add(new LineSegment(ring.getCoordinateN(i - 1), ring.getCoordinateN(i)));
                }
              }
            });
    return edges;
  }

  private static boolean touches(List<LineSegment> edges, Envelope box) {
    RectangleLineIntersector intersector = new RectangleLineIntersector(box);
    for (LineSegment edge : edges) {
      if (intersector.intersects(edge.p0, edge.p1)) {
        return true;
      }
    }
    return false;
  }

  private static long[] array(List<Long> ids) {
    return ids.stream().mapToLong(Long::longValue).toArray();
  }

  /** Inner cells first: the form the table carries. */
  long[] cells() {
    long[] cells = Arrays.copyOf(inner, inner.length + border.length);
    System.arraycopy(border, 0, cells, inner.length, border.length);
    return cells;
  }

  static CellCover ofCells(Long[] cells, int innerCells) {
    long[] inner = new long[innerCells];
    long[] border = new long[cells.length - innerCells];
    for (int i = 0; i < cells.length; i++) {
      if (i < innerCells) {
        inner[i] = cells[i];
      } else {
        border[i - innerCells] = cells[i];
      }
    }
    return new CellCover(inner, border);
  }
}
