package io.yiwang.citymap.tiles;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Fewer vertices for the same picture: the algorithm of Douglas and Peucker (1973) on each part of
 * a shape. Rings keep two far vertices of theirs and are dropped where they fall below the
 * tolerance.
 */
final class Simplify {
  private final double tolerance;
  private final int[] xy;
  private final boolean[] kept;
  private int[] stack = new int[64];

  private Simplify(WorldShape shape, int tolerance) {
    this.tolerance = tolerance;
    this.xy = shape.xy();
    this.kept = new boolean[xy.length / 2];
  }

  /**
   * The shape with no vertex farther from the old outline than the tolerance; null if too small.
   */
  static @Nullable WorldShape by(WorldShape shape, int tolerance) {
    if (shape.span() < (shape.area() ? 2 * tolerance : tolerance)) {
      return null;
    }
    return new Simplify(shape, tolerance).simplified(shape);
  }

  private WorldShape simplified(WorldShape shape) {
    int[] out = new int[xy.length];
    int[] ends = new int[shape.ends().length];
    boolean[] holes = new boolean[ends.length];
    int size = 0;
    int parts = 0;
    int from = 0;
    boolean outerGone = false;
    for (int p = 0; p < shape.ends().length; p++) {
      int to = shape.ends()[p];
      boolean hole = shape.holes()[p];
      boolean gone = shape.area() && (hole && outerGone || small(from, to));
      outerGone = hole ? outerGone : gone;
      if (!gone) {
        mark(from, to, shape.area());
        for (int i = from; i < to; i++) {
          if (kept[i]) {
            out[size++] = xy[2 * i];
            out[size++] = xy[2 * i + 1];
          }
        }
        holes[parts] = hole;
        ends[parts++] = size / 2;
      }
      from = to;
    }
    return WorldShape.of(
        shape.area(),
        Arrays.copyOf(out, size),
        Arrays.copyOf(ends, parts),
        Arrays.copyOf(holes, parts));
  }

  private boolean small(int from, int to) {
    int minX = Integer.MAX_VALUE;
    int minY = Integer.MAX_VALUE;
    int maxX = Integer.MIN_VALUE;
    int maxY = Integer.MIN_VALUE;
    for (int i = from; i < to; i++) {
      minX = Math.min(minX, xy[2 * i]);
      maxX = Math.max(maxX, xy[2 * i]);
      minY = Math.min(minY, xy[2 * i + 1]);
      maxY = Math.max(maxY, xy[2 * i + 1]);
    }
    return Math.max(maxX - minX, maxY - minY) < 2 * tolerance;
  }

  private void mark(int from, int to, boolean ring) {
    kept[from] = true;
    kept[to - 1] = true;
    if (ring) {
      int far = from;
      double farthest = -1;
      for (int i = from + 1; i < to - 1; i++) {
        double dx = (double) xy[2 * i] - xy[2 * from];
        double dy = (double) xy[2 * i + 1] - xy[2 * from + 1];
        if (dx * dx + dy * dy > farthest) {
          farthest = dx * dx + dy * dy;
          far = i;
        }
      }
      kept[far] = true;
      between(from, far);
      between(far, to - 1);
    } else {
      between(from, to - 1);
    }
  }

  private void between(int first, int last) {
    int depth = 0;
    stack[depth++] = first;
    stack[depth++] = last;
    while (depth > 0) {
      int b = stack[--depth];
      int a = stack[--depth];
      int far = farthest(a, b);
      if (far >= 0) {
        kept[far] = true;
        if (depth + 4 > stack.length) {
          stack = Arrays.copyOf(stack, 2 * stack.length);
        }
        stack[depth++] = a;
        stack[depth++] = far;
        stack[depth++] = far;
        stack[depth++] = b;
      }
    }
  }

  /** The vertex farthest from the segment, if that is more than the tolerance; else -1. */
  private int farthest(int a, int b) {
    double ax = xy[2 * a];
    double ay = xy[2 * a + 1];
    double dx = xy[2 * b] - ax;
    double dy = xy[2 * b + 1] - ay;
    double length = dx * dx + dy * dy;
    double most = tolerance * tolerance;
    int far = -1;
    for (int i = a + 1; i < b; i++) {
      double px = xy[2 * i] - ax;
      double py = xy[2 * i + 1] - ay;
      double t = length == 0 ? 0 : Math.clamp((px * dx + py * dy) / length, 0, 1);
      double ex = px - t * dx;
      double ey = py - t * dy;
      double distance = ex * ex + ey * ey;
      if (distance > most) {
        most = distance;
        far = i;
      }
    }
    return far;
  }
}
