package io.yiwang.dispatch;

import io.yiwang.dispatch.UnitChoice.Ground;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The responsibility matrix as it holds on one day. Immutable; a lookup is a few dozen hash probes.
 *
 * <p>The most specific row wins, compared in this order: a row that names the component's owner
 * before one that does not; then the longer class pattern (exact code, shorter prefixes, any); then
 * the deeper region. Of two rows equal in all three, the one valid since later wins, then the lower
 * id.
 */
final class ResponsibilityMatrix {
  private static final Comparator<Responsibility> NEWER =
      Comparator.comparing(Responsibility::validFrom)
          .reversed()
          .thenComparingLong(Responsibility::id);

  private record Key(@Nullable String owner, String classPattern, String region) {}

  private final Map<Key, Responsibility> rows = new HashMap<>();

  private ResponsibilityMatrix() {}

  static ResponsibilityMatrix of(Collection<Responsibility> all, LocalDate day) {
    var matrix = new ResponsibilityMatrix();
    for (Responsibility row : all) {
      if (row.holdsOn(day)) {
        matrix.rows.merge(
            new Key(row.owner(), row.classPattern(), row.regionCode()),
            row,
            (a, b) -> NEWER.compare(a, b) <= 0 ? a : b);
      }
    }
    return matrix;
  }

  /**
   * @param regionPath codes from the city down, joined by dots
   * @param passedOver units that have already returned this matter
   */
  Optional<UnitChoice> find(
      String classCode, String regionPath, @Nullable String owner, Set<String> passedOver) {
    List<Responsibility> fired = fired(classCode, regionPath, owner);
    for (int i = 0; i < fired.size(); i++) {
      Responsibility row = fired.get(i);
      if (!passedOver.contains(row.unitCode())) {
        var others = new ArrayList<>(fired);
        others.remove(i);
        return Optional.of(new UnitChoice(row, ground(row, classCode), others));
      }
    }
    return Optional.empty();
  }

  int size() {
    return rows.size();
  }

  /** All rows that match, the most specific first. */
  private List<Responsibility> fired(String classCode, String regionPath, @Nullable String owner) {
    List<String> regions = List.of(regionPath.split("\\.")).reversed();
    var fired = new ArrayList<Responsibility>();
    if (owner != null) {
      collect(fired, owner, classCode, regions);
    }
    collect(fired, null, classCode, regions);
    return fired;
  }

  private void collect(
      List<Responsibility> fired, @Nullable String owner, String classCode, List<String> regions) {
    for (int length = classCode.length(); length >= 0; length--) {
      String pattern = length == 0 ? Responsibility.ANY_CLASS : classCode.substring(0, length);
      for (String region : regions) {
        Responsibility row = rows.get(new Key(owner, pattern, region));
        if (row != null) {
          fired.add(row);
        }
      }
    }
  }

  private static Ground ground(Responsibility row, String classCode) {
    if (row.owner() != null) {
      return Ground.OWNER;
    }
    if (row.classPattern().equals(classCode)) {
      return Ground.EXACT_CLASS;
    }
    return row.classPattern().equals(Responsibility.ANY_CLASS)
        ? Ground.ANY_CLASS
        : Ground.CLASS_PREFIX;
  }
}
