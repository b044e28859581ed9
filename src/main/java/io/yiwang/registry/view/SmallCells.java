package io.yiwang.registry.view;

import io.yiwang.access.Duty;
import io.yiwang.access.Mandate;
import io.yiwang.access.Subjects;
import io.yiwang.registry.Readers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.springframework.stereotype.Component;

/**
 * How few people a count must not tell of (promise S8): 10 inside government, 20 outside. Whoever
 * may open the doors of a quarter could count there themselves and is told every count of it.
 */
@Component
class SmallCells {
  static final int INSIDE = 10;
  static final int OUTSIDE = 20;

  private static final String RESIDENTS = "RESIDENTS";
  private static final String DOORS = "DOORS";
  private static final String UNKNOWN = "UNKNOWN";
  private static final List<String> OCCUPANCIES = List.of("OWN", "RENT", "VACANT");

  private final Readers readers;
  private final Subjects subjects;

  SmallCells(Readers readers, Subjects subjects) {
    this.readers = readers;
    this.subjects = subjects;
  }

  /** For whoever asks, by the region path of a quarter; 0 shows everything. */
  ToIntFunction<String> smallest() {
    boolean inside =
        subjects.current().mandates().stream()
            .map(Mandate::duty)
            .anyMatch(duty -> duty != Duty.RESIDENT);
    var door = readers.shown(Readers.DOOR);
    Map<String, Integer> known = new HashMap<>();
    return path ->
        known.computeIfAbsent(path, p -> door.apply(p).allowed() ? 0 : inside ? INSIDE : OUTSIDE);
  }

  /**
   * Measures of a quarter that are not told when the measure is asked for, the base as well. A
   * group and those outside it make up the residents; groups overlap, so nothing else is a sum.
   */
  static Set<String> hidden(Map<String, Integer> counts, String measure, int smallest) {
    if (smallest == 0) {
      return Set.of();
    }
    Map<String, Integer> cells = new HashMap<>();
    List<Suppression.Sum<String>> sums;
    Set<String> untold;
    if (measure.equals(RESIDENTS) || measure.equals(DOORS)) {
      cells.put(measure, counts.getOrDefault(measure, 0));
      sums = List.of();
      untold = Set.of();
    } else if (OCCUPANCIES.contains(measure)) {
      int rest = counts.getOrDefault(DOORS, 0);
      for (String occupancy : OCCUPANCIES) {
        cells.put(occupancy, counts.getOrDefault(occupancy, 0));
        rest -= counts.getOrDefault(occupancy, 0);
      }
      cells.put(UNKNOWN, Math.max(0, rest));
      cells.put(DOORS, counts.getOrDefault(DOORS, 0));
      sums = List.of(new Suppression.Sum<>(DOORS, List.of("OWN", "RENT", "VACANT", UNKNOWN)));
      untold = Set.of(UNKNOWN);
    } else {
      String others = "not " + measure;
      cells.put(measure, counts.getOrDefault(measure, 0));
      cells.put(RESIDENTS, counts.getOrDefault(RESIDENTS, 0));
      cells.put(others, Math.max(0, cells.get(RESIDENTS) - cells.get(measure)));
      sums = List.of(new Suppression.Sum<>(RESIDENTS, List.of(measure, others)));
      untold = Set.of(others);
    }
    return new HashSet<>(new Suppression<>(cells, sums, untold, smallest).hidden());
  }
}
