package io.yiwang.vision;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an ability sees in one picture. Without a matter class it is only counted and shown.
 *
 * @param label the word of the model or ability, e.g. {@code bicycle}
 * @param classCode the matter class of the catalogue that its manifest says, if it is one
 * @param confidence 0 to 1
 * @param measures numbers about it by name: {@link #COUNT}, {@link #DENSITY}, {@link #AREA}
 */
public record Detection(
    String label,
    @Nullable String classCode,
    double confidence,
    Box box,
    Map<String, Double> measures) {

  /** The label of the one detection that tells how many people the picture shows. */
  public static final String PEOPLE = "people";

  /** How many there are in the box. */
  public static final String COUNT = "count";

  /** How many there are to a square metre of ground. */
  public static final String DENSITY = "density";

  /** The ground it covers, in square metres. */
  public static final String AREA = "area";

  public Detection {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException(
          "confidence (%s) of %s must be between 0 and 1.".formatted(confidence, label));
    }
    measures = Map.copyOf(measures);
  }

  public Detection(String label, @Nullable String classCode, double confidence, Box box) {
    this(label, classCode, confidence, box, Map.of());
  }
}
