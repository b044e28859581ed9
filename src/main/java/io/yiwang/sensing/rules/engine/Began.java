package io.yiwang.sensing.rules.engine;

import java.util.Set;

/**
 * A rule fires, with the numbers that made it fire.
 *
 * @param at the moment in the device's time; with rule and device it names the firing
 * @param since when the gauge came on; of a silence the last reading
 * @param value of the newest reading
 * @param change how far the value moved, NaN unless the rule looks for that
 * @param times how often the gauge came on within the rule's span
 * @param together devices that say the same, empty unless the rule asks for several
 */
public record Began(
    Watch watch,
    long device,
    long at,
    long since,
    double value,
    double change,
    int times,
    Set<Long> together) {

  public Began {
    together = Set.copyOf(together);
  }
}
