package io.yiwang.dispatch;

import io.yiwang.access.Unit;
import io.yiwang.access.UnitKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The organisation units with who is below whom and who answers for which region. Immutable. */
final class UnitTree {
  private final Map<String, Unit> byCode = new HashMap<>();
  private final Map<String, Set<String>> below = new HashMap<>();
  private final Map<String, Unit> answersFor = new HashMap<>();

  private UnitTree() {}

  static UnitTree of(Collection<Unit> units) {
    var tree = new UnitTree();
    units.forEach(u -> tree.byCode.put(u.code(), u));
    for (Unit unit : units) {
      if (unit.kind() == UnitKind.STREET_OFFICE || unit.kind() == UnitKind.CENTRE) {
        tree.answersFor.putIfAbsent(unit.regionCode(), unit);
      }
      tree.climb(unit);
    }
    return tree;
  }

  private void climb(Unit unit) {
    Set<String> passed = new LinkedHashSet<>();
    Unit above = unit;
    while (above != null && passed.add(above.code())) {
      below.computeIfAbsent(above.code(), c -> new LinkedHashSet<>()).add(unit.code());
      String parent = above.parentCode();
      above = parent == null ? null : byCode.get(parent);
    }
  }

  Optional<Unit> find(String code) {
    return Optional.ofNullable(byCode.get(code));
  }

  /** The unit itself and all below it. */
  Set<String> withBelow(String code) {
    return below.getOrDefault(code, Set.of(code));
  }

  /**
   * The street office, else the district's centre, else the city's, leaving out those passed over.
   */
  Optional<Unit> answeringFor(String regionPath, Set<String> passedOver) {
    return List.of(regionPath.split("\\.")).reversed().stream()
        .map(answersFor::get)
        .filter(u -> u != null && !passedOver.contains(u.code()))
        .findFirst();
  }
}
