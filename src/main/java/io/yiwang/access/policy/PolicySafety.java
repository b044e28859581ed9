package io.yiwang.access.policy;

import io.yiwang.access.Action;
import io.yiwang.access.Duty;
import io.yiwang.access.Scope;
import io.yiwang.access.policy.Mistake.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What no policy may do, however many people approve it: lock the administrators out, leave nobody
 * who can change it again, show the auditor the people the trail is about, or forget a class of
 * data. Reads nothing but the policy.
 */
final class PolicySafety {
  private static final List<String> PERSONAL =
      List.of("person", "household", "door", "reporter", "visit", "claim", "correction");

  private final Policy policy;
  private final List<Integer> lines;
  private final List<Mistake> mistakes = new ArrayList<>();

  private PolicySafety(Policy policy, List<Integer> lines) {
    this.policy = policy;
    this.lines = lines;
  }

  /**
   * @param kept the classes with the fields that the platform keeps
   */
  static List<Mistake> check(Reading reading, Map<String, Set<String>> kept) {
    PolicySafety safety = new PolicySafety(reading.require(), reading.lines());
    safety.administrators();
    safety.changers();
    safety.auditors();
    safety.classes(kept);
    return safety.mistakes;
  }

  /** The duties whose holders may change the policy, everywhere and whatever for. */
  static Set<Duty> changers(Policy policy) {
    Set<Duty> changers = EnumSet.noneOf(Duty.class);
    for (Duty duty : Duty.values()) {
      if (gives(policy, duty, "policy", Action.READ)
          && gives(policy, duty, "policy", Action.CHANGE)) {
        changers.add(duty);
      }
    }
    return changers;
  }

  private void administrators() {
    for (String dataClass : List.of("account", "policy", "setting")) {
      if (!gives(policy, Duty.ADMIN, dataClass, Action.READ)
          || (!dataClass.equals("policy")
              && !gives(policy, Duty.ADMIN, dataClass, Action.CHANGE))) {
        wrong(
            Kind.LOCK_OUT,
            0,
            dataClass,
            "This would lock all administrators out: ADMIN must keep %s EVERYWHERE."
                .formatted(dataClass),
            "Maybe a rule for ADMIN was removed, narrowed or denied.");
      }
    }
  }

  private void changers() {
    if (changers(policy).isEmpty()) {
      wrong(
          Kind.NOBODY_LEFT,
          0,
          "policy",
          "Nobody could change or approve a policy any more: some duty must READ and CHANGE policy"
              + " EVERYWHERE.",
          "Maybe the rule for the class policy was removed, narrowed or denied.");
    }
  }

  private void auditors() {
    for (int i = 0; i < policy.rules().size(); i++) {
      PolicyRule rule = policy.rules().get(i);
      if (rule.duty() == Duty.AUDITOR && !rule.deny() && PERSONAL.contains(rule.dataClass())) {
        wrong(
            Kind.AUDITOR,
            lines.get(i),
            "duties",
            "AUDITOR must not see the class %s: who reads the trail sees none of the people in it."
                .formatted(rule.dataClass()),
            "Maybe take AUDITOR out of this rule.");
      }
    }
    boolean denied =
        Stream.of(Action.values())
            .allMatch(
                action ->
                    rules(Duty.AUDITOR, "person", action)
                        .anyMatch(
                            r ->
                                r.deniesRow()
                                    && !r.needsPurpose()
                                    && r.scopes().contains(Scope.EVERYWHERE)));
    if (!denied) {
      wrong(
          Kind.AUDITOR,
          0,
          "person",
          "AUDITOR must be denied the class person EVERYWHERE, or an auditor who holds a second"
              + " duty would see persons.",
          "Maybe the rule with deny: true at the end was removed.");
    }
  }

  private void classes(Map<String, Set<String>> kept) {
    kept.forEach(
        (dataClass, fields) -> {
          Set<String> named = policy.classes().getOrDefault(dataClass, Set.of());
          if (!named.containsAll(fields)) {
            wrong(
                Kind.CLASSES,
                0,
                "classes",
                "class %s must be there with %s, or nobody would see it."
                    .formatted(dataClass, fields.stream().sorted().toList()),
                "Maybe take the line from the shipped policy.");
          }
        });
    policy
        .classes()
        .forEach(
            (dataClass, fields) -> {
              if (!kept.getOrDefault(dataClass, Set.of()).containsAll(fields)) {
                wrong(
                    Kind.CLASSES,
                    0,
                    "classes",
                    "class %s names data the platform does not keep.".formatted(dataClass),
                    "Maybe it is misspelt; classes and fields are those of the shipped policy.");
              }
            });
  }

  private Stream<PolicyRule> rules(Duty duty, String dataClass, Action action) {
    return rules(policy, duty, dataClass, action);
  }

  private static Stream<PolicyRule> rules(
      Policy policy, Duty duty, String dataClass, Action action) {
    return policy.rules().stream()
        .filter(r -> r.duty() == duty && r.dataClass().equals(dataClass))
        .filter(r -> r.actions().contains(action));
  }

  private static boolean gives(Policy policy, Duty duty, String dataClass, Action action) {
    return rules(policy, duty, dataClass, action).noneMatch(PolicyRule::deny)
        && rules(policy, duty, dataClass, action)
            .anyMatch(r -> !r.needsPurpose() && r.scopes().contains(Scope.EVERYWHERE));
  }

  private void wrong(Kind kind, int line, String field, String message, String advice) {
    mistakes.add(new Mistake(line, line == 0 ? 0 : 1, kind, field, message, advice));
  }
}
