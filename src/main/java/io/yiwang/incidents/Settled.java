package io.yiwang.incidents;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The summaries of incidents some of whose rows have been forgotten, by incident. */
final class Settled {
  private final RowStore rows;
  private @Nullable Summary[] summaries = new @Nullable Summary[16];
  private int size;

  Settled(RowStore rows) {
    this.rows = rows;
  }

  @Nullable Summary find(int incident) {
    return incident < summaries.length ? summaries[incident] : null;
  }

  Summary ofOrNew(int incident) {
    Summary known = find(incident);
    if (known != null) {
      return known;
    }
    Summary fresh = new Summary();
    put(incident, fresh);
    return fresh;
  }

  void put(int incident, Summary summary) {
    if (incident >= summaries.length) {
      summaries = Arrays.copyOf(summaries, Math.max(incident + 1, summaries.length * 2));
    }
    summaries[incident] = summary;
    size++;
  }

  void remove(int incident) {
    summaries[incident] = null;
    size--;
  }

  int size() {
    return size;
  }

  /** No incident with a summary has a number as large as this. */
  int end() {
    return summaries.length;
  }

  long floorAt(int incident) {
    Summary summary = find(incident);
    return summary == null ? Summary.NEVER : summary.floorAt;
  }

  boolean isBelowFloor(int incident, int r) {
    Summary s = find(incident);
    return s != null
        && RowStore.compare(
                rows.at(r), rows.idHigh(r), rows.idLow(r), s.floorAt, s.floorHigh, s.floorLow)
            <= 0;
  }

  boolean isCleared(int incident) {
    Summary summary = find(incident);
    return summary != null && summary.clearedAt != Summary.NEVER;
  }

  /** Whether a CLEARED row may still end the incident: not if forgotten rows of it came later. */
  boolean takesClear(int incident, int r) {
    return !isBelowFloor(incident, r);
  }
}
