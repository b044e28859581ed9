package io.yiwang.sensing;

/** What a source saw when it looked again. */
public enum LookVerdict {
  CLEAR,
  STILL_THERE,
  CANNOT_SEE
}
