package io.yiwang.citymap.components;

import com.google.common.geometry.S1Angle;
import com.google.common.geometry.S2Cap;
import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2CellUnion;
import com.google.common.geometry.S2LatLng;
import com.google.common.geometry.S2LatLngRect;
import com.google.common.geometry.S2Region;
import com.google.common.geometry.S2RegionCoverer;
import io.yiwang.kernel.GeoPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * Leaf cells of an area as ranges of the S2 curve, ascending and apart, and the cells above them.
 *
 * <p>A point lies in the area only if its leaf is in a range; a shape meets the area only if one of
 * the cells that cover it is in a range or above one. Both are supersets: geometry decides.
 *
 * @param low first leaf of each range
 * @param high last leaf of each range
 * @param above cells that contain one of the ranges
 */
@SuppressWarnings("ArrayRecordComponent") // parameters of a statement, never compared
public record Ranges(long[] low, long[] high, Long[] above) {
  private static final int MOST_CELLS = 16;

  /** Of a disc on the sphere. */
  public static Ranges around(GeoPoint centre, double metres) {
    return of(
        S2Cap.fromAxisAngle(
            S2LatLng.fromDegrees(centre.lat(), centre.lng()).toPoint(),
            S1Angle.radians(metres * 1.001 / GeoPoint.EARTH_RADIUS_M)),
        MOST_CELLS);
  }

  /** Of the boxes of the parts of a geometry in degrees; west beyond -180 goes on in the east. */
  public static Ranges of(Geometry area) {
    List<S2CellId> cells = new ArrayList<>();
    int parts = area.getNumGeometries();
    int each = Math.max(4, MOST_CELLS / parts);
    for (int i = 0; i < parts; i++) {
      cells.addAll(
          coverer(each)
              .getCovering(rectangle(area.getGeometryN(i).getEnvelopeInternal()))
              .cellIds());
    }
    var union = new S2CellUnion();
    union.initFromCellIds(new ArrayList<>(cells));
    return of(union);
  }

  private static Ranges of(S2Region region, int cells) {
    return of(coverer(cells).getCovering(region));
  }

  public static Ranges of(S2CellUnion union) {
    List<S2CellId> cells = new ArrayList<>(union.cellIds());
    cells.sort(Comparator.comparingLong(S2CellId::id));
    long[] low = new long[cells.size()];
    long[] high = new long[cells.size()];
    int n = 0;
    TreeSet<Long> above = new TreeSet<>();
    for (S2CellId cell : cells) {
      for (int level = 0; level < cell.level(); level++) {
        above.add(cell.parent(level).id());
      }
      long from = cell.rangeMin().id();
      if (n > 0 && high[n - 1] + 2 == from && from > high[n - 1]) {
        high[n - 1] = cell.rangeMax().id();
      } else {
        low[n] = from;
        high[n++] = cell.rangeMax().id();
      }
    }
    return new Ranges(Arrays.copyOf(low, n), Arrays.copyOf(high, n), above.toArray(Long[]::new));
  }

  private static S2RegionCoverer coverer(int cells) {
    return S2RegionCoverer.builder().setMaxCells(cells).build();
  }

  static S2LatLngRect rectangle(Envelope box) {
    if (box.getWidth() >= 360) {
      return new S2LatLngRect(
          S2LatLng.fromDegrees(latitude(box.getMinY()), -180),
          S2LatLng.fromDegrees(latitude(box.getMaxY()), 180));
    }
    return new S2LatLngRect(
        S2LatLng.fromDegrees(latitude(box.getMinY()), wrapped(box.getMinX())),
        S2LatLng.fromDegrees(latitude(box.getMaxY()), wrapped(box.getMaxX())));
  }

  private static double latitude(double degrees) {
    return Math.clamp(degrees, -90.0, 90.0);
  }

  static double wrapped(double lng) {
    return lng < -180 ? lng + 360 : lng > 180 ? lng - 360 : lng;
  }

  /** A copy whose longitudes lie within half a turn of a meridian, so that it hangs together. */
  static Geometry nearMeridian(Geometry shape, double lng) {
    Envelope box = shape.getEnvelopeInternal();
    if (box.getMinX() >= lng - 180 && box.getMaxX() <= lng + 180) {
      return shape;
    }
    Geometry copy = shape.copy();
    copy.apply(
        new CoordinateSequenceFilter() {
          @Override
          public void filter(CoordinateSequence seq, int i) {
            double x = seq.getOrdinate(i, Coordinate.X);
            seq.setOrdinate(i, Coordinate.X, x > lng + 180 ? x - 360 : x < lng - 180 ? x + 360 : x);
          }

          @Override
          public boolean isDone() {
            return false;
          }

          @Override
          public boolean isGeometryChanged() {
            return true;
          }
        });
    return copy;
  }
}
