package io.yiwang.incidents;

import static io.yiwang.incidents.IncidentStore.EVIDENCE;
import static io.yiwang.incidents.IncidentStore.TAIL;
import static io.yiwang.incidents.RowStore.NONE;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Weighs incidents: the sum, over distinct sources, of each source's largest weight, at most 1. */
final class Evidence {
  private static final int DOUBTFUL = -1;

  private final RowStore rows;
  private final IncidentStore incidents;
  private final Settled settled;

  Evidence(RowStore rows, IncidentStore incidents, Settled settled) {
    this.rows = rows;
    this.incidents = incidents;
    this.settled = settled;
  }

  /**
   * Adds a row that is already a member; true when with it there is for the first time as much as
   * is needed.
   */
  boolean add(int incident, int r, int needed) {
    int before = incidents.get(incident, EVIDENCE);
    if (before >= Weight.CERTAIN || before == DOUBTFUL) {
      return false;
    }
    int after = Math.min(Weight.CERTAIN, before + gain(incident, r));
    incidents.set(incident, EVIDENCE, after);
    return before < needed && after >= needed;
  }

  private int gain(int incident, int r) {
    int weight = rows.weight(r);
    Summary summary = settled.find(incident);
    int most = summary == null ? 0 : summary.sources.getOrDefault(rows.source(r), 0);
    for (int m = incidents.get(incident, TAIL); m != NONE && most < weight; m = rows.previous(m)) {
      if (m != r && rows.source(m) == rows.source(r) && !rows.is(m, RowStore.CLEARED)) {
        most = Math.max(most, rows.weight(m));
      }
    }
    return Math.max(0, weight - most);
  }

  /** A member has left: weigh anew when asked. */
  void doubt(int incident) {
    incidents.set(incident, EVIDENCE, DOUBTFUL);
  }

  /** Millionths. */
  int of(int incident) {
    int known = incidents.get(incident, EVIDENCE);
    if (known == DOUBTFUL) {
      known = weigh(incident, settled.find(incident));
      incidents.set(incident, EVIDENCE, known);
    }
    return known;
  }

  private int weigh(int incident, @Nullable Summary summary) {
    Map<Integer, Integer> sources = new HashMap<>(summary == null ? Map.of() : summary.sources);
    for (int m = incidents.get(incident, TAIL); m != NONE; m = rows.previous(m)) {
      if (!rows.is(m, RowStore.CLEARED)) {
        sources.merge(rows.source(m), rows.weight(m), Math::max);
      }
    }
    long sum = 0;
    for (int weight : sources.values()) {
      sum += weight;
    }
    return (int) Math.min(Weight.CERTAIN, sum);
  }
}
