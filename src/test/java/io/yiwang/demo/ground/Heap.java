package io.yiwang.demo.ground;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what a ground gives out. */
final class Heap implements GroundSink {
  final List<Kept> things = new ArrayList<>();
  final List<String> keepers = new ArrayList<>();

  /** A thing that was given out; {@code shape} is WKB. */
  @SuppressWarnings("ArrayRecordComponent") // read, never compared
  record Kept(
      long id,
      double lng,
      double lat,
      int state,
      int owner,
      @Nullable String details,
      byte @Nullable [] shape,
      String grid) {

    double x() {
      return Plane.x(lng);
    }

    double y() {
      return Plane.y(lat);
    }
  }

  @Override
  public int keeper(String code, String nameZh, String nameEn, @Nullable String unitCode) {
    keepers.add(code);
    return keepers.size();
  }

  @Override
  public void take(Thing t) {
    things.add(
        new Kept(t.id, t.lngE7 / 1e7, t.latE7 / 1e7, t.state, t.owner, t.details, t.shape, t.grid));
  }
}
