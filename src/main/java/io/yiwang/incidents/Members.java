package io.yiwang.incidents;

import static io.yiwang.incidents.IncidentStore.TAIL;
import static io.yiwang.incidents.IncidentStore.UNSORTED;
import static io.yiwang.incidents.RowStore.NONE;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The members of each incident as a list linked through the rows: OBSERVED rows in canonical order,
 * then CLEARED ones.
 */
final class Members {
  private final RowStore rows;
  private final IncidentStore incidents;

  Members(RowStore rows, IncidentStore incidents) {
    this.rows = rows;
    this.incidents = incidents;
  }

  /**
   * Puts a row at its place if that is at most so many steps from the end, else leaves sorting for
   * later.
   */
  void insert(int incident, int r, int steps) {
    int after = NONE;
    int before = incidents.get(incident, TAIL);
    int left = steps;
    while (before != NONE && rows.before(r, before) && left-- > 0) {
      after = before;
      before = rows.previous(before);
    }
    if (left < 0) {
      incidents.set(incident, UNSORTED, 1);
    }
    link(incident, before, r);
    link(incident, r, after);
  }

  void remove(int incident, int r) {
    link(incident, rows.previous(r), rows.next(r));
    rows.previous(r, NONE);
    rows.next(r, NONE);
  }

  private void link(int incident, int before, int after) {
    if (before != NONE) {
      rows.next(before, after);
    }
    if (after != NONE) {
      rows.previous(after, before);
    } else {
      incidents.set(incident, TAIL, before);
    }
  }

  /** Brings the list into canonical order if it may not be. */
  void sort(int incident) {
    if (incidents.get(incident, UNSORTED) == 0) {
      return;
    }
    Integer[] sorted = Arrays.stream(list(incident)).boxed().toArray(Integer[]::new);
    Arrays.sort(sorted, (Comparator<Integer>) rows::compare);
    int before = NONE;
    for (int r : sorted) {
      link(incident, before, r);
      before = r;
    }
    link(incident, before, NONE);
    incidents.set(incident, UNSORTED, 0);
  }

  /** From the first to the last in the list. */
  int[] list(int incident) {
    int count = 0;
    for (int m = incidents.get(incident, TAIL); m != NONE; m = rows.previous(m)) {
      count++;
    }
    int[] list = new int[count];
    for (int m = incidents.get(incident, TAIL); m != NONE; m = rows.previous(m)) {
      list[--count] = m;
    }
    return list;
  }

  /** The canonically first CLEARED member, which also ends the OBSERVED ones. */
  int firstClear(int incident) {
    int first = NONE;
    for (int m = incidents.get(incident, TAIL); m != NONE; m = rows.previous(m)) {
      if (!rows.is(m, RowStore.CLEARED)) {
        break;
      }
      if (first == NONE || rows.before(m, first)) {
        first = m;
      }
    }
    return first;
  }
}
