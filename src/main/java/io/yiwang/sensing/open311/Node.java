package io.yiwang.sensing.open311;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer before it is written: the same tree becomes XML and, by the Spark convention, JSON. */
sealed interface Node {

  /** Text, number or truth value; null or empty text is an empty element and JSON's null. */
  record Value(@Nullable Object value) implements Node {
    public Value {
      if (value instanceof String text) {
        String legal = legal(text);
        value = legal.isEmpty() ? null : legal;
      }
    }

    /** Without the characters that XML 1.0 cannot carry, so that both forms say the same. */
    private static String legal(String text) {
      return text.codePoints()
          .filter(
              c ->
                  c == '\t'
                      || c == '\n'
                      || c == '\r'
                      || c >= ' ' && c <= 0xD7FF
                      || c >= 0xE000 && c <= 0xFFFD
                      || c >= 0x10000)
          .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
          .toString();
    }
  }

  /** Named children, in order. */
  record Fields(Map<String, Node> children) implements Node {

    Fields() {
      this(new LinkedHashMap<>());
    }

    Fields with(String name, @Nullable Object value) {
      children.put(name, new Value(value));
      return this;
    }

    Fields empty(String name) {
      children.put(name, new Value(null));
      return this;
    }

    Fields with(String name, Node child) {
      children.put(name, child);
      return this;
    }
  }

  /** Children of one kind: always an array in JSON, however few. */
  record Listing(String item, List<Node> children) implements Node {

    static Listing of(String item, List<? extends Node> children) {
      return new Listing(item, List.copyOf(children));
    }

    static Listing ofTexts(String item, List<String> texts) {
      var values = new ArrayList<Node>();
      texts.forEach(text -> values.add(new Value(text)));
      return new Listing(item, values);
    }
  }
}
