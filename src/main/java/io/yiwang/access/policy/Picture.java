package io.yiwang.access.policy;

import io.yiwang.access.Action;
import io.yiwang.access.Duty;
import io.yiwang.access.Scope;
import io.yiwang.access.Treatment;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a policy gives the holders of some duties of one data class, situation by situation.
 *
 * <p>Which rules count for a row is the union of those that count where the row is: everywhere, in
 * the own region, for the own unit, one's own. What several rules give together depends on nothing
 * but which they are, so two policies that agree in every situation agree on every row and for
 * every combination of duties.
 */
final class Picture {
  private Picture() {}

  /**
   * @param where EVERYWHERE stands for rows that are neither in the own region nor of the own unit
   *     nor one's own; what holds there holds in the other three as well
   * @param purpose whether a purpose was given; what holds without holds with one as well
   */
  record Situation(Action action, Scope where, boolean purpose) {
    /** Those whose rules all count here too. */
    List<Situation> within() {
      Set<Situation> wider = new LinkedHashSet<>();
      wider.add(new Situation(action, Scope.EVERYWHERE, false));
      wider.add(new Situation(action, Scope.EVERYWHERE, purpose));
      wider.add(new Situation(action, where, false));
      wider.remove(this);
      return List.copyOf(wider);
    }
  }

  /** Whether rows are given, not given, or denied whatever another duty gives. */
  enum Rows {
    GIVEN,
    NOTHING,
    DENIED
  }

  /** How a field that is hidden whatever another duty shows is told. */
  static final String DENIED = "DENIED";

  /**
   * What one situation gives.
   *
   * @param fields each as {@link Treatment#toString} or {@link #DENIED}; those that are not shown
   *     are left out
   */
  record Cell(Rows rows, Map<String, String> fields) {
    Cell {
      fields = new TreeMap<>(fields);
    }

    String field(String name) {
      return fields.getOrDefault(name, Treatment.NONE.toString());
    }
  }

  static Map<Situation, Cell> of(CompiledPolicy policy, Set<Duty> duties, String dataClass) {
    Map<Situation, Cell> picture = new LinkedHashMap<>();
    for (Action action : Action.values()) {
      for (boolean purpose : new boolean[] {false, true}) {
        for (Scope where : Scope.values()) {
          picture.put(
              new Situation(action, where, purpose),
              cell(policy, duties, dataClass, new Situation(action, where, purpose)));
        }
      }
    }
    return picture;
  }

  private static Cell cell(
      CompiledPolicy policy, Set<Duty> duties, String dataClass, Situation here) {
    Rows rows = Rows.NOTHING;
    Map<String, Treatment> shown = new HashMap<>();
    Set<String> hidden = new LinkedHashSet<>();
    for (Duty duty : duties) {
      for (PolicyRule rule : policy.rules(duty, dataClass, here.action())) {
        if (!counts(rule, here)) {
          continue;
        }
        if (rule.deniesRow()) {
          return new Cell(Rows.DENIED, Map.of());
        }
        if (rule.deny()) {
          hidden.addAll(rule.fields().keySet());
        } else {
          rows = Rows.GIVEN;
          rule.fields().forEach((field, how) -> shown.merge(field, how, CompiledPolicy::more));
        }
      }
    }
    Map<String, String> fields = new HashMap<>();
    shown.forEach(
        (field, how) -> {
          if (how.kind() != Treatment.Kind.NONE) {
            fields.put(field, how.toString());
          }
        });
    hidden.forEach(field -> fields.put(field, DENIED));
    return new Cell(rows, fields);
  }

  private static boolean counts(PolicyRule rule, Situation here) {
    return (here.purpose() || !rule.needsPurpose())
        && (rule.scopes().contains(Scope.EVERYWHERE) || rule.scopes().contains(here.where()));
  }
}
