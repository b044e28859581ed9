package io.yiwang.cases;

/** How a case stands against the clock that is running now. */
public enum DueState {
  NONE,
  ON_TIME,
  DUE_SOON,
  OVERDUE,
  PAUSED,
  DONE
}
