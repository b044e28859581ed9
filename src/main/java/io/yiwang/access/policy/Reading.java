package io.yiwang.access.policy;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What reading a text gave.
 *
 * @param policy null when there are mistakes
 * @param lines for each rule of the policy the line it begins in
 */
record Reading(@Nullable Policy policy, List<Integer> lines, List<Mistake> mistakes) {
  Reading {
    lines = List.copyOf(lines);
    mistakes = List.copyOf(mistakes);
  }

  static Reading failed(List<Mistake> mistakes) {
    return new Reading(null, List.of(), mistakes);
  }

  /**
   * @throws IllegalArgumentException with a sentence for each mistake
   */
  Policy require() {
    if (policy == null) {
      throw new IllegalArgumentException(
          "The policy: "
              + mistakes.stream().map(Mistake::toString).collect(Collectors.joining(" ")));
    }
    return policy;
  }
}
