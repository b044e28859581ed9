package io.yiwang.citymap;

/** Where the knowledge of a component comes from (GB/T 47678.5, attribute SJLY). */
public enum ComponentSource {
  UNKNOWN,
  /** 实测. */
  SURVEYED,
  /** 地形图. */
  TOPOGRAPHIC_MAP,
  /** 基础地理信息. */
  BASE_DATA,
  /** 其他. */
  OTHER;

  private static final ComponentSource[] ALL = values();

  /** The number tables carry, 0 to 4. */
  public int number() {
    return ordinal();
  }

  public static ComponentSource of(int number) {
    return ALL[number];
  }
}
