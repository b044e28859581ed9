package io.yiwang.incidents;

import static io.yiwang.incidents.IncidentStore.LAST;
import static io.yiwang.incidents.IncidentStore.TAIL;
import static io.yiwang.incidents.RowStore.ANCHOR;
import static io.yiwang.incidents.RowStore.FIXED;
import static io.yiwang.incidents.RowStore.FORGOTTEN;
import static io.yiwang.incidents.RowStore.NONE;

import io.yiwang.kernel.ObservationId;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The retained rows of one partition and the incidents they make. Not for use by two threads at
 * once.
 */
final class IncidentIndex {
  final RowStore rows = new RowStore();
  final IncidentStore incidents = new IncidentStore();
  final Rules rules;
  final Settled settled = new Settled(rows);
  final Evidence evidence = new Evidence(rows, incidents, settled);
  final Members members = new Members(rows, incidents);
  final Agenda agenda;

  private final IdMap ids = new IdMap(rows);
  private final Neighbours neighbours;
  private final Membership membership;

  IncidentIndex(Function<String, ClassRule> lookup) {
    rules = new Rules(lookup);
    agenda = new Agenda(rows, incidents, rules, evidence, members);
    neighbours = new Neighbours(rows, incidents, rules);
    membership = new Membership(rows, incidents, rules, ids, neighbours, members, settled, agenda);
  }

  /** Takes one row in; false if it is here already. */
  boolean add(Sight s) {
    int known = ids.find(s.idHigh, s.idLow);
    if (known != NONE) {
      agenda.again(known);
      return false;
    }
    int r = rows.add(s);
    ids.add(r);
    neighbours.addRow(r);
    rules.family(s.classNumber).see(s.at, s.idHigh, s.idLow);
    membership.arrive(r, s.clears);
    agenda.settle();
    return true;
  }

  /** The row of this id, or {@link RowStore#NONE}. */
  int find(ObservationId id) {
    return ids.find(id.value().getMostSignificantBits(), id.value().getLeastSignificantBits());
  }

  int find(long idHigh, long idLow) {
    return ids.find(idHigh, idLow);
  }

  /** The incident a row belongs to, by the id of its anchor. */
  @Nullable ObservationId incidentOf(int r) {
    int incident = rows.incident(r);
    return incident == NONE ? null : rows.id(incidents.get(incident, IncidentStore.ANCHOR));
  }

  long lastAt(int incident) {
    return membership.lastAt(incident);
  }

  /** When it was cleared, or {@link Summary#NEVER}. */
  long clearedAt(int incident) {
    Summary summary = settled.find(incident);
    int clear = incidents.get(incident, IncidentStore.CLEAR);
    if (summary != null && summary.clearedAt != Summary.NEVER) {
      return summary.clearedAt;
    }
    return clear == NONE ? Summary.NEVER : rows.at(clear);
  }

  /** Number of its OBSERVED rows, forgotten ones too. */
  int reports(int incident) {
    Summary summary = settled.find(incident);
    return incidents.get(incident, IncidentStore.REPORTS) + (summary == null ? 0 : summary.reports);
  }

  /** Forgets rows; what they say about their incidents is kept in summaries. Anchors stay. */
  void forget(int[] batch, IntConsumer summarised) {
    for (int r : batch) {
      int incident = rows.incident(r);
      if (incident != NONE) {
        fold(r, incident);
        summarised.accept(incident);
      }
      membership.naming.forget(r);
      rows.mark(r, FORGOTTEN);
    }
    for (int r : batch) {
      neighbours.sweep(r);
    }
    for (int r : batch) {
      if (!rows.is(r, ANCHOR)) {
        ids.remove(r);
        rows.remove(r);
      }
    }
  }

  private void fold(int r, int incident) {
    rows.mark(incidents.get(incident, IncidentStore.ANCHOR), FIXED);
    settled.ofOrNew(incident).fold(rows, r);
    members.remove(incident, r);
    if (incidents.get(incident, LAST) == r) {
      incidents.set(incident, LAST, NONE);
    }
    if (incidents.get(incident, IncidentStore.CLEAR) == r) {
      incidents.set(incident, IncidentStore.CLEAR, NONE);
    }
    if (!rows.is(r, RowStore.TOLD)) {
      incidents.add(incident, IncidentStore.UNTOLD, -1);
    }
    if (rows.is(r, RowStore.OPENED) && !rows.is(r, ANCHOR)) {
      incidents.add(incident, IncidentStore.ABSORBED, -1);
    }
    if (!rows.is(r, RowStore.CLEARED)) {
      incidents.add(incident, IncidentStore.REPORTS, -1);
    }
  }

  /**
   * Whether nothing of the incident but its summary is left and no row seen after this time can
   * join it.
   */
  boolean isOver(int incident, long time) {
    int anchor = incidents.get(incident, IncidentStore.ANCHOR);
    return rows.is(anchor, FORGOTTEN)
        && incidents.get(incident, TAIL) == NONE
        && (settled.isCleared(incident) || membership.end(incident) < time);
  }

  /** Forgets an incident that is over. */
  void drop(int incident) {
    int anchor = incidents.get(incident, IncidentStore.ANCHOR);
    neighbours.removeAnchor(incident);
    settled.remove(incident);
    incidents.close(incident);
    ids.remove(anchor);
    rows.remove(anchor);
  }

  /** Brings an incident back of which only the summary is kept. */
  void restore(Sight anchor, Summary summary) {
    int r = rows.add(anchor);
    rows.mark(r, ANCHOR | FIXED | FORGOTTEN | RowStore.OPENED | RowStore.TOLD);
    ids.add(r);
    int incident = incidents.open(r);
    rows.incident(r, incident);
    if (!summary.holdsAnchor) {
      summary.holdsAnchor = true;
      summary.reports++;
      summary.sources.merge(anchor.source, anchor.weight, Math::max);
    }
    rules.family(anchor.classNumber).see(summary.floorAt, summary.floorHigh, summary.floorLow);
    settled.put(incident, summary);
    evidence.doubt(incident);
    neighbours.addAnchor(incident);
  }
}
