package io.yiwang.citymap.intake;

import io.yiwang.kernel.GeoPoint;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.databind.node.ObjectNode;

/**
 * A row of a file as a component: what of it the mapping says, and no more.
 *
 * @param id null when the file does not give one
 * @param key of its source; a row without one is known by its place
 * @param facts by name: only those the mapping has a column for, null where the row has nothing
 */
record MappedRow(
    long row,
    @Nullable Long id,
    String key,
    int classNo,
    String division,
    GeoPoint point,
    @Nullable Geometry shape,
    ObjectNode facts) {

  /** Keys that are places begin with this. */
  static final String PLACE = "@";

  static String keyOf(GeoPoint point) {
    return PLACE + point.latE7() + "," + point.lngE7();
  }

  boolean keyed() {
    return !key.startsWith(PLACE);
  }

  MappedRow byPlace() {
    return new MappedRow(row, id, keyOf(point), classNo, division, point, shape, facts);
  }
}
