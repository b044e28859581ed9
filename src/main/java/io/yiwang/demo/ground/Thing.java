package io.yiwang.demo.ground;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/** One thing on its way to the map; the same object is filled again and again. */
final class Thing {
  long id;
  int latE7;
  int lngE7;

  /** As the map numbers them: 0 intact, 1 damaged, 2 lost, 3 abandoned. */
  int state;

  int manager;
  int owner;
  int maintainer;
  float height;
  byte @Nullable [] name;
  byte @Nullable [] address;
  @Nullable String details;

  /** WKB; null of a point. */
  byte @Nullable [] shape;

  @Nullable Geometry geometry;
  Instant validFrom = Instant.EPOCH;

  /** Code of the unit grid it lies in. */
  String grid = "";

  void clear() {
    state = 0;
    manager = 0;
    owner = 0;
    maintainer = 0;
    height = Float.NaN;
    name = null;
    address = null;
    details = null;
    shape = null;
    geometry = null;
  }
}
