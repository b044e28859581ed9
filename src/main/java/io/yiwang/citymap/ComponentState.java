package io.yiwang.citymap;

/** State of a component (GB/T 47678.5, attribute GLBJZT). */
public enum ComponentState {
  /** 完好. */
  INTACT,
  /** 破损. */
  DAMAGED,
  /** 丢失. */
  LOST,
  /** 废弃. */
  ABANDONED,
  /** 移除: kept in the books, no longer on the map. */
  REMOVED;

  private static final ComponentState[] ALL = values();

  /** The number tables and tiles carry, 0 to 4. */
  public int number() {
    return ordinal();
  }

  public static ComponentState of(int number) {
    return ALL[number];
  }
}
