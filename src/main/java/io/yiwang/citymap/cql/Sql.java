package io.yiwang.citymap.cql;

import java.util.ArrayList;
import java.util.List;

/**
 * A condition of a query with its bound parameters.
 *
 * @param exact whether it holds of exactly those rows it stands for; otherwise it holds of them and
 *     perhaps of others, and each row is decided once more
 */
public record Sql(String text, List<Object> arguments, boolean exact) {
  /** What is left to the decision of each row. */
  public static final Sql ANY = new Sql("true", List.of(), false);

  public static Sql exactly(String text, Object... arguments) {
    return new Sql(text, List.of(arguments), true);
  }

  public static Sql atLeast(String text, Object... arguments) {
    return new Sql(text, List.of(arguments), false);
  }

  boolean any() {
    return text.equals("true") && !exact;
  }

  static Sql join(String word, List<Sql> parts) {
    List<String> texts = new ArrayList<>();
    List<Object> arguments = new ArrayList<>();
    boolean exact = true;
    for (Sql part : parts) {
      texts.add("(" + part.text + ")");
      arguments.addAll(part.arguments);
      exact &= part.exact;
    }
    return new Sql(String.join(word, texts), List.copyOf(arguments), exact);
  }

  Sql negated() {
    return new Sql("not (" + text + ")", arguments, exact);
  }
}
