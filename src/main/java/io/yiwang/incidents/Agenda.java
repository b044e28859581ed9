package io.yiwang.incidents;

import static io.yiwang.incidents.IncidentStore.ANCHOR;
import static io.yiwang.incidents.IncidentStore.REPORTS;
import static io.yiwang.incidents.IncidentStore.UNTOLD;
import static io.yiwang.incidents.RowStore.CLEARED;
import static io.yiwang.incidents.RowStore.GROWN;
import static io.yiwang.incidents.RowStore.NONE;
import static io.yiwang.incidents.RowStore.OPENED;
import static io.yiwang.incidents.RowStore.REPAIRED;
import static io.yiwang.incidents.RowStore.TOLD;
import static io.yiwang.incidents.RowStore.URGENT;

import java.util.Arrays;

/**
 * Which incidents have to be announced, and how soon: at once when one was opened, merged, cleared,
 * got enough evidence or its first few reports; growth in turn, the one that waits longest first.
 */
final class Agenda {
  private static final int FIRST_REPORTS = 3;

  private final RowStore rows;
  private final IncidentStore incidents;
  private final Rules rules;
  private final Evidence evidence;
  private final Members members;
  private final Ints urgent = new Ints();
  private final Ints repaired = new Ints();
  private final Ints grown = new Ints();
  private boolean repairing;

  Agenda(RowStore rows, IncidentStore incidents, Rules rules, Evidence evidence, Members members) {
    this.rows = rows;
    this.incidents = incidents;
    this.rules = rules;
    this.evidence = evidence;
    this.members = members;
  }

  // --- what membership tells

  void opened(int incident) {
    int anchor = incidents.get(incident, ANCHOR);
    incidents.set(incident, REPORTS, 1);
    incidents.set(incident, UNTOLD, 1);
    incidents.set(incident, IncidentStore.EVIDENCE, rows.weight(anchor));
    soon(anchor, URGENT);
  }

  void joined(int incident, int r) {
    int anchor = incidents.get(incident, ANCHOR);
    incidents.add(incident, UNTOLD, 1);
    if (rows.is(r, OPENED)) {
      soon(r, URGENT);
    }
    if (rows.is(r, CLEARED)) {
      soon(anchor, URGENT);
      return;
    }
    incidents.add(incident, REPORTS, 1);
    boolean enough = evidence.add(incident, r, rules.rule(rows.classNumber(anchor)).needed());
    boolean first = incidents.get(incident, REPORTS) <= FIRST_REPORTS;
    soon(anchor, enough || first || rows.is(r, OPENED) ? URGENT : GROWN);
  }

  void left(int incident, int r) {
    if (rows.is(r, TOLD)) {
      rows.unmark(r, TOLD);
    } else {
      incidents.add(incident, UNTOLD, -1);
    }
    boolean cleared = rows.is(r, CLEARED);
    if (!cleared) {
      incidents.add(incident, REPORTS, -1);
    }
    evidence.doubt(incident);
    soon(incidents.get(incident, ANCHOR), cleared ? URGENT : GROWN);
  }

  void dissolved(int anchor) {
    rows.unmark(anchor, GROWN);
    soon(anchor, URGENT);
  }

  /** From here to {@link #settle} more than the arriving row changes. */
  void repaired(int r) {
    repairing = true;
    note(r);
  }

  void settle() {
    repairing = false;
  }

  /** A row has come again: its announcement may have been lost the first time. */
  void again(int r) {
    int incident = rows.incident(r);
    if (incident == NONE) {
      return;
    }
    if (rows.is(r, OPENED) && !rows.is(r, RowStore.ANCHOR)) {
      soon(r, URGENT);
    }
    if (rows.is(r, TOLD)) {
      rows.unmark(r, TOLD);
      incidents.add(incident, UNTOLD, 1);
    }
    soon(incidents.get(incident, ANCHOR), GROWN);
  }

  private void soon(int anchor, int flag) {
    note(anchor);
    if (rows.is(anchor, flag | URGENT)) {
      return;
    }
    rows.mark(anchor, flag);
    (flag == URGENT ? urgent : grown).add(anchor);
  }

  private void note(int r) {
    if (repairing && !rows.is(r, REPAIRED)) {
      rows.mark(r, REPAIRED);
      repaired.add(r);
    }
  }

  // --- what announcing asks

  /** Anchor, or former anchor, to be announced at once, or {@link RowStore#NONE}. */
  int nextUrgent() {
    return next(urgent, URGENT);
  }

  /** Anchor whose incident has grown and waits longest, or {@link RowStore#NONE}. */
  int nextGrown() {
    return next(grown, GROWN);
  }

  /** Row concerned by the repairs since the last call of this, or {@link RowStore#NONE}. */
  int nextRepaired() {
    return next(repaired, REPAIRED);
  }

  boolean hasGrown() {
    return grown.size() > 0;
  }

  /** There is more to say about this incident, when its turn comes. */
  void more(int incident) {
    soon(incidents.get(incident, ANCHOR), GROWN);
  }

  /**
   * Whatever this row was told to be may not have been heard: its incident, all its members, its
   * merging.
   */
  void sayAgain(int r) {
    int incident = rows.incident(r);
    if (rows.is(r, RowStore.ANCHOR)) {
      for (int m : members.list(incident)) {
        again(m);
      }
    }
    again(r);
  }

  /** Nothing is to be said. */
  void clear() {
    while (nextUrgent() != NONE || nextGrown() != NONE || nextRepaired() != NONE) {
      // each call takes one off
    }
  }

  private int next(Ints from, int flag) {
    while (from.size() > 0) {
      int r = from.removeFirst();
      if (rows.is(r, flag)) {
        rows.unmark(r, flag);
        return r;
      }
    }
    return NONE;
  }

  /** Numbers, first in, first out. */
  private static final class Ints {
    private int[] ring = new int[64];
    private int head;
    private int size;

    int size() {
      return size;
    }

    void add(int value) {
      if (size == ring.length) {
        int[] larger = Arrays.copyOf(ring, size * 2);
        System.arraycopy(ring, 0, larger, size, head);
        ring = larger;
      }
      ring[head + size++ & ring.length - 1] = value;
    }

    int removeFirst() {
      int value = ring[head];
      head = head + 1 & ring.length - 1;
      size--;
      return value;
    }
  }
}
