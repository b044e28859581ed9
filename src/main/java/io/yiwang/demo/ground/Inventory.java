package io.yiwang.demo.ground;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.yiwang.demo.Resources;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many things of each class the whole city has and where such things stand. */
final class Inventory {
  /** Components of the whole city. */
  static final int ALL = 14_950_000;

  private final List<Item> items;

  /** Where things of a class stand. */
  enum Rule {
    /** Along the pavement, on both sides. */
    KERB,
    /** In the roadway. */
    ROAD,
    /** Above the pipes of a network. */
    PIPE,
    CORNER,
    /** Between the houses. */
    YARD,
    DOOR,
    BANK,
    VIADUCT,
    FIELD,
    METRO
  }

  /**
   * The things of one class.
   *
   * @param count 0: as many as are missing to {@link #ALL}
   * @param share of half the road's width, where a thing stands from the middle of the road, plus
   *     {@code offset} metres
   * @param weights by rank of road; of a yard by use: homes, offices and schools, works and
   *     villages, parks
   * @param urban above 0: so much the more, the more urban; below: the less
   * @param keeper who answers for them
   */
  record Item(
      int number,
      int classNo,
      int count,
      Rule rule,
      @Nullable PipeKind pipe,
      double share,
      double offset,
      double[] weights,
      double urban,
      String keeper) {

    double weight(int which, double urbanity) {
      double w = weights[which];
      return urban == 0
          ? w
          : urban > 0 ? w * Math.pow(urbanity, urban) : w * Math.pow(1.02 - urbanity, -urban);
    }

    /** Whether things of the other class are spread alike. */
    boolean spreadLike(Item o) {
      return rule == o.rule
          && pipe == o.pipe
          && urban == o.urban
          && Arrays.equals(weights, o.weights);
    }
  }

  Inventory() {
    List<NamedCsvRecord> rows = Resources.csv("ground.csv");
    items =
        java.util.stream.IntStream.range(0, rows.size())
            .mapToObj(i -> item(i, rows.get(i)))
            .toList();
  }

  List<Item> items() {
    return items;
  }

  private static Item item(int number, NamedCsvRecord row) {
    String[] rule = Resources.field(row, "rule").split(":");
    double[] weights = new double[4];
    for (int i = 0; i < 4; i++) {
      weights[i] = Double.parseDouble(Resources.field(row, "w" + i));
    }
    return new Item(
        number,
        Integer.parseInt(Resources.field(row, "class")),
        Integer.parseInt(Resources.field(row, "count")),
        Rule.valueOf(rule[0]),
        rule.length > 1 ? PipeKind.valueOf(rule[1]) : null,
        Double.parseDouble(Resources.field(row, "share")),
        Double.parseDouble(Resources.field(row, "offset")),
        weights,
        Double.parseDouble(Resources.field(row, "urban")),
        Resources.field(row, "keeper"));
  }
}
