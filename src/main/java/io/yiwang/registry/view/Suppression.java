package io.yiwang.registry.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which cells of a table of counts must not be told, so that nobody in a small cell can be counted
 * out.
 *
 * <p>Primary: a cell of 1 to {@code smallest − 1}. Complementary: what is told and the sums that
 * everybody knows (a total is its parts) are a linear system in the cells that are not told. A cell
 * is given away when its unit vector is in the row space of that system, that is, when its reduced
 * echelon form has a row with this one unknown; a group of cells, when the rest of a sum is small.
 * Bounds count too, since no cell is negative. As long as a small cell is given away, the smallest
 * cell told in a sum with it is hidden too (Willenborg and de Waal, Elements of Statistical
 * Disclosure Control, ch. 4, with the exact audit in place of the pattern rules).
 *
 * @param counts of all cells, those that are never told as well
 * @param untold cells that no answer has, but that may be computed from those it has
 */
record Suppression<C>(Map<C, Integer> counts, List<Sum<C>> sums, Set<C> untold, int smallest) {
  private static final long PRIME = (1L << 31) - 1;

  /** A total and the parts that make it up. */
  record Sum<C>(C total, List<C> parts) {
    Stream<C> cells() {
      return Stream.concat(Stream.of(total), parts.stream());
    }
  }

  /** Cells that are not told. */
  Set<C> hidden() {
    Set<C> hidden = new HashSet<>(untold);
    counts.keySet().stream().filter(this::isSmall).forEach(hidden::add);
    Optional<C> next = complement(hidden);
    while (next.isPresent()) {
      hidden.add(next.get());
      next = complement(hidden);
    }
    return hidden;
  }

  boolean isSmall(C cell) {
    return isSmall(count(cell));
  }

  private boolean isSmall(long count) {
    return count > 0 && count < smallest;
  }

  private int count(C cell) {
    return counts.getOrDefault(cell, 0);
  }

  /** A cell to hide as well: of a sum that gives a small one away, or else of one that may help. */
  private Optional<C> complement(Set<C> hidden) {
    Set<C> given = givenAway(hidden);
    given.addAll(pinned(hidden));
    given.removeIf(Predicate.not(this::isSmall));
    List<Sum<C>> leaking =
        sums.stream()
            .filter(sum -> sum.cells().anyMatch(given::contains) || leaks(sum, hidden))
            .toList();
    return smallestTold(leaking, hidden)
        .or(() -> leaking.isEmpty() ? Optional.empty() : smallestTold(sums, hidden));
  }

  /** Parts before totals. */
  private Optional<C> smallestTold(List<Sum<C>> among, Set<C> hidden) {
    return among.stream()
        .flatMap(Sum::cells)
        .filter(Predicate.not(hidden::contains))
        .filter(c -> count(c) > 0)
        .min(
            Comparator.comparing((C c) -> sums.stream().anyMatch(s -> s.total.equals(c)))
                .thenComparing(this::count)
                .thenComparing(Object::toString));
  }

  /** Hidden cells that have one possible value, since no count is negative. */
  private Set<C> pinned(Set<C> hidden) {
    Map<C, long[]> bounds = new HashMap<>();
    sums.stream()
        .flatMap(Sum::cells)
        .forEach(
            c ->
                bounds.put(
                    c,
                    hidden.contains(c)
                        ? new long[] {0, Integer.MAX_VALUE}
                        : new long[] {count(c), count(c)}));
    boolean tighter = true;
    while (tighter) {
      tighter = false;
      for (Sum<C> sum : sums) {
        tighter |= tighten(sum, bounds);
      }
    }
    Set<C> pinned = new HashSet<>(hidden);
    pinned.removeIf(c -> !bounds.containsKey(c) || at(bounds, c)[0] < at(bounds, c)[1]);
    return pinned;
  }

  private boolean tighten(Sum<C> sum, Map<C, long[]> bounds) {
    long low = 0;
    long high = 0;
    for (C part : sum.parts) {
      low += at(bounds, part)[0];
      high += at(bounds, part)[1];
    }
    long[] total = at(bounds, sum.total);
    boolean tighter = narrow(total, low, high);
    for (C part : sum.parts) {
      long[] own = at(bounds, part);
      tighter |= narrow(own, total[0] - (high - own[1]), total[1] - (low - own[0]));
    }
    return tighter;
  }

  private static boolean narrow(long[] bound, long low, long high) {
    boolean tighter = low > bound[0] || high < bound[1];
    bound[0] = Math.max(bound[0], low);
    bound[1] = Math.min(bound[1], high);
    return tighter;
  }

  private static <C> long[] at(Map<C, long[]> bounds, C cell) {
    return bounds.getOrDefault(cell, new long[2]);
  }

  /** Whether the hidden parts of a told total are together a small cell. */
  private boolean leaks(Sum<C> sum, Set<C> hidden) {
    return !hidden.contains(sum.total)
        && isSmall(sum.parts.stream().filter(hidden::contains).mapToLong(this::count).sum());
  }

  /** Hidden cells whose value follows from what is told. */
  Set<C> givenAway(Set<C> hidden) {
    List<C> unknowns =
        sums.stream().flatMap(Sum::cells).filter(hidden::contains).distinct().toList();
    List<long[]> rows = new ArrayList<>();
    for (Sum<C> sum : sums) {
      long[] row = new long[unknowns.size()];
      sum.parts.stream().filter(hidden::contains).forEach(c -> row[unknowns.indexOf(c)] += 1);
      if (hidden.contains(sum.total)) {
        row[unknowns.indexOf(sum.total)] += PRIME - 1;
      }
      rows.add(row);
    }
    reduce(rows, unknowns.size());
    Set<C> given = new HashSet<>();
    for (long[] row : rows) {
      int only = onlyUnknown(row);
      if (only >= 0) {
        given.add(unknowns.get(only));
      }
    }
    return given;
  }

  /** The one column that is not 0; −1 when there are none or several. */
  private static int onlyUnknown(long[] row) {
    int only = -1;
    for (int i = 0; i < row.length; i++) {
      if (row[i] != 0) {
        if (only >= 0) {
          return -1;
        }
        only = i;
      }
    }
    return only;
  }

  /** Gauss–Jordan over the integers modulo a prime, so that nothing is rounded. */
  private static void reduce(List<long[]> rows, int columns) {
    int rank = 0;
    for (int column = 0; column < columns && rank < rows.size(); column++) {
      int pivot = rank;
      while (pivot < rows.size() && rows.get(pivot)[column] == 0) {
        pivot++;
      }
      if (pivot == rows.size()) {
        continue;
      }
      long[] found = rows.set(pivot, rows.get(rank));
      rows.set(rank, found);
      long inverse = power(found[column], PRIME - 2);
      for (int i = 0; i < columns; i++) {
        found[i] = found[i] * inverse % PRIME;
      }
      for (int r = 0; r < rows.size(); r++) {
        long factor = r == rank ? 0 : rows.get(r)[column];
        for (int i = 0; factor != 0 && i < columns; i++) {
          rows.get(r)[i] = (rows.get(r)[i] + (PRIME - factor) * found[i]) % PRIME;
        }
      }
      rank++;
    }
  }

  private static long power(long base, long exponent) {
    long result = 1;
    for (long b = base % PRIME, e = exponent; e > 0; e >>= 1) {
      result = (e & 1) == 1 ? result * b % PRIME : result;
      b = b * b % PRIME;
    }
    return result;
  }
}
