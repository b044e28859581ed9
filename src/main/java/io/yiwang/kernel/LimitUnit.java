package io.yiwang.kernel;

/** How the time of a limit runs (GB/T 47678.5 practice: a limit is four kinds, not a number). */
public enum LimitUnit {
  /** Hours that run round the clock, nights, weekends and holidays included. */
  URGENT_HOUR,
  /** Hours that run only in the working hours of working days. */
  WORK_HOUR,
  /** Working days: each is as many working hours as a full working day has (8 in China). */
  WORK_DAY,
  /** Days of 24 hours that run round the clock. */
  NATURAL_DAY;

  /** Whether nights, weekends and holidays count. */
  public boolean runsContinuously() {
    return this == URGENT_HOUR || this == NATURAL_DAY;
  }
}
