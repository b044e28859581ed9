package io.yiwang.demo.street;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * Weather over time: the hour, clouds that pass, rain and the wind that shakes the pole.
 *
 * @param hour of the day (0 to 24) at a time in seconds
 * @param clouds how much passing clouds take of the sun, 0 to 1
 * @param rain at a time in seconds, 0 to 1
 * @param shake the largest movement of the picture, in parts of its width
 */
public record Sky(
    long seed, DoubleUnaryOperator hour, double clouds, DoubleUnaryOperator rain, double shake) {
  private static final double CLOUD_SECONDS = 45;
  private static final double GUST_SECONDS = 20;

  /** A day with passing clouds that begins at this hour. */
  public static Sky day(long seed, double fromHour) {
    return new Sky(seed, t -> fromHour + t / 3600, 0.7, t -> 0, 0.002);
  }

  public static Sky rain(long seed, double fromHour) {
    return new Sky(
        seed, t -> fromHour + t / 3600, 1, t -> 0.45 + 0.5 * Dice.wander(seed, 71, t, 240), 0.004);
  }

  public static Sky night(long seed) {
    return new Sky(seed, t -> 22, 0.5, t -> 0, 0.002);
  }

  public Air at(double t) {
    double now = hour.applyAsDouble(t) % 24;
    double height = Math.sin(Math.PI * (now - 6) / 12);
    double daylight = smooth((height + 0.12) / 0.3);
    double wet = Math.clamp(rain.applyAsDouble(t), 0, 1);
    double cloud = smooth(Dice.wander(seed, 72, t, CLOUD_SECONDS) * 1.7 - 0.45);
    double sun = daylight * (1 - clouds * cloud) * (1 - Math.min(1, 2.5 * wet));
    double gust = Dice.wander(seed, 73, t, GUST_SECONDS);
    double strength = shake * smooth((gust - 0.55) / 0.3);
    SplittableRandom tremor = Dice.of(seed, 74, (long) (t * 25));
    double exposure = 1 - 0.07 * Dice.wander(seed, 75, t, 6);
    return new Air(
        daylight,
        sun,
        Math.PI * (0.15 + 0.7 * (now - 6) / 12),
        Math.clamp(1 / Math.max(0.12, height * 1.1), 0.5, 3.5),
        wet,
        Math.sin(t * 0.9) * 0.5 + Math.sin(t * 2.3 + 1) * 0.3 + (gust - 0.5),
        exposure,
        strength * (2 * tremor.nextDouble() - 1),
        strength * (2 * tremor.nextDouble() - 1));
  }

  private static double smooth(double v) {
    double c = Math.clamp(v, 0, 1);
    return c * c * (3 - 2 * c);
  }
}
