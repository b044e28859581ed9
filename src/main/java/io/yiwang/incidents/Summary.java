package io.yiwang.incidents;

import java.util.HashMap;
import java.util.Map;

/**
 * What remains of the forgotten rows of one incident. It stands as it is: late rows are matched
 * against it, not it against them.
 */
final class Summary {
  static final long NEVER = Long.MIN_VALUE;

  /** Canonically last forgotten row. */
  long floorAt = NEVER;

  long floorHigh;
  long floorLow;

  long clearedAt = NEVER;
  int reports;

  /** Whether the anchor is among the forgotten rows. */
  boolean holdsAnchor;

  /** Largest weight of each source, in millionths. */
  final Map<Integer, Integer> sources = new HashMap<>();

  void fold(RowStore rows, int r) {
    long at = rows.at(r);
    long high = rows.idHigh(r);
    long low = rows.idLow(r);
    holdsAnchor |= rows.is(r, RowStore.ANCHOR);
    if (RowStore.compare(floorAt, floorHigh, floorLow, at, high, low) < 0) {
      floorAt = at;
      floorHigh = high;
      floorLow = low;
    }
    if (rows.is(r, RowStore.CLEARED)) {
      clearedAt = clearedAt == NEVER ? at : Math.min(clearedAt, at);
      return;
    }
    sources.merge(rows.source(r), rows.weight(r), Math::max);
    reports++;
  }
}
