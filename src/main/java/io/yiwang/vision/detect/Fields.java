package io.yiwang.vision.detect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The fields of one part of a manifest; what is wrong is told to all parts' common list. */
final class Fields {
  private final String path;
  private final JsonNode node;
  private final List<String> wrong;
  private final Set<String> known = new HashSet<>();

  Fields(String path, JsonNode node, List<String> wrong) {
    this.path = path;
    this.node = node;
    this.wrong = wrong;
  }

  boolean has(String name) {
    known.add(name);
    return node.has(name);
  }

  String text(String name, String pattern, String advice) {
    String text = at(name).isValueNode() ? at(name).asString() : "";
    if (!text.matches(pattern)) {
      bad(name, at(name), "must match " + pattern + ".", advice);
    }
    return text;
  }

  double number(String name, double least, double most, @Nullable Double otherwise) {
    JsonNode value = at(name);
    if (value.isMissingNode() && otherwise != null) {
      return otherwise;
    }
    return checked(name, value, least, most);
  }

  int whole(String name, int least, int most, @Nullable Integer otherwise) {
    double number = number(name, least, most, otherwise == null ? null : (double) otherwise);
    if (number != Math.rint(number)) {
      bad(name, at(name), "must be a whole number.", "Maybe round it.");
    }
    return (int) number;
  }

  List<Double> numbers(String name, int count, double least, double most, List<Double> otherwise) {
    JsonNode list = at(name);
    if (list.isMissingNode()) {
      return otherwise;
    }
    if (!list.isArray() || list.isEmpty() || count > 0 && list.size() != count) {
      bad(name, list, "must be a list of " + (count > 0 ? count : "some") + " numbers.", null);
      return otherwise;
    }
    List<Double> numbers = new ArrayList<>();
    list.forEach(value -> numbers.add(checked(name, value, least, most)));
    return numbers;
  }

  private double checked(String name, JsonNode value, double least, double most) {
    double number = value.isNumber() ? value.asDouble() : Double.NaN;
    if (!(number >= least && number <= most)) {
      bad(
          name,
          value,
          "must be a number from %s to %s.".formatted(plain(least), plain(most)),
          value.isString() ? "Maybe take the quotation marks away." : null);
      return least;
    }
    return number;
  }

  <E extends Enum<E>> E choice(String name, Class<E> type, @Nullable E otherwise) {
    JsonNode value = at(name);
    if (value.isMissingNode() && otherwise != null) {
      return otherwise;
    }
    E found = constant(value, type);
    if (found == null) {
      bad(name, value, "must be one of " + words(type) + ".", null);
      return EnumSet.allOf(type).iterator().next();
    }
    return found;
  }

  <E extends Enum<E>> Set<E> choices(String name, Class<E> type) {
    Set<E> found = EnumSet.noneOf(type);
    for (JsonNode value : list(name)) {
      E constant = constant(value, type);
      if (constant == null) {
        bad(name, value, "must be some of " + words(type) + ".", null);
      } else {
        found.add(constant);
      }
    }
    return found;
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    list(name).forEach(value -> texts.add(value.asString()));
    return texts;
  }

  Fields part(String name) {
    JsonNode part = at(name);
    if (!part.isMissingNode() && !part.isObject()) {
      bad(name, part, "must hold fields of its own.", null);
    }
    return new Fields(path(name), part, wrong);
  }

  List<Fields> parts(String name) {
    List<Fields> parts = new ArrayList<>();
    int number = 0;
    for (JsonNode part : list(name)) {
      parts.add(new Fields(path(name) + "[" + number++ + "]", part, wrong));
    }
    return parts;
  }

  Map<String, Double> numbersByName(Map<String, double[]> bounds) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    bounds.forEach(
        (name, bound) -> {
          if (has(name)) {
            numbers.put(name, number(name, bound[0], bound[1], null));
          }
        });
    return numbers;
  }

  /** Complains about fields that nobody has asked for. */
  void nothingElse() {
    for (String name : node.propertyNames()) {
      if (!known.contains(name)) {
        bad(name, node.get(name), "is not known here.", "Maybe one of " + sorted(known) + ".");
      }
    }
  }

  void bad(String name, JsonNode value, String rule, @Nullable String advice) {
    String said = value.isMissingNode() ? "missing" : value.toString();
    String shown = said.length() > 60 ? said.substring(0, 60) + "…" : said;
    wrong.add(path(name) + " (" + shown + ") " + rule + (advice == null ? "" : " " + advice));
  }

  JsonNode at(String name) {
    known.add(name);
    return node.path(name);
  }

  private List<JsonNode> list(String name) {
    JsonNode list = at(name);
    if (!list.isMissingNode() && !list.isArray()) {
      bad(name, list, "must be a list.", "Maybe write [" + list.asString("…") + "].");
    }
    List<JsonNode> values = new ArrayList<>();
    list.forEach(values::add);
    return list.isArray() ? values : List.of();
  }

  private static <E extends Enum<E>> @Nullable E constant(JsonNode value, Class<E> type) {
    for (E constant : EnumSet.allOf(type)) {
      if (value.isString() && word(constant).equals(value.asString())) {
        return constant;
      }
    }
    return null;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <E extends Enum<E>> String words(Class<E> type) {
    return sorted(EnumSet.allOf(type).stream().map(Fields::word).toList());
  }

  private static String sorted(Collection<String> words) {
    return String.join(", ", words.stream().sorted().toList());
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  private String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
