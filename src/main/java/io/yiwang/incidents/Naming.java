package io.yiwang.incidents;

import io.yiwang.kernel.ObservationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which rows name which observation: CLEARED rows the incident they end, APART rows the row they
 * set apart. Named rows may still be on their way.
 */
final class Naming {
  private final RowStore rows;
  private final Rules rules;
  private final Map<Integer, ObservationId> names = new HashMap<>();
  private final Map<ObservationId, List<Integer>> clearedBy = new HashMap<>();
  private final Map<ObservationId, List<Integer>> apartBy = new HashMap<>();

  Naming(RowStore rows, Rules rules) {
    this.rows = rows;
    this.rules = rules;
  }

  void add(int r, ObservationId named) {
    names.put(r, named);
    namers(r).computeIfAbsent(named, n -> new ArrayList<>(1)).add(r);
  }

  void forget(int r) {
    ObservationId named = names.remove(r);
    if (named != null) {
      List<Integer> others = namers(r).get(named);
      if (others != null && others.remove((Integer) r) && others.isEmpty()) {
        namers(r).remove(named);
      }
    }
  }

  /** What this row names. */
  @Nullable ObservationId of(int r) {
    return names.get(r);
  }

  /** The CLEARED rows that name this row. */
  List<Integer> clearing(int r) {
    return clearedBy.isEmpty() ? List.of() : clearedBy.getOrDefault(rows.id(r), List.of());
  }

  /** Whether a person has said that this OBSERVED row is a matter of its own. */
  boolean isApart(int r) {
    if (apartBy.isEmpty() || rows.is(r, RowStore.CLEARED)) {
      return false;
    }
    for (int by : apartBy.getOrDefault(rows.id(r), List.of())) {
      if (rules.sameFamily(rows.classNumber(by), rows.classNumber(r))) {
        return true;
      }
    }
    return false;
  }

  private Map<ObservationId, List<Integer>> namers(int r) {
    return rows.is(r, RowStore.APART) ? apartBy : clearedBy;
  }
}
