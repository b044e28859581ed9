package io.yiwang.sensing.rules.engine;

/** Is told what the rules find, in the order in which they find it. */
public interface Firings {
  void began(Began began);

  void ended(Ended ended);
}
