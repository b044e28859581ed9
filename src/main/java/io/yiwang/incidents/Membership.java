package io.yiwang.incidents;

import static io.yiwang.incidents.IncidentStore.ABSORBED;
import static io.yiwang.incidents.IncidentStore.CLEAR;
import static io.yiwang.incidents.IncidentStore.LAST;
import static io.yiwang.incidents.IncidentStore.TAIL;
import static io.yiwang.incidents.RowStore.ANCHOR;
import static io.yiwang.incidents.RowStore.APART;
import static io.yiwang.incidents.RowStore.CLEARED;
import static io.yiwang.incidents.RowStore.FIXED;
import static io.yiwang.incidents.RowStore.NAMES;
import static io.yiwang.incidents.RowStore.NONE;

import io.yiwang.kernel.ObservationId;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are one and the same matter, kept up to date row by row, whatever the order in which
 * they arrive.
 */
final class Membership {

  /*
   * THE RULE. Membership is a function of the set of rows. Rows are ordered canonically: by the time they were observed
   * (milliseconds), then by id taken as 128 unsigned bits. Classes that can be confused, directly or through others, are a
   * family; families never meet. Within a family the rows are taken in canonical order.
   *
   *   An OBSERVED row o joins an incident I that matches it and is active at o; if there are several, one whose anchor is
   *   the same object, then the one with the nearest anchor, then the one with the canonically earliest anchor. If there
   *   is none, o opens an incident: it is the anchor and gives the incident its id.
   *   I matches o if anchor and o are the same object (equal component ids, or equal source and track id), or if their
   *   classes are equal or declared confusable, they are at most the radius of the anchor's class apart, and they do not
   *   name two different components.
   *   I is active at o if its anchor is before o, no CLEARED row of I is before o, and o was seen at most the window of
   *   the anchor's class after the latest OBSERVED row of I that is before o.
   *   A CLEARED row that names an incident (by any row of it that is before, in the same family) belongs to that
   *   incident, whatever place and time say. One that names none joins by the same rule as an OBSERVED row, but opens
   *   nothing. Either way the incident ends there.
   *   An APART row belongs to nothing. The OBSERVED row it names (in the same family, before or after it) opens an
   *   incident, whatever it matches: a person has said so.
   *
   * So a chain along a street is bounded in space, since every member is within the radius of the anchor itself, and an
   * incident lasts as long as no silence exceeds the window. The order of arrival, the number of partitions (a family is in
   * one), restarts and redelivery have no part in the rule; a late row may therefore join what was apart.
   *
   * THE ALGORITHM. The decision about a row depends only on rows before it. So a new row is decided first, and then,
   * in canonical order, every later row whose decision may have changed by that, and so on (RowQueue). Since effects only
   * go forward, each row taken from the queue sees the final state of all before it. What may change the decision of q:
   *
   *   1. q's own incident is gone, or no longer active at q: the member is taken out and queued when that happens
   *      (dissolve, truncate). The incident of another row vanishing changes nothing for q, which had refused it.
   *   2. An incident has become active at q: a new anchor (open), the last OBSERVED row moved on by o (attach), which
   *      concerns only q seen after the old end and until the new one, or a CLEARED row left (detach). Those rows are
   *      looked up by place and object (reconsider).
   *   3. q names a row that arrived or changed its incident.
   *   4. q is set apart.
   *
   * A row that joins an incident before its last OBSERVED row changes nothing for others, because the incident was already
   * active in between; and if no row of the family is later than the new end, nobody is concerned. That is the normal case.
   */

  final Naming naming;

  private static final int OPEN = -2;
  private static final int STEPS_BACK = 8;

  private final RowStore rows;
  private final IncidentStore incidents;
  private final Rules rules;
  private final Neighbours neighbours;
  private final Settled settled;
  private final Agenda agenda;
  private final Members members;
  private final Matching matching;
  private final RowQueue queue;
  private final IdMap ids;

  private final IntConsumer consider = this::consider;
  private final IntConsumer reconsider = this::reconsider;
  private int row;
  private int best;
  private boolean bestSame;
  private double bestSquare;
  private int growing;

  Membership(
      RowStore rows,
      IncidentStore incidents,
      Rules rules,
      IdMap ids,
      Neighbours neighbours,
      Members members,
      Settled settled,
      Agenda agenda) {
    this.rows = rows;
    this.incidents = incidents;
    this.rules = rules;
    this.ids = ids;
    this.neighbours = neighbours;
    this.members = members;
    this.settled = settled;
    this.agenda = agenda;
    this.matching = new Matching(rows, rules);
    this.queue = new RowQueue(rows);
    this.naming = new Naming(rows, rules);
  }

  /** Decides a row that is new in all indexes, and every row concerned by it. */
  void arrive(int r, @Nullable ObservationId clears) {
    if (clears != null) {
      naming.add(r, clears);
    }
    if (rows.is(r, APART)) {
      setApart(clears);
    } else {
      decide(r);
    }
    while (!queue.isEmpty()) {
      int next = queue.poll();
      agenda.repaired(next);
      decide(next);
    }
  }

  private void setApart(@Nullable ObservationId named) {
    int r = named == null ? NONE : find(named);
    if (r != NONE && !rows.is(r, ANCHOR)) {
      queue.add(r);
    }
  }

  private int find(ObservationId id) {
    return ids.find(id.value().getMostSignificantBits(), id.value().getLeastSignificantBits());
  }

  private void decide(int r) {
    int old = rows.incident(r);
    boolean wasAnchor = rows.is(r, ANCHOR);
    int chosen = choose(r);
    if (wasAnchor ? chosen == OPEN : chosen == old) {
      return;
    }
    if (wasAnchor) {
      dissolve(old);
    } else if (old != NONE) {
      detach(r, old);
    }
    if (chosen == OPEN) {
      open(r);
    } else if (chosen != NONE) {
      attach(r, chosen);
    }
    naming.clearing(r).forEach(queue::add);
  }

  private int choose(int r) {
    if (rows.is(r, NAMES)) {
      return rows.is(r, APART) ? NONE : named(r);
    }
    if (naming.isApart(r)) {
      return OPEN;
    }
    row = r;
    best = NONE;
    neighbours.anchorsNear(r, consider);
    return best != NONE || rows.is(r, CLEARED) ? best : OPEN;
  }

  private int named(int r) {
    ObservationId id = naming.of(r);
    if (id == null) {
      return NONE;
    }
    int named = find(id);
    boolean valid =
        named != NONE
            && rows.before(named, r)
            && rules.sameFamily(rows.classNumber(named), rows.classNumber(r));
    int incident = valid ? rows.incident(named) : NONE;
    return incident != NONE && settled.takesClear(incident, r) ? incident : NONE;
  }

  private void consider(int incident) {
    int anchor = incidents.get(incident, IncidentStore.ANCHOR);
    if (!rows.before(anchor, row) || !isActive(incident, row)) {
      return;
    }
    boolean same = matching.sameObject(anchor, row);
    double square = matching.square(anchor, row);
    if (!matching.matches(anchor, row, same, square)) {
      return;
    }
    if (rows.is(row, CLEARED) && !settled.takesClear(incident, row)) {
      return;
    }
    if (best == NONE || isBetter(anchor, same, square)) {
      best = incident;
      bestSame = same;
      bestSquare = square;
    }
  }

  private boolean isBetter(int anchor, boolean same, double square) {
    if (same != bestSame) {
      return same;
    }
    if (square != bestSquare) {
      return square < bestSquare;
    }
    return rows.before(anchor, incidents.get(best, IncidentStore.ANCHOR));
  }

  private boolean isActive(int incident, int r) {
    int clear = incidents.get(incident, CLEAR);
    if (settled.isCleared(incident) || (clear != NONE && rows.before(clear, r))) {
      return false;
    }
    return rows.at(r) <= end(incident) || !isAfterLast(r, incident);
  }

  /** Last millisecond at which the incident is active, unless it is cleared. */
  long end(int incident) {
    return lastAt(incident) + window(incident);
  }

  long lastAt(int incident) {
    int last = incidents.get(incident, LAST);
    long floor = settled.floorAt(incident);
    return last == NONE ? floor : Math.max(floor, rows.at(last));
  }

  private long window(int incident) {
    return rules.rule(rows.classNumber(incidents.get(incident, IncidentStore.ANCHOR))).window();
  }

  private boolean isAfterLast(int r, int incident) {
    int last = incidents.get(incident, LAST);
    return (last == NONE || rows.before(last, r)) && !settled.isBelowFloor(incident, r);
  }

  private void open(int r) {
    int incident = incidents.open(r);
    rows.mark(r, ANCHOR);
    rows.incident(r, incident);
    members.insert(incident, r, STEPS_BACK);
    incidents.set(incident, LAST, r);
    neighbours.addAnchor(incident);
    agenda.opened(incident);
    reconsiderAfter(incident, r, rows.at(r) - 1);
  }

  private void attach(int r, int incident) {
    rows.incident(r, incident);
    members.insert(incident, r, STEPS_BACK);
    if (rows.is(r, RowStore.OPENED)) {
      incidents.add(incident, ABSORBED, 1);
    }
    if (rows.is(r, CLEARED)) {
      end(incident, r);
    } else if (isAfterLast(r, incident)) {
      long oldEnd = end(incident);
      incidents.set(incident, LAST, r);
      reconsiderAfter(incident, r, oldEnd);
    }
    agenda.joined(incident, r);
  }

  /** A CLEARED row has joined: what came after it comes apart. */
  private void end(int incident, int r) {
    int clear = incidents.get(incident, CLEAR);
    if (clear != NONE && rows.before(clear, r)) {
      return;
    }
    incidents.set(incident, CLEAR, r);
    members.sort(incident);
    truncate(incident, rows.next(r));
  }

  private void detach(int r, int incident) {
    members.sort(incident);
    int before = rows.previous(r);
    int after = rows.next(r);
    release(r, incident);
    if (rows.is(r, CLEARED)) {
      if (incidents.get(incident, CLEAR) == r) {
        incidents.set(incident, CLEAR, after);
        reconsiderAfter(incident, r, rows.at(r) - 1);
      }
      return;
    }
    if (incidents.get(incident, LAST) == r) {
      incidents.set(incident, LAST, before);
    }
    if (settled.isBelowFloor(incident, r)) {
      return;
    }
    long floor = settled.floorAt(incident);
    long end = Math.max(floor, before == NONE ? floor : rows.at(before)) + window(incident);
    int follower = after;
    while (follower != NONE && rows.is(follower, NAMES)) {
      follower = rows.next(follower);
    }
    if (follower != NONE && rows.at(follower) > end) {
      truncate(incident, follower);
    }
  }

  /**
   * Takes out and queues this member and all after it, but not CLEARED rows that name the incident.
   */
  private void truncate(int incident, int first) {
    int before = first == NONE ? NONE : rows.previous(first);
    boolean cut = false;
    for (int m = first; m != NONE; ) {
      int next = rows.next(m);
      if (!rows.is(m, NAMES)) {
        cut |= !rows.is(m, CLEARED);
        release(m, incident);
        queue.add(m);
      }
      m = next;
    }
    if (cut) {
      while (before != NONE && rows.is(before, CLEARED)) {
        before = rows.previous(before);
      }
      incidents.set(incident, LAST, before);
    }
    incidents.set(incident, CLEAR, members.firstClear(incident));
  }

  /** The anchor no longer is one: all other members are decided anew. */
  private void dissolve(int incident) {
    int anchor = incidents.get(incident, IncidentStore.ANCHOR);
    neighbours.removeAnchor(incident);
    for (int m = incidents.get(incident, TAIL); m != NONE; ) {
      int previous = rows.previous(m);
      release(m, incident);
      if (m != anchor) {
        queue.add(m);
      }
      m = previous;
    }
    rows.unmark(anchor, ANCHOR);
    incidents.close(incident);
    agenda.dissolved(anchor);
  }

  private void release(int r, int incident) {
    members.remove(incident, r);
    rows.incident(r, NONE);
    if (rows.is(r, RowStore.OPENED) && !rows.is(r, ANCHOR)) {
      incidents.add(incident, ABSORBED, -1);
    }
    agenda.left(incident, r);
  }

  /**
   * Queues later rows that may now prefer this incident: those seen after this time and until its
   * end.
   */
  private void reconsiderAfter(int incident, int r, long after) {
    Rules.Family family = rules.family(rows.classNumber(r));
    if (family.latestAt() <= after || family.isLatest(rows.at(r), rows.idHigh(r), rows.idLow(r))) {
      return;
    }
    row = r;
    growing = incident;
    neighbours.rowsNear(
        incidents.get(incident, IncidentStore.ANCHOR), after, end(incident), reconsider);
  }

  private void reconsider(int q) {
    int present = rows.incident(q);
    if (present == growing || rows.is(q, NAMES | FIXED) || !rows.before(row, q)) {
      return;
    }
    int anchor = incidents.get(growing, IncidentStore.ANCHOR);
    boolean same = matching.sameObject(anchor, q);
    double square = matching.square(anchor, q);
    if (!matching.matches(anchor, q, same, square)) {
      return;
    }
    if (present != NONE && !rows.is(q, ANCHOR)) {
      int other = incidents.get(present, IncidentStore.ANCHOR);
      best = present;
      bestSame = matching.sameObject(other, q);
      bestSquare = matching.square(other, q);
      if (!isBetter(anchor, same, square)) {
        return;
      }
    }
    queue.add(q);
  }
}
