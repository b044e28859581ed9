package io.yiwang.access.policy;

import io.yiwang.access.Action;
import io.yiwang.access.Duty;
import io.yiwang.access.Mask;
import io.yiwang.access.Scope;
import io.yiwang.access.Treatment;
import io.yiwang.access.policy.Mistake.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the text of a policy and tells all its mistakes at once, each with its place. */
final class PolicyReader {
  private static final Pattern MASKED = Pattern.compile("MASK\\((\\w+)\\)");
  private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z]{0,39}");
  private static final Set<String> TOP = ordered("version", "classes", "rules");
  private static final Set<String> KEYS =
      ordered("duties", "class", "deny", "may", "where", "purpose", "fields");

  private final Map<String, Set<String>> classes = new LinkedHashMap<>();
  private final List<PolicyRule> rules = new ArrayList<>();
  private final List<Integer> lines = new ArrayList<>();
  private final List<Mistake> mistakes = new ArrayList<>();

  private PolicyReader() {}

  private static Set<String> ordered(String... names) {
    return new LinkedHashSet<>(List.of(names));
  }

  /**
   * @throws IllegalArgumentException with a sentence for each mistake
   */
  static Policy read(String yaml) {
    return examine(yaml).require();
  }

  static Reading examine(String yaml) {
    try {
      Node root =
          new Compose(LoadSettings.builder().setLabel("policy").build())
              .composeString(yaml)
              .orElse(null);
      return new PolicyReader().policy(root);
    } catch (MarkedYamlEngineException e) {
      Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
      return Reading.failed(
          List.of(
              new Mistake(
                  mark == null ? 0 : mark.getLine() + 1,
                  mark == null ? 0 : mark.getColumn() + 1,
                  Kind.NO_YAML,
                  "",
                  "This is no YAML: " + e.getProblem() + ".",
                  "Maybe a bracket, a quotation mark or the indentation is wrong.")));
    } catch (YamlEngineException e) {
      return Reading.failed(List.of(new Mistake(0, 0, Kind.NO_YAML, "", "This is no YAML.", null)));
    }
  }

  private Reading policy(@Nullable Node root) {
    Map<String, Node> parts = members(root, "policy", TOP);
    if (parts.get("version") instanceof Node version && !text(version).equals("1")) {
      wrong(
          Kind.UNKNOWN,
          version,
          "version",
          "version (%s) must be 1.".formatted(text(version)),
          null);
    }
    members(parts.get("classes"), "classes", null)
        .forEach((name, node) -> classes.put(name, fieldNames(name, node)));
    int number = 0;
    for (Node rule : items(parts.get("rules"))) {
      rule("rule " + ++number, rule);
    }
    if (number == 0) {
      wrong(
          Kind.EMPTY, root, "rules", "rules must not be empty.", "Maybe the key rules is missing.");
    }
    return mistakes.isEmpty()
        ? new Reading(new Policy(classes, rules), lines, mistakes)
        : Reading.failed(mistakes);
  }

  private Set<String> fieldNames(String dataClass, Node node) {
    Set<String> names = new LinkedHashSet<>();
    if (!NAME.matcher(dataClass).matches()) {
      wrong(
          Kind.FORM,
          node,
          "classes",
          "class (%s) must be letters only.".formatted(dataClass),
          null);
    }
    for (Node item : items(node)) {
      if (!NAME.matcher(text(item)).matches()) {
        wrong(
            Kind.FORM,
            item,
            dataClass,
            "field (%s) must be letters only.".formatted(text(item)),
            null);
      }
      names.add(text(item));
    }
    return names;
  }

  private void rule(String where, Node node) {
    Map<String, Node> parts = members(node, where, KEYS);
    String dataClass = text(parts.get("class"));
    Set<String> known = classes.get(dataClass);
    if (known == null) {
      wrong(
          Kind.UNKNOWN,
          parts.getOrDefault("class", node),
          "class",
          "%s: class (%s) must be one of %s.".formatted(where, dataClass, classes.keySet()),
          Nearest.advice(dataClass, classes.keySet()));
      return;
    }
    boolean deny = flag(where, "deny", parts.get("deny"));
    Set<Action> actions = names(where, "may", parts.get("may"), node, Action.class);
    Set<Scope> scopes = names(where, "where", parts.get("where"), node, Scope.class);
    boolean purpose = flag(where, "purpose", parts.get("purpose"));
    Map<String, Treatment> fields = fields(where, parts.get("fields"), known, deny);
    for (Duty duty : names(where, "duties", parts.get("duties"), node, Duty.class)) {
      rules.add(new PolicyRule(deny, duty, dataClass, actions, scopes, purpose, fields));
      lines.add(line(node));
    }
  }

  private Map<String, Treatment> fields(
      String where, @Nullable Node node, Set<String> known, boolean deny) {
    Map<String, Treatment> fields = new HashMap<>();
    members(node, where + ": fields", null)
        .forEach(
            (field, shown) -> {
              Treatment treatment = treatment(where, field, shown);
              if (deny && treatment.kind() != Treatment.Kind.NONE) {
                wrong(
                    Kind.FORM,
                    shown,
                    field,
                    "%s: field %s of a denial must be NONE.".formatted(where, field),
                    null);
              }
              if (field.equals("*")) {
                known.forEach(each -> fields.putIfAbsent(each, treatment));
              } else if (known.contains(field)) {
                fields.put(field, treatment);
              } else {
                wrong(
                    Kind.UNKNOWN,
                    shown,
                    field,
                    "%s: field %s must be one of %s.".formatted(where, field, known),
                    Nearest.advice(field, known));
              }
            });
    return fields;
  }

  private Treatment treatment(String where, String field, Node node) {
    String text = text(node);
    Matcher masked = MASKED.matcher(text);
    if (masked.matches()) {
      Mask mask = name(where, field, masked.group(1), node, Mask.class);
      return mask == null ? Treatment.NONE : Treatment.of(mask);
    }
    if (text.equals("MASK")) {
      wrong(
          Kind.FORM,
          node,
          field,
          "%s: %s (MASK) must name its profile.".formatted(where, field),
          "Maybe MASK(NAME) is meant.");
      return Treatment.NONE;
    }
    Treatment.Kind way = name(where, field, text, node, Treatment.Kind.class);
    return way == Treatment.Kind.PLAIN ? Treatment.PLAIN : Treatment.NONE;
  }

  private boolean flag(String where, String field, @Nullable Node node) {
    String text = text(node);
    if (node != null && !text.equals("true") && !text.equals("false")) {
      wrong(
          Kind.UNKNOWN,
          node,
          field,
          "%s: %s (%s) must be true or false.".formatted(where, field, text),
          null);
    }
    return text.equals("true");
  }

  private <E extends Enum<E>> Set<E> names(
      String where, String field, @Nullable Node list, Node rule, Class<E> type) {
    Set<E> names = EnumSet.noneOf(type);
    List<Node> items = items(list);
    for (Node item : items) {
      E name = name(where, field, text(item), item, type);
      if (name != null) {
        names.add(name);
      }
    }
    if (items.isEmpty()) {
      wrong(
          Kind.EMPTY,
          list == null ? rule : list,
          field,
          "%s: %s must name at least one.".formatted(where, field),
          "Maybe write %s: [%s].".formatted(field, type.getEnumConstants()[0]));
    }
    return names;
  }

  private <E extends Enum<E>> @Nullable E name(
      String where, String field, String text, Node node, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    List<String> all = Stream.of(type.getEnumConstants()).map(Enum::name).toList();
    wrong(
        Kind.UNKNOWN,
        node,
        field,
        "%s: %s (%s) must be one of %s.".formatted(where, field, text, all),
        Nearest.advice(text, all));
    return null;
  }

  /** The members of a mapping by name; an empty map when it is none. */
  private Map<String, Node> members(@Nullable Node node, String where, @Nullable Set<String> keys) {
    Map<String, Node> members = new LinkedHashMap<>();
    if (node == null) {
      return members;
    }
    if (!(node instanceof MappingNode mapping)) {
      wrong(
          Kind.FORM,
          node,
          where,
          where + " must be names with values.",
          "Maybe a colon is missing.");
      return members;
    }
    Set<String> seen = new HashSet<>();
    for (NodeTuple member : mapping.getValue()) {
      String key = text(member.getKeyNode());
      if (keys != null && !keys.contains(key)) {
        wrong(
            Kind.UNKNOWN,
            member.getKeyNode(),
            key,
            "%s: %s must be one of %s.".formatted(where, key, keys),
            Nearest.advice(key, keys));
      } else if (!seen.add(key)) {
        wrong(
            Kind.TWICE,
            member.getKeyNode(),
            key,
            "%s: %s is there twice.".formatted(where, key),
            null);
      }
      members.put(key, member.getValueNode());
    }
    return members;
  }

  /** The items of a list; a single value counts as a list of one. */
  private static List<Node> items(@Nullable Node node) {
    return switch (node) {
      case null -> List.of();
      case SequenceNode list -> list.getValue();
      default -> List.of(node);
    };
  }

  private static String text(@Nullable Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  private static int line(@Nullable Node node) {
    return node == null ? 0 : node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
  }

  private void wrong(
      Kind kind, @Nullable Node at, String field, String message, @Nullable String advice) {
    int column = at == null ? 0 : at.getStartMark().map(Mark::getColumn).orElse(-1) + 1;
    mistakes.add(new Mistake(line(at), column, kind, field, message, advice));
  }
}
