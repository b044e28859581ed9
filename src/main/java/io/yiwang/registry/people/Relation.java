package io.yiwang.registry.people;

import java.util.Arrays;

/**
 * What somebody is to the head of their household (GB/T 4761, shortened); the ordinal is stored.
 */
public enum Relation {
  UNKNOWN(""),
  HEAD("户主"),
  SPOUSE("配偶"),
  CHILD("子女"),
  GRANDCHILD("孙子女"),
  PARENT("父母"),
  GRANDPARENT("祖父母"),
  SIBLING("兄弟姐妹"),
  OTHER("其他"),
  /** Lives there without belonging to the family. */
  TENANT("租客");

  private static final Relation[] ALL = values();
  private final String nameZh;

  Relation(String nameZh) {
    this.nameZh = nameZh;
  }

  public static Relation of(int code) {
    return ALL[code];
  }

  /** By name or by the Chinese word. */
  public static Relation parse(String text) {
    String plain = text.strip();
    return Arrays.stream(ALL)
        .filter(r -> r.name().equalsIgnoreCase(plain) || r.nameZh.equals(plain))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "relation (" + text + ") must be one of " + Arrays.toString(ALL) + "."));
  }
}
