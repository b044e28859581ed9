package io.yiwang.citymap.components;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** The nearest few of what was looked at so far, none farther than a radius. */
final class Closest {
  private static final Comparator<Near> ORDER =
      Comparator.comparingDouble(Near::metres).thenComparingLong(near -> near.component().id());

  private final int k;
  private final double radius;
  private final TreeSet<Near> near = new TreeSet<>(ORDER);

  Closest(int k, double radius) {
    this.k = k;
    this.radius = radius;
  }

  /** Whether something so far away may be one of them. */
  boolean admits(double metres) {
    return metres <= radius && (!isFull() || metres <= near.last().metres());
  }

  void add(Near one) {
    near.add(one);
    if (near.size() > k) {
      near.pollLast();
    }
  }

  boolean isFull() {
    return near.size() == k;
  }

  int size() {
    return near.size();
  }

  /** The nearest first. */
  List<Near> list() {
    return List.copyOf(near);
  }
}
