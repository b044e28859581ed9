package io.yiwang.kernel;

/** Sex as GB/T 2261.1 codes it; the ordinal is the code. */
public enum Sex {
  UNKNOWN,
  MALE,
  FEMALE
}
