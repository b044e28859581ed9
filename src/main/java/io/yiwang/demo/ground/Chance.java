package io.yiwang.demo.ground;

/** Chance without a state: the same question always has the same answer. */
final class Chance {
  private Chance() {}

  /** Mixes the numbers so that every bit of the answer depends on every bit of them. */
  static long mix(long a, long b) {
    long z = a * 0x9E3779B97F4A7C15L + b + 0x632BE59BD9B4E019L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** At least 0 and below 1. */
  static double of(long a, long b) {
    return (mix(a, b) >>> 11) * 0x1.0p-53;
  }
}
