package io.yiwang.demo.street;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody's way through the street: where they are at which second; between, they walk evenly. */
record Walk(Person person, List<Step> steps) {

  record Step(double t, double x, double y) {}

  /** Where they are, how far they have walked and which way. */
  record Pose(double x, double y, double gone, double dx, double dy) {}

  Walk {
    steps = List.copyOf(steps);
  }

  /** Null when they are not in the street. */
  @Nullable Pose at(double t) {
    double gone = 0;
    for (int i = 0; i + 1 < steps.size(); i++) {
      Step a = steps.get(i);
      Step b = steps.get(i + 1);
      double dx = b.x - a.x;
      double dy = b.y - a.y;
      double length = Math.hypot(dx, dy);
      if (t >= a.t && t < b.t) {
        double share = (t - a.t) / (b.t - a.t);
        return new Pose(a.x + share * dx, a.y + share * dy, gone + share * length, dx, dy);
      }
      gone += length;
    }
    return null;
  }
}
