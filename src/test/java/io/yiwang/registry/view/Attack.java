package io.yiwang.registry.view;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Somebody who knows all sums and every cell that is told, and wants the others: by linear algebra
 * and by bounds, since no count is negative. Written apart from {@link Suppression}.
 */
final class Attack {
  private Attack() {}

  /** Hidden cells whose value can be computed. */
  static Set<String> solved(
      Map<String, Integer> counts, List<Suppression.Sum<String>> sums, Set<String> hidden) {
    Set<String> solved = byRank(sums, List.copyOf(hidden));
    solved.addAll(byBounds(counts, sums, hidden));
    return solved;
  }

  /** A cell is determined when its unit vector adds nothing to the rank. */
  private static Set<String> byRank(List<Suppression.Sum<String>> sums, List<String> hidden) {
    List<int[]> rows = new ArrayList<>();
    for (Suppression.Sum<String> sum : sums) {
      int[] row = new int[hidden.size()];
      for (int i = 0; i < row.length; i++) {
        row[i] =
            hidden.get(i).equals(sum.total()) ? -1 : sum.parts().contains(hidden.get(i)) ? 1 : 0;
      }
      rows.add(row);
    }
    int rank = rank(rows);
    Set<String> solved = new HashSet<>();
    for (int i = 0; i < hidden.size(); i++) {
      int[] unit = new int[hidden.size()];
      unit[i] = 1;
      List<int[]> more = new ArrayList<>(rows);
      more.add(unit);
      if (rank(more) == rank) {
        solved.add(hidden.get(i));
      }
    }
    return solved;
  }

  /** Fraction-free elimination (Bareiss). */
  private static int rank(List<int[]> rows) {
    int columns = rows.isEmpty() ? 0 : rows.getFirst().length;
    BigInteger[][] m = new BigInteger[rows.size()][columns];
    for (int r = 0; r < m.length; r++) {
      for (int c = 0; c < columns; c++) {
        m[r][c] = BigInteger.valueOf(rows.get(r)[c]);
      }
    }
    int rank = 0;
    BigInteger last = BigInteger.ONE;
    for (int c = 0; c < columns && rank < m.length; c++) {
      int pivot = rank;
      while (pivot < m.length && m[pivot][c].signum() == 0) {
        pivot++;
      }
      if (pivot == m.length) {
        continue;
      }
      BigInteger[] swapped = m[pivot];
      m[pivot] = m[rank];
      m[rank] = swapped;
      for (int r = rank + 1; r < m.length; r++) {
        for (int k = columns - 1; k >= c; k--) {
          m[r][k] =
              m[rank][c].multiply(m[r][k]).subtract(m[r][c].multiply(m[rank][k])).divide(last);
        }
      }
      last = m[rank][c];
      rank++;
    }
    return rank;
  }

  private static Set<String> byBounds(
      Map<String, Integer> counts, List<Suppression.Sum<String>> sums, Set<String> hidden) {
    Map<String, long[]> bounds = new HashMap<>();
    counts.forEach(
        (cell, n) ->
            bounds.put(
                cell, hidden.contains(cell) ? new long[] {0, 1_000_000} : new long[] {n, n}));
    boolean tighter = true;
    while (tighter) {
      tighter = false;
      for (Suppression.Sum<String> sum : sums) {
        tighter |= tighten(sum, bounds);
      }
    }
    Set<String> solved = new HashSet<>();
    hidden.forEach(
        cell -> {
          if (of(bounds, cell)[0] == of(bounds, cell)[1]) {
            solved.add(cell);
          }
        });
    return solved;
  }

  private static boolean tighten(Suppression.Sum<String> sum, Map<String, long[]> bounds) {
    long low = sum.parts().stream().mapToLong(p -> of(bounds, p)[0]).sum();
    long high = sum.parts().stream().mapToLong(p -> of(bounds, p)[1]).sum();
    long[] total = of(bounds, sum.total());
    boolean tighter = narrow(total, low, high);
    for (String part : sum.parts()) {
      long[] b = of(bounds, part);
      tighter |= narrow(b, total[0] - (high - b[1]), total[1] - (low - b[0]));
    }
    return tighter;
  }

  private static long[] of(Map<String, long[]> bounds, String cell) {
    return Objects.requireNonNull(bounds.get(cell));
  }

  private static boolean narrow(long[] bound, long low, long high) {
    boolean tighter = low > bound[0] || high < bound[1];
    bound[0] = Math.max(bound[0], low);
    bound[1] = Math.min(bound[1], high);
    return tighter;
  }
}
