package io.yiwang.incidents;

/** Weights as whole millionths, so that their sum is the same in any order. */
final class Weight {
  static final int CERTAIN = 1_000_000;

  private Weight() {}

  static int micro(double weight) {
    return weight >= 1 ? CERTAIN : weight > 0 ? (int) Math.round(weight * CERTAIN) : 0;
  }

  static double of(int micro) {
    return micro / (double) CERTAIN;
  }
}
