package io.yiwang.demo.life;

import java.util.List;

/**
 * A kind of matter people report.
 *
 * @param weight how common it is by day, beside the others
 * @param night factor on the weight at night
 * @param radiusMetres how far apart people place the same one
 * @param words what they say
 */
public record MatterKind(
    String classCode,
    double weight,
    double night,
    String scene,
    double radiusMetres,
    List<String> words) {

  public MatterKind {
    words = List.copyOf(words);
  }

  double weightAt(boolean dark) {
    return dark ? weight * night : weight;
  }
}
