package io.yiwang.demo.ground;

import java.util.ArrayList;
import java.util.List;

/** A neighbourhood of the city and the blocks it consists of. */
final class Hood {
  final int number;

  /** 12 digits. */
  final String code;

  /** Index of its district, in the order of their codes. */
  final int district;

  /** Name of its street in Chinese, for example 江苏路街道. */
  final String street;

  final List<Block> blocks = new ArrayList<>();

  /** Whether it is part of the city that is made; smaller scales leave hoods out. */
  boolean made = true;

  Hood(int number, String code, int district, String street) {
    this.number = number;
    this.code = code;
    this.district = district;
    this.street = street;
  }

  String division() {
    return code.substring(0, 6);
  }

  double x() {
    return blocks.stream().mapToDouble(b -> b.x).average().orElse(0);
  }

  double y() {
    return blocks.stream().mapToDouble(b -> b.y).average().orElse(0);
  }

  double urban() {
    return blocks.stream().mapToDouble(b -> b.urban).average().orElse(0);
  }
}
