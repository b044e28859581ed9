package io.yiwang.demo.gauges;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What a sensor measures over a day.
 *
 * @param low the least of an ordinary day
 * @param high the most, at {@code peakHour}
 * @param noise how far single values are off
 * @param fault the value when something is wrong; null when nothing ever is with this quantity
 * @param rampSeconds how long it takes to get there
 */
public record Curve(
    String quantity,
    double low,
    double high,
    double peakHour,
    double noise,
    @Nullable Double fault,
    double rampSeconds) {

  /**
   * @param hour of the day, 0 to 24
   * @param wrongFor seconds since something went wrong, negative when all is well
   */
  public double value(double hour, double wrongFor, SplittableRandom random) {
    double day = low + (high - low) * (0.5 + 0.5 * Math.cos((hour - peakHour) * Math.PI / 12));
    double share =
        fault == null || wrongFor < 0 ? 0 : rampSeconds == 0 ? 1 : wrongFor / rampSeconds;
    double wanted = fault == null ? day : day + Math.min(1, share) * (fault - day);
    double value = wanted + noise * (random.nextDouble() + random.nextDouble() - 1);
    return Math.round(value * 1000) / 1000.0;
  }
}
