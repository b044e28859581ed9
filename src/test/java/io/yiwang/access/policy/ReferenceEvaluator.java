package io.yiwang.access.policy;

import io.yiwang.access.Action;
import io.yiwang.access.Decision;
import io.yiwang.access.Item;
import io.yiwang.access.Mandate;
import io.yiwang.access.Purpose;
import io.yiwang.access.Scope;
import io.yiwang.access.Subject;
import io.yiwang.access.Treatment;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The policy's meaning, written down as plainly as possible and sharing nothing with the service.
 */
final class ReferenceEvaluator {
  private final Policy policy;

  ReferenceEvaluator(Policy policy) {
    this.policy = policy;
  }

  Decision decide(Subject subject, @Nullable Purpose purpose, Action action, Item item) {
    boolean allowed = false;
    Map<String, Treatment> shown = new LinkedHashMap<>();
    for (Mandate mandate : subject.mandates()) {
      for (PolicyRule rule : policy.rules()) {
        if (!rule.deny() && speaksOf(rule, subject, mandate, purpose, action, item)) {
          allowed = true;
          rule.fields()
              .forEach(
                  (field, treatment) -> {
                    Treatment before = shown.get(field);
                    if (before == null || openness(treatment) > openness(before)) {
                      shown.put(field, treatment);
                    }
                  });
        }
      }
    }
    for (Mandate mandate : subject.mandates()) {
      for (PolicyRule rule : policy.rules()) {
        if (rule.deny() && speaksOf(rule, subject, mandate, purpose, action, item)) {
          if (rule.fields().isEmpty()) {
            return Decision.DENY;
          }
          rule.fields().keySet().forEach(shown::remove);
        }
      }
    }
    return allowed ? new Decision(true, shown) : Decision.DENY;
  }

  /** Of two masks the one of the lower number is the more open one. */
  private static int openness(Treatment treatment) {
    return switch (treatment.kind()) {
      case PLAIN -> 1_000;
      case MASK -> 999 - Objects.requireNonNull(treatment.mask()).ordinal();
      case NONE -> 0;
    };
  }

  private static boolean speaksOf(
      PolicyRule rule,
      Subject subject,
      Mandate mandate,
      @Nullable Purpose purpose,
      Action action,
      Item item) {
    return rule.duty() == mandate.duty()
        && rule.dataClass().equals(item.dataClass())
        && rule.actions().contains(action)
        && (!rule.needsPurpose() || purpose != null)
        && rule.scopes().stream().anyMatch(scope -> reaches(scope, subject, mandate, item));
  }

  private static boolean reaches(Scope scope, Subject subject, Mandate mandate, Item item) {
    return switch (scope) {
      case EVERYWHERE -> true;
      case OWN_REGION ->
          item.regionPath() != null && inside(item.regionPath(), mandate.regionPath());
      case OWN_UNIT -> item.unit() != null && Set.copyOf(mandate.units()).contains(item.unit());
      case OWN ->
          subject.id() != 0 && item.person() != null && item.person().longValue() == subject.id();
    };
  }

  /** Region by region from the city down, as a person would compare two addresses. */
  private static boolean inside(String path, String region) {
    if (region.isEmpty()) {
      return true;
    }
    List<String> wanted = Arrays.asList(region.split("\\.", -1));
    List<String> given = Arrays.asList(path.split("\\.", -1));
    return given.size() >= wanted.size() && given.subList(0, wanted.size()).equals(wanted);
  }
}
