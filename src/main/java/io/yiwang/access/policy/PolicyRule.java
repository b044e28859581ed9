package io.yiwang.access.policy;

import io.yiwang.access.Action;
import io.yiwang.access.Duty;
import io.yiwang.access.Scope;
import io.yiwang.access.Treatment;
import java.util.Map;
import java.util.Set;

/**
 * One line of the policy for one duty.
 *
 * @param deny whether it takes away instead of giving
 * @param needsPurpose whether it counts only for those who say what for
 * @param fields how each field is shown; of a rule that denies: which fields it hides, the whole
 *     row when there is none
 */
record PolicyRule(
    boolean deny,
    Duty duty,
    String dataClass,
    Set<Action> actions,
    Set<Scope> scopes,
    boolean needsPurpose,
    Map<String, Treatment> fields) {

  PolicyRule {
    actions = Set.copyOf(actions);
    scopes = Set.copyOf(scopes);
    fields = Map.copyOf(fields);
  }

  /** A rule that takes the row away, not only some of its fields. */
  boolean deniesRow() {
    return deny && fields.isEmpty();
  }
}
