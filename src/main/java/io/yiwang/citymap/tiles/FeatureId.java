package io.yiwang.citymap.tiles;

/**
 * What a tile says of an identifier: class and sequence are the feature's id, which JavaScript
 * reads exactly, and the division is the property {@code d}.
 */
final class FeatureId {
  private static final long DIVISION = 100_000_000_000L;

  private FeatureId() {}

  static long of(long componentId) {
    return componentId % DIVISION;
  }

  static long component(long featureId, int division) {
    return division * DIVISION + featureId;
  }

  static int division(long componentId) {
    return (int) (componentId / DIVISION);
  }
}
