package io.yiwang.vision;

import java.util.List;

/** A polygon drawn on the picture, in parts of its width and height (0 to 1). */
public record Zone(ZoneKind kind, String name, List<double[]> corners) {

  public Zone {
    corners = List.copyOf(corners);
  }

  /** Whether the point, in parts of width and height, lies inside. */
  public boolean contains(double x, double y) {
    boolean inside = false;
    for (int i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
      double[] a = corners.get(i);
      double[] b = corners.get(j);
      if (a[1] > y != b[1] > y && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]) {
        inside = !inside;
      }
    }
    return inside;
  }
}
