package io.yiwang.access.policy;

import io.yiwang.access.Action;
import io.yiwang.access.Decision;
import io.yiwang.access.Decisions;
import io.yiwang.access.Duty;
import io.yiwang.access.Item;
import io.yiwang.access.Mandate;
import io.yiwang.access.Mask;
import io.yiwang.access.Purpose;
import io.yiwang.access.Reach;
import io.yiwang.access.Scope;
import io.yiwang.access.Subject;
import io.yiwang.access.Treatment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A policy made fast: the rules of each class lie in a table of duty and action, those that deny
 * first. Immutable, for any number of threads.
 */
final class CompiledPolicy implements Decisions {
  private static final int ACTIONS = Action.values().length;
  private static final PolicyRule[] NO_RULES = {};

  private final Policy policy;
  private final Map<String, PolicyRule[][]> table = new HashMap<>();

  CompiledPolicy(Policy policy) {
    this.policy = policy;
    for (String dataClass : policy.classes().keySet()) {
      PolicyRule[][] cells = new PolicyRule[Duty.values().length * ACTIONS][];
      for (Duty duty : Duty.values()) {
        for (Action action : Action.values()) {
          cells[cell(duty, action)] = rules(dataClass, duty, action);
        }
      }
      table.put(dataClass, cells);
    }
  }

  private PolicyRule[] rules(String dataClass, Duty duty, Action action) {
    return policy.rules().stream()
        .filter(r -> r.dataClass().equals(dataClass) && r.duty() == duty)
        .filter(r -> r.actions().contains(action))
        .sorted((a, b) -> Boolean.compare(b.deny(), a.deny()))
        .toArray(PolicyRule[]::new);
  }

  private static int cell(Duty duty, Action action) {
    return duty.ordinal() * ACTIONS + action.ordinal();
  }

  Policy policy() {
    return policy;
  }

  /** The rules that may count for a holder of the duty, denials first. */
  PolicyRule[] rules(Duty duty, String dataClass, Action action) {
    PolicyRule[][] cells = table.get(dataClass);
    return cells == null ? NO_RULES : cells[cell(duty, action)];
  }

  @Override
  public Decision decide(Subject subject, @Nullable Purpose purpose, Action action, Item item) {
    PolicyRule only = null;
    List<PolicyRule> more = null;
    boolean hides = false;
    for (Mandate mandate : subject.mandates()) {
      for (PolicyRule rule : rules(mandate.duty(), item.dataClass(), action)) {
        if (!counts(rule, subject, purpose, mandate, item)) {
          continue;
        }
        if (rule.deniesRow()) {
          return Decision.DENY;
        }
        hides |= rule.deny();
        if (only == null) {
          only = rule;
        } else {
          more = more == null ? new ArrayList<>() : more;
          more.add(rule);
        }
      }
    }
    if (only == null) {
      return Decision.DENY;
    }
    return more == null && !hides
        ? new Decision(true, only.fields())
        : together(only, more == null ? List.of() : more);
  }

  @Override
  public Treatment decide(
      Subject subject, @Nullable Purpose purpose, Action action, Item item, String field) {
    Treatment best = Treatment.NONE;
    boolean hidden = false;
    for (Mandate mandate : subject.mandates()) {
      for (PolicyRule rule : rules(mandate.duty(), item.dataClass(), action)) {
        if (counts(rule, subject, purpose, mandate, item)) {
          if (rule.deniesRow()) {
            return Treatment.NONE;
          }
          Treatment shown = rule.fields().get(field);
          if (shown != null) {
            hidden |= rule.deny();
            best = more(best, shown);
          }
        }
      }
    }
    return hidden ? Treatment.NONE : best;
  }

  private static boolean counts(
      PolicyRule rule, Subject subject, @Nullable Purpose purpose, Mandate mandate, Item item) {
    if (rule.needsPurpose() && purpose == null) {
      return false;
    }
    for (Scope scope : rule.scopes()) {
      if (scope.covers(subject, mandate, item)) {
        return true;
      }
    }
    return false;
  }

  /** Several rules count: each field is shown as openly as one of them shows it. */
  private static Decision together(PolicyRule first, List<PolicyRule> others) {
    boolean allowed = false;
    Map<String, Treatment> fields = new HashMap<>();
    List<PolicyRule> all = new ArrayList<>(others);
    all.addFirst(first);
    for (PolicyRule rule : all) {
      if (!rule.deny()) {
        allowed = true;
        rule.fields().forEach((field, shown) -> fields.merge(field, shown, CompiledPolicy::more));
      }
    }
    if (!allowed) {
      return Decision.DENY;
    }
    all.stream()
        .filter(PolicyRule::deny)
        .forEach(r -> fields.keySet().removeAll(r.fields().keySet()));
    return new Decision(true, fields);
  }

  /**
   * The more open of two; of two masks the one {@link Mask} names first, so that the order of rules
   * and duties never matters.
   */
  static Treatment more(Treatment a, Treatment b) {
    if (a.kind() != b.kind()) {
      return b.kind().ordinal() < a.kind().ordinal() ? b : a;
    }
    Mask mask = a.mask();
    Mask other = b.mask();
    return mask != null && other != null && other.ordinal() < mask.ordinal() ? b : a;
  }

  @Override
  public boolean mayAskBy(Subject subject, String dataClass, String field) {
    boolean any = false;
    for (Mandate mandate : subject.mandates()) {
      for (PolicyRule rule : rules(mandate.duty(), dataClass, Action.READ)) {
        Treatment shown = rule.fields().get(field);
        if (rule.deny() ? shown != null : shown == null || !shown.plain()) {
          return false;
        }
        any |= !rule.deny();
      }
    }
    return any;
  }

  @Override
  public Reach reach(Subject subject, Action action, String dataClass) {
    return reach(subject, action, dataClass, false);
  }

  @Override
  public Reach denied(Subject subject, Action action, String dataClass) {
    return reach(subject, action, dataClass, true);
  }

  private Reach reach(Subject subject, Action action, String dataClass, boolean denied) {
    boolean everywhere = false;
    Set<String> regions = new HashSet<>();
    Set<String> units = new HashSet<>();
    Long person = null;
    for (Mandate mandate : subject.mandates()) {
      for (PolicyRule rule : rules(mandate.duty(), dataClass, action)) {
        if (rule.needsPurpose() || (denied ? !rule.deniesRow() : rule.deny())) {
          continue;
        }
        for (Scope scope : rule.scopes()) {
          switch (scope) {
            case EVERYWHERE -> everywhere = true;
            case OWN_REGION -> regions.add(mandate.regionPath());
            case OWN_UNIT -> units.addAll(mandate.units());
            case OWN -> person = subject.id() == 0 ? null : subject.id();
          }
        }
      }
    }
    return new Reach(everywhere, regions, units, person);
  }
}
