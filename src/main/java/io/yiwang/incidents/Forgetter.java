package io.yiwang.incidents;

import static io.yiwang.incidents.RowStore.FORGOTTEN;
import static io.yiwang.incidents.RowStore.NONE;
import static io.yiwang.incidents.RowStore.OPENED;

import io.yiwang.kernel.ObservationId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Forgets the rows of one partition in the order of their arrival: those that arrived longer ago
 * than the settling time, and the oldest ones when the process retains too many. Summaries take the
 * place of the rows in one step ({@link Ledger#settle}), so a crash neither loses nor doubles a
 * report.
 */
final class Forgetter {
  private static final int ROWS_A_BATCH = 5_000;
  private static final int BATCHES_AT_ONCE = 20;

  private final Partition partition;
  private final Ledger ledger;
  private final Workshop workshop;
  private long counted;

  Forgetter(Partition partition, Ledger ledger, Workshop workshop) {
    this.partition = partition;
    this.ledger = ledger;
    this.workshop = workshop;
  }

  void forget() {
    partition.lock().lock();
    try {
      count();
      long oldest = workshop.clock().millis() - workshop.settling().toMillis();
      long excess = excess();
      for (int i = 0; i < BATCHES_AT_ONCE; i++) {
        int forgotten = forgetBatch(oldest, excess);
        if (forgotten == 0) {
          break;
        }
        excess -= forgotten;
      }
      dropWhatIsOver(oldest);
      count();
    } finally {
      partition.lock().unlock();
    }
  }

  /** Returns how many rows it forgot. */
  private int forgetBatch(long oldest, long excess) {
    List<Long> offsets = new ArrayList<>();
    List<Integer> rows = new ArrayList<>();
    ledger.oldest(
        ledger.horizon(),
        (offset, entry) -> {
          boolean old = JournalEntry.arrivedAt(entry) <= oldest || rows.size() < excess;
          if (!old || rows.size() >= ROWS_A_BATCH) {
            return false;
          }
          offsets.add(offset);
          rowsOf(offset, entry, rows);
          return true;
        });
    if (!offsets.isEmpty()) {
      forget(rows, offsets.getLast());
    }
    return rows.size();
  }

  /** This partition's share of the rows that are too many. */
  private long excess() {
    long all = workshop.retained().get();
    long tooMany = all - workshop.maxRows();
    return tooMany <= 0 ? 0 : Math.ceilDiv(tooMany * partition.index().rows.size(), all);
  }

  private void rowsOf(long offset, byte[] entry, List<Integer> rows) {
    IncidentIndex index = partition.index();
    JournalEntry.read(
        entry,
        offset,
        index.rules,
        s -> {
          int r = index.find(s.idHigh, s.idLow);
          if (r != NONE && index.rows.offset(r) == offset && !index.rows.is(r, FORGOTTEN)) {
            rows.add(r);
          }
        });
  }

  private void forget(List<Integer> rows, long horizon) {
    IncidentIndex index = partition.index();
    List<long[]> texts = new ArrayList<>();
    for (int r : rows) {
      if (index.rows.is(r, OPENED) && !index.rows.is(r, RowStore.ANCHOR)) {
        texts.add(new long[] {index.rows.idHigh(r), index.rows.idLow(r)});
      }
    }
    Set<Integer> summarised = new LinkedHashSet<>();
    index.forget(rows.stream().mapToInt(i -> i).toArray(), summarised::add);
    Map<ObservationId, byte[]> summaries = new LinkedHashMap<>();
    summarised.forEach(incident -> encode(incident, summaries));
    ledger.settle(summaries, horizon);
    texts.forEach(id -> ledger.dropAnchor(id[0], id[1]));
  }

  private void encode(int incident, Map<ObservationId, byte[]> summaries) {
    IncidentIndex index = partition.index();
    Summary summary = index.settled.find(incident);
    if (summary != null) {
      int anchor = index.incidents.get(incident, IncidentStore.ANCHOR);
      String code = index.rules.rule(index.rows.classNumber(anchor)).code();
      summaries.put(index.rows.id(anchor), SummaryCodec.encode(index.rows, anchor, code, summary));
    }
  }

  private void dropWhatIsOver(long time) {
    IncidentIndex index = partition.index();
    for (int i = 0; index.settled.size() > 0 && i < index.settled.end(); i++) {
      if (index.settled.find(i) != null && index.isOver(i, time)) {
        int anchor = index.incidents.get(i, IncidentStore.ANCHOR);
        long high = index.rows.idHigh(anchor);
        long low = index.rows.idLow(anchor);
        ledger.dropSummary(high, low);
        ledger.dropAnchor(high, low);
        index.drop(i);
      }
    }
  }

  private void count() {
    long now = partition.index().rows.size();
    workshop.retained().addAndGet(now - counted);
    counted = now;
  }

  /** The partition goes elsewhere. */
  void close() {
    workshop.retained().addAndGet(-counted);
    counted = 0;
  }
}
