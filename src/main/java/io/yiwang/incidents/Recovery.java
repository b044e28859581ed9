package io.yiwang.incidents;

import static io.yiwang.incidents.RowStore.ANCHOR;
import static io.yiwang.incidents.RowStore.FORGOTTEN;
import static io.yiwang.incidents.RowStore.NONE;
import static io.yiwang.incidents.RowStore.OPENED;
import static io.yiwang.incidents.RowStore.TOLD;

import io.yiwang.kernel.ObservationId;
import java.util.HashSet;
import java.util.Set;

/** Builds an index anew from the ledger and puts on its agenda what may not have been announced. */
final class Recovery {
  private final IncidentIndex index;
  private final Ledger ledger;
  private final Set<ObservationId> doubts = new HashSet<>();
  private long next;

  /**
   * @param next the offset after the last packet in the journal
   * @param doubts rows whose announcement may have been lost and is repeated now
   */
  record Loaded(long next, Set<ObservationId> doubts) {}

  private Recovery(IncidentIndex index, Ledger ledger) {
    this.index = index;
    this.ledger = ledger;
  }

  static Loaded load(IncidentIndex index, Ledger ledger) {
    Recovery recovery = new Recovery(index, ledger);
    recovery.rows();
    index.agenda.clear();
    recovery.whatWasTold();
    recovery.doubts();
    return new Loaded(recovery.next, recovery.doubts);
  }

  private void rows() {
    ledger.carryOutIntent();
    long horizon = ledger.horizon();
    next = horizon + 1;
    ledger.summaries((key, summary) -> SummaryCodec.restore(summary, index));
    ledger.journal(
        (offset, entry) -> {
          JournalEntry.read(entry, offset, index.rules, index::add);
          next = Math.max(next, offset + 1);
        });
  }

  /** Rows of the last packets count as new; an anchor that was never announced does as well. */
  private void whatWasTold() {
    RowStore rows = index.rows;
    for (long[] id : ledger.anchors()) {
      int r = index.find(id[0], id[1]);
      if (r != NONE) {
        boolean known = rows.is(r, OPENED);
        rows.mark(r, OPENED);
        if (!known && !rows.is(r, ANCHOR) && rows.incident(r) != NONE) {
          index.incidents.add(rows.incident(r), IncidentStore.ABSORBED, 1);
        }
      }
    }
    long told = ledger.told();
    for (int r = 0; r < rows.end(); r++) {
      int incident = rows.is(r, FORGOTTEN) ? NONE : rows.incident(r);
      if (incident == NONE) {
        continue;
      }
      if (rows.offset(r) < told) {
        rows.mark(r, TOLD);
        index.incidents.add(incident, IncidentStore.UNTOLD, -1);
      } else {
        index.agenda.more(incident);
      }
      if (rows.is(r, ANCHOR) && !rows.is(r, OPENED)) {
        index.agenda.more(incident);
      }
    }
  }

  private void doubts() {
    for (long[] id : ledger.doubts()) {
      int r = index.find(id[0], id[1]);
      if (r != NONE) {
        index.agenda.sayAgain(r);
        doubts.add(index.rows.id(r));
      } else {
        ledger.trust(id[0], id[1]);
      }
    }
  }
}
