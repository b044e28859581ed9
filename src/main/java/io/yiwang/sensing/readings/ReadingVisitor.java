package io.yiwang.sensing.readings;

/** Takes readings one by one without an object each. */
@FunctionalInterface
public interface ReadingVisitor {

  /** False ends the walk. */
  boolean visit(long atMillis, double value);
}
