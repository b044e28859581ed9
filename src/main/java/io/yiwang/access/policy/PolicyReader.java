package io.yiwang.access.policy;

import io.yiwang.access.Action;
import io.yiwang.access.Duty;
import io.yiwang.access.Mask;
import io.yiwang.access.Scope;
import io.yiwang.access.Treatment;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads a policy file and tells all its mistakes at once. */
final class PolicyReader {
  private static final Pattern MASKED = Pattern.compile("MASK\\((\\w+)\\)");
  private static final Set<String> KEYS =
      Set.of("duties", "class", "deny", "may", "where", "purpose", "fields");

  private final Map<String, Set<String>> classes = new LinkedHashMap<>();
  private final List<PolicyRule> rules = new ArrayList<>();
  private final List<String> mistakes = new ArrayList<>();

  private PolicyReader() {}

  /**
   * @throws IllegalArgumentException with a sentence for each mistake
   */
  static Policy read(String yaml) {
    return new PolicyReader().policy(new YAMLMapper().readTree(yaml));
  }

  private Policy policy(JsonNode root) {
    root.path("classes").properties().forEach(e -> classes.put(e.getKey(), texts(e.getValue())));
    int number = 0;
    for (JsonNode rule : root.path("rules")) {
      rule("rule " + ++number, rule);
    }
    if (rules.isEmpty()) {
      mistakes.add("rules must not be empty.");
    }
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException("The policy: " + String.join(" ", mistakes));
    }
    return new Policy(classes, rules);
  }

  private void rule(String where, JsonNode node) {
    node.propertyNames().stream()
        .filter(key -> !KEYS.contains(key))
        .forEach(key -> mistakes.add("%s: %s must be one of %s.".formatted(where, key, KEYS)));
    String dataClass = node.path("class").asString("");
    Set<String> known = classes.get(dataClass);
    if (known == null) {
      mistakes.add(
          "%s: class (%s) must be one of %s.".formatted(where, dataClass, classes.keySet()));
      return;
    }
    boolean deny = node.path("deny").asBoolean(false);
    Set<Action> actions = names(where + ": may", node.path("may"), Action.class);
    Set<Scope> scopes = names(where + ": where", node.path("where"), Scope.class);
    Map<String, Treatment> fields = fields(where, node.path("fields"), known, deny);
    for (Duty duty : names(where + ": duties", node.path("duties"), Duty.class)) {
      rules.add(
          new PolicyRule(
              deny,
              duty,
              dataClass,
              actions,
              scopes,
              node.path("purpose").asBoolean(false),
              fields));
    }
  }

  private Map<String, Treatment> fields(
      String where, JsonNode node, Set<String> known, boolean deny) {
    Map<String, Treatment> fields = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      Treatment treatment = treatment(where, entry.getKey(), entry.getValue().asString(""));
      if (deny && treatment.kind() != Treatment.Kind.NONE) {
        mistakes.add("%s: field %s of a denial must be NONE.".formatted(where, entry.getKey()));
      }
      if (entry.getKey().equals("*")) {
        known.forEach(field -> fields.putIfAbsent(field, treatment));
      } else if (known.contains(entry.getKey())) {
        fields.put(entry.getKey(), treatment);
      } else {
        mistakes.add("%s: field %s must be one of %s.".formatted(where, entry.getKey(), known));
      }
    }
    return fields;
  }

  private Treatment treatment(String where, String field, String text) {
    Matcher masked = MASKED.matcher(text);
    if (masked.matches()) {
      Mask mask = name(where + ": " + field, masked.group(1), Mask.class);
      return mask == null ? Treatment.NONE : Treatment.of(mask);
    }
    Treatment.Kind kind = name(where + ": " + field, text, Treatment.Kind.class);
    return kind == Treatment.Kind.PLAIN ? Treatment.PLAIN : Treatment.NONE;
  }

  private <E extends Enum<E>> Set<E> names(String what, JsonNode list, Class<E> type) {
    Set<E> names = EnumSet.noneOf(type);
    for (String text : texts(list)) {
      E name = name(what, text, type);
      if (name != null) {
        names.add(name);
      }
    }
    if (names.isEmpty()) {
      mistakes.add(what + " must name at least one.");
    }
    return names;
  }

  private <E extends Enum<E>> @Nullable E name(String what, String text, Class<E> type) {
    try {
      return Enum.valueOf(type, text);
    } catch (IllegalArgumentException e) {
      mistakes.add(
          "%s (%s) must be one of %s.".formatted(what, text, List.of(type.getEnumConstants())));
      return null;
    }
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new LinkedHashSet<>();
    list.forEach(text -> texts.add(text.asString()));
    return texts;
  }
}
