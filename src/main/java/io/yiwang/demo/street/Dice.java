package io.yiwang.demo.street;

import java.util.SplittableRandom;

/** Chance that is the same each time the same is asked: everything drawn follows from a seed. */
final class Dice {
  private Dice() {}

  /** A source of chance of its own for number {@code slot} of a {@code stream}. */
  static SplittableRandom of(long seed, int stream, long slot) {
    return new SplittableRandom(mix(seed ^ mix(stream * 0x9E3779B97F4A7C15L ^ mix(slot))));
  }

  /** A value between 0 and 1 that wanders with time: another about every {@code period}. */
  static double wander(long seed, int stream, double time, double period) {
    double at = time / period;
    long slot = (long) Math.floor(at);
    double share = at - slot;
    double smooth = share * share * (3 - 2 * share);
    double here = of(seed, stream, slot).nextDouble();
    double next = of(seed, stream, slot + 1).nextDouble();
    return here + smooth * (next - here);
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
    long b = (a ^ (a >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return b ^ (b >>> 33);
  }
}
