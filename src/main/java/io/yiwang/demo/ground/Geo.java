package io.yiwang.demo.ground;

/** The little plane geometry a city needs. */
final class Geo {
  private Geo() {}

  /** One number of two, well spread for hash tables. */
  static long key(long i, long j) {
    return ((i << 32) | (j & 0xFFFFFFFFL)) * 0x9E3779B97F4A7C15L;
  }

  /** From a point to a stretch. */
  static double distance(double x, double y, double ax, double ay, double bx, double by) {
    double t = along(x, y, ax, ay, bx, by);
    return Math.hypot(ax + t * (bx - ax) - x, ay + t * (by - ay) - y);
  }

  /** Where on the stretch a point is nearest: 0 at its beginning, 1 at its end. */
  static double along(double x, double y, double ax, double ay, double bx, double by) {
    double dx = bx - ax;
    double dy = by - ay;
    double length2 = dx * dx + dy * dy;
    return length2 == 0 ? 0 : Math.clamp(((x - ax) * dx + (y - ay) * dy) / length2, 0, 1);
  }
}
