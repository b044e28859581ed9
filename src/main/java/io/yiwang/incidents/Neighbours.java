package io.yiwang.incidents;

import static io.yiwang.incidents.RowStore.NONE;

import java.util.function.IntConsumer;

/**
 * Who is near: rows by cell and time slice, anchors by cell, and both by component and by track. A
 * chain may hold strangers (keys are hashes of family, cell and slice), so the caller checks each
 * one it is given.
 */
final class Neighbours {
  static final int CELL = 0;
  static final int COMPONENT = 1;
  static final int TRACK = 2;

  private final RowStore rows;
  private final IncidentStore incidents;
  private final Rules rules;
  private final HeadMap[] rowHeads = {new HeadMap(), new HeadMap(), new HeadMap()};
  private final HeadMap[] anchorHeads = {new HeadMap(), new HeadMap(), new HeadMap()};

  Neighbours(RowStore rows, IncidentStore incidents, Rules rules) {
    this.rows = rows;
    this.incidents = incidents;
    this.rules = rules;
  }

  void addRow(int r) {
    for (int chain = CELL; chain <= TRACK; chain++) {
      long key = rowKey(r, chain);
      if (key != 0) {
        rows.chained(r, chain, rowHeads[chain].put(key, r));
      }
    }
  }

  /** Takes every {@link RowStore#FORGOTTEN} row out of the chains that this one is in. */
  void sweep(int r) {
    for (int chain = CELL; chain <= TRACK; chain++) {
      long key = rowKey(r, chain);
      int head = key == 0 ? NONE : rowHeads[chain].get(key);
      if (head == NONE) {
        continue;
      }
      int first = NONE;
      int last = NONE;
      for (int q = head; q != NONE; q = rows.chained(q, chain)) {
        if (!rows.is(q, RowStore.FORGOTTEN)) {
          if (last == NONE) {
            first = q;
          } else {
            rows.chained(last, chain, q);
          }
          last = q;
        }
      }
      if (last == NONE) {
        rowHeads[chain].remove(key);
      } else {
        rows.chained(last, chain, NONE);
        rowHeads[chain].put(key, first);
      }
    }
  }

  void addAnchor(int incident) {
    for (int chain = CELL; chain <= TRACK; chain++) {
      long key = anchorKey(incident, chain);
      if (key != 0) {
        int next = anchorHeads[chain].put(key, incident);
        incidents.set(incident, IncidentStore.CHAIN + chain, next);
      }
    }
  }

  void removeAnchor(int incident) {
    for (int chain = CELL; chain <= TRACK; chain++) {
      long key = anchorKey(incident, chain);
      if (key != 0) {
        unchain(incident, chain, key);
      }
    }
  }

  private void unchain(int incident, int chain, long key) {
    int field = IncidentStore.CHAIN + chain;
    int next = incidents.get(incident, field);
    int head = anchorHeads[chain].get(key);
    if (head == incident) {
      if (next == NONE) {
        anchorHeads[chain].remove(key);
      } else {
        anchorHeads[chain].put(key, next);
      }
      return;
    }
    while (incidents.get(head, field) != incident) {
      head = incidents.get(head, field);
    }
    incidents.set(head, field, next);
  }

  /** Incidents whose anchor may match this row; some come twice. */
  void anchorsNear(int r, IntConsumer found) {
    for (int chain = COMPONENT; chain <= TRACK; chain++) {
      long key = rowKey(r, chain);
      if (key != 0) {
        visitAnchors(anchorHeads[chain].get(key), chain, found);
      }
    }
    Rules.Family family = rules.family(rows.classNumber(r));
    Box box = box(r, family.radius(), family);
    for (int y = box.bottom; y <= box.top; y++) {
      for (int x = box.left; x <= box.right; x++) {
        visitAnchors(anchorHeads[CELL].get(cellKey(family, x, y, 0)), CELL, found);
      }
    }
  }

  private void visitAnchors(int head, int chain, IntConsumer found) {
    for (int i = head; i != NONE; i = incidents.get(i, IncidentStore.CHAIN + chain)) {
      found.accept(i);
    }
  }

  /**
   * Rows that this anchor may match and that were seen after one time and up to another; some come
   * twice.
   */
  void rowsNear(int anchor, long after, long until, IntConsumer found) {
    for (int chain = COMPONENT; chain <= TRACK; chain++) {
      long key = rowKey(anchor, chain);
      if (key != 0) {
        visitRows(rowHeads[chain].get(key), chain, after, until, found);
      }
    }
    int classNumber = rows.classNumber(anchor);
    Rules.Family family = rules.family(classNumber);
    Box box = box(anchor, rules.rule(classNumber).radius(), family);
    long lastSlice = Math.floorDiv(Math.min(until, family.latestAt()), family.bucket);
    for (long slice = Math.floorDiv(after, family.bucket); slice <= lastSlice; slice++) {
      for (int y = box.bottom; y <= box.top; y++) {
        for (int x = box.left; x <= box.right; x++) {
          int head = rowHeads[CELL].get(cellKey(family, x, y, slice));
          visitRows(head, CELL, after, until, found);
        }
      }
    }
  }

  private void visitRows(int head, int chain, long after, long until, IntConsumer found) {
    for (int q = head; q != NONE; q = rows.chained(q, chain)) {
      long at = rows.at(q);
      if (at > after && at <= until) {
        found.accept(q);
      }
    }
  }

  private record Box(int left, int right, int bottom, int top) {}

  private Box box(int r, int radius, Rules.Family family) {
    int north = Ground.latitudeE7(radius);
    int east = Ground.longitudeE7(radius, rows.lat(r));
    return new Box(
        cell((long) rows.lng(r) - east, family),
        cell((long) rows.lng(r) + east, family),
        cell((long) rows.lat(r) - north, family),
        cell((long) rows.lat(r) + north, family));
  }

  private static int cell(long e7, Rules.Family family) {
    return (int) Math.floorDiv(e7, family.cell);
  }

  private long rowKey(int r, int chain) {
    Rules.Family family = rules.family(rows.classNumber(r));
    return switch (chain) {
      case CELL -> {
        int x = cell(rows.lng(r), family);
        int y = cell(rows.lat(r), family);
        yield cellKey(family, x, y, Math.floorDiv(rows.at(r), family.bucket));
      }
      case COMPONENT -> objectKey(family, rows.component(r));
      default -> objectKey(family, rows.track(r));
    };
  }

  private long anchorKey(int incident, int chain) {
    int r = incidents.get(incident, IncidentStore.ANCHOR);
    if (chain != CELL) {
      return rowKey(r, chain);
    }
    Rules.Family family = rules.family(rows.classNumber(r));
    return cellKey(family, cell(rows.lng(r), family), cell(rows.lat(r), family), 0);
  }

  private static long objectKey(Rules.Family family, long hash) {
    return hash == 0 ? 0 : mix(hash + family.number);
  }

  private static long cellKey(Rules.Family family, int x, int y, long slice) {
    return mix(mix((long) x << 32 ^ y & 0xFFFFFFFFL) + slice * 0x9E3779B97F4A7C15L + family.number);
  }

  private static long mix(long key) {
    long h = (key ^ key >>> 32) * 0xD6E8FEB86659FD93L;
    h = (h ^ h >>> 32) * 0xD6E8FEB86659FD93L;
    h ^= h >>> 32;
    return h == 0 ? 1 : h;
  }
}
