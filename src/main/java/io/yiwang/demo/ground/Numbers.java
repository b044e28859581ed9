package io.yiwang.demo.ground;

import io.yiwang.kernel.ComponentId;
import java.util.List;

/** Gives out identifiers: the next number of a class in a district. */
final class Numbers {
  private static final int CLASSES = 6_000;

  private final List<String> districts;
  private final int[] last;

  Numbers(List<String> districts) {
    this.districts = districts;
    this.last = new int[districts.size() * CLASSES];
  }

  long next(int district, int classNo) {
    int number = ++last[district * CLASSES + classNo];
    if (number > 999_999) {
      throw new IllegalStateException(
          "District %s has more things of class %d than identifiers."
              .formatted(districts.get(district), classNo));
    }
    return ComponentId.number(Integer.parseInt(districts.get(district)), classNo, number);
  }
}
