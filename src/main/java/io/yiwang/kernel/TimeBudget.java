package io.yiwang.kernel;

import java.util.Locale;

/** So much time of one kind, for example 4 working hours. */
public record TimeBudget(int amount, LimitUnit unit) {

  public TimeBudget {
    if (amount <= 0) {
      throw new IllegalArgumentException(
          "amount (" + amount + ") of a time budget in " + unit + " must be positive.");
    }
  }

  /** From the form the catalogue files carry, for example {@code 4 WORK_HOUR}. */
  public static TimeBudget parse(String text) {
    String[] parts = text.strip().split("\\s+", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException(
          "time limit (" + text + ") must be a number and a unit. Maybe write 4 WORK_HOUR.");
    }
    try {
      return new TimeBudget(
          Integer.parseInt(parts[0]), LimitUnit.valueOf(parts[1].toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "time limit ("
              + text
              + ") must be a positive number and one of URGENT_HOUR, WORK_HOUR, WORK_DAY,"
              + " NATURAL_DAY.",
          e);
    }
  }

  @Override
  public String toString() {
    return amount + " " + unit;
  }
}
