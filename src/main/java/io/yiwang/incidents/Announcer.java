package io.yiwang.incidents;

import static io.yiwang.incidents.RowStore.ANCHOR;
import static io.yiwang.incidents.RowStore.NONE;
import static io.yiwang.incidents.RowStore.OPENED;
import static io.yiwang.incidents.RowStore.TOLD;

import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says on the incidents topic what has become of the incidents of one partition. */
final class Announcer {
  private static final int MEMBERS_AT_ONCE = 500;
  private static final Logger log = LoggerFactory.getLogger(Announcer.class);

  private final IncidentIndex index;
  private final Ledger ledger;
  private final AnchorText texts;
  private final ChangeWriter writer;
  private final BiConsumer<String, byte[]> out;

  /**
   * @param out takes the incident's id and the JSON of the change
   */
  Announcer(Partition partition, Ledger ledger, AnchorText texts, BiConsumer<String, byte[]> out) {
    this.index = partition.index();
    this.ledger = ledger;
    this.texts = texts;
    this.writer = new ChangeWriter(partition);
    this.out = out;
  }

  /** Everything that may not wait. */
  void sayUrgent() {
    for (int r = index.agenda.nextUrgent(); r != NONE; r = index.agenda.nextUrgent()) {
      say(r);
    }
  }

  /** Growth, as long as there is leave to speak; true if nothing is left to say. */
  boolean sayGrowth(BooleanSupplier leave) {
    while (index.agenda.hasGrown()) {
      if (!leave.getAsBoolean()) {
        return false;
      }
      int r = index.agenda.nextGrown();
      if (r != NONE) {
        say(r);
      }
    }
    return true;
  }

  private void say(int r) {
    boolean anchor = index.rows.is(r, ANCHOR);
    if (!anchor && !(index.rows.is(r, OPENED) && index.rows.incident(r) != NONE)) {
      return;
    }
    String text = texts.find(r);
    if (text == null) {
      log.error("Incident {} cannot be announced: the log no longer has it.", index.rows.id(r));
      return;
    }
    if (!index.rows.is(r, OPENED)) {
      index.rows.mark(r, OPENED);
      texts.keep(r, text);
    }
    String id = index.rows.id(r).toString();
    if (!anchor) {
      out.accept(id, writer.merged(r, text));
      return;
    }
    int incident = index.rows.incident(r);
    int[] added = untold(incident);
    out.accept(id, writer.present(incident, text, added));
    for (int m : added) {
      index.rows.mark(m, TOLD);
    }
    index.incidents.add(incident, IncidentStore.UNTOLD, -added.length);
    if (index.incidents.get(incident, IncidentStore.UNTOLD) > 0) {
      index.agenda.more(incident);
    }
  }

  /** Members to be named now, the latest first; usually they are the end of the list. */
  private int[] untold(int incident) {
    int count = Math.min(MEMBERS_AT_ONCE, index.incidents.get(incident, IncidentStore.UNTOLD));
    int[] untold = new int[Math.max(0, count)];
    int found = 0;
    for (int m = index.incidents.get(incident, IncidentStore.TAIL);
        m != NONE && found < untold.length;
        m = index.rows.previous(m)) {
      if (!index.rows.is(m, TOLD)) {
        untold[found++] = m;
      }
    }
    return Arrays.copyOf(untold, found);
  }
}
