package io.yiwang.access.policy;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes policies as the text people write. */
final class PolicyText {
  private PolicyText() {}

  static String of(Policy policy) {
    StringBuilder text = new StringBuilder("version: 1\nclasses:\n");
    policy
        .classes()
        .forEach((name, fields) -> text.append("  %s: %s\n".formatted(name, list(fields))));
    text.append("rules:\n");
    policy.rules().forEach(rule -> text.append(of(rule)));
    return text.toString();
  }

  static String of(PolicyRule rule) {
    return "  - {duties: [%s], class: %s, deny: %s, may: %s, where: %s, purpose: %s, fields: %s}\n"
        .formatted(
            rule.duty(),
            rule.dataClass(),
            rule.deny(),
            list(rule.actions()),
            list(rule.scopes()),
            rule.needsPurpose(),
            fields(rule));
  }

  private static String fields(PolicyRule rule) {
    return rule.fields().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(e -> e.getKey() + ": " + e.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String list(Collection<?> items) {
    return items.stream()
        .map(Object::toString)
        .sorted()
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
