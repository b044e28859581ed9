package io.yiwang.citymap.components;

import com.google.common.geometry.S2Cap;
import com.google.common.geometry.S2Cell;
import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2LatLngRect;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2Projections;
import com.google.common.geometry.S2Region;
import com.google.common.geometry.S2RegionCoverer;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.predicate.RectangleIntersects;

/**
 * The cells of the S2 curve that a line or an area meets: of a small one at most four about as wide
 * as itself, of a long one up to sixty-four along it. Close, so that few things are looked at in
 * vain; never too few.
 */
final class Cover implements S2Region {
  /** Cells of this level are some 300 m wide; what is no wider takes its four neighbours. */
  private static final int SMALL = 15;

  /** What cells finer than 75 m would leave out is not worth their number. */
  private static final int FINEST = 17;

  private static final int FEWEST_CELLS = 8;
  private static final int MOST_CELLS = 64;

  private final Geometry shape;
  private final Envelope box;
  private final S2LatLngRect bound;

  /** Whether degrees can be compared as they are, away from the antimeridian. */
  private final boolean plain;

  private Cover(Geometry shape) {
    this.shape = shape;
    this.box = shape.getEnvelopeInternal();
    this.bound = Ranges.rectangle(box);
    this.plain = box.getMinX() > -180 && box.getMaxX() < 180;
  }

  /**
   * @param shape longitude and latitude in degrees; beyond 180 it goes on in the west
   */
  static List<S2CellId> of(Geometry shape) {
    Cover region = new Cover(shape);
    S2Cap cap = region.bound.getCapBound();
    // so wide that the disc holds one corner of a cell at most
    int level = S2Projections.PROJ.minWidth.getMaxLevel(2 * cap.angle().radians()) - 1;
    if (level < SMALL) {
      int cells = level < 0 ? MOST_CELLS : FEWEST_CELLS << Math.min(3, SMALL - 1 - level);
      return S2RegionCoverer.builder()
          .setMaxCells(cells)
          .setMaxLevel(FINEST)
          .build()
          .getCovering(region)
          .cellIds();
    }
    List<S2CellId> cells = new ArrayList<>(4);
    S2CellId.fromPoint(cap.axis()).getVertexNeighbors(Math.min(level, FINEST), cells);
    cells.removeIf(cell -> !region.mayIntersect(new S2Cell(cell)));
    return cells;
  }

  @Override
  public boolean mayIntersect(S2Cell cell) {
    S2LatLngRect rect = cell.getRectBound();
    if (!rect.intersects(bound)) {
      return false;
    }
    if (!plain || rect.lng().isInverted() || rect.lng().isFull()) {
      return true;
    }
    return RectangleIntersects.intersects(
        shape
            .getFactory()
            .createPolygon(
                ring(
                    rect.lngLo().degrees(),
                    rect.latLo().degrees(),
                    rect.lngHi().degrees(),
                    rect.latHi().degrees())),
        shape);
  }

  private static Coordinate[] ring(double west, double south, double east, double north) {
    Coordinate first = new Coordinate(west, south);
    return new Coordinate[] {
      first,
      new Coordinate(east, south),
      new Coordinate(east, north),
      new Coordinate(west, north),
      first
    };
  }

  @Override
  public S2Cap getCapBound() {
    return bound.getCapBound();
  }

  @Override
  public S2LatLngRect getRectBound() {
    return bound;
  }

  @Override
  public boolean contains(S2Cell cell) {
    return false;
  }

  @Override
  public boolean contains(S2Point point) {
    return false;
  }
}
