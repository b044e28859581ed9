package io.yiwang.citymap;

/** How exactly a place was measured (GB/T 47678.5: A ±0.5 m, B ±1.0 m, C ±10 m). */
public enum Accuracy {
  UNKNOWN,
  A,
  B,
  C;

  private static final Accuracy[] ALL = values();

  /** The number tables carry, 0 to 3. */
  public int number() {
    return ordinal();
  }

  public static Accuracy of(int number) {
    return ALL[number];
  }
}
