package io.yiwang.registry.houses;

import java.util.Arrays;

/** Whether and how a dwelling is lived in; the ordinal is the code in the table. */
public enum Occupancy {
  UNKNOWN,
  /** By its owner. */
  OWN,
  RENT,
  VACANT;

  private static final Occupancy[] ALL = values();

  public static Occupancy of(int code) {
    return ALL[code];
  }

  /** By name, or as Chinese tables write it. */
  public static Occupancy parse(String text) {
    return switch (text.strip()) {
      case "" -> UNKNOWN;
      case "自住", "自有" -> OWN;
      case "出租", "租赁", "租住" -> RENT;
      case "空置", "空关" -> VACANT;
      default ->
          Arrays.stream(ALL)
              .filter(o -> o.name().equalsIgnoreCase(text.strip()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "occupancy (" + text + ") must be OWN, RENT, VACANT or UNKNOWN."));
    };
  }
}
