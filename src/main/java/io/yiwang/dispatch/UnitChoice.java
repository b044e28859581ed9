package io.yiwang.dispatch;

import java.util.List;

/**
 * Which row of the matrix decided, on what ground, and which less specific rows would have fired
 * after it.
 *
 * @param ground the most telling thing the row matched on
 */
record UnitChoice(Responsibility rule, Ground ground, List<Responsibility> others) {

  /** What made the row win, from the most specific to the least. */
  enum Ground {
    OWNER,
    EXACT_CLASS,
    CLASS_PREFIX,
    ANY_CLASS
  }

  UnitChoice {
    others = List.copyOf(others);
  }

  String unitCode() {
    return rule.unitCode();
  }
}
