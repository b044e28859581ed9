package io.yiwang.demo.ground;

/**
 * The curve through a square of 65,536 steps that leaves no place before its neighbourhood is done.
 */
final class Hilbert {
  private static final int SIDE = 1 << 16;

  private Hilbert() {}

  /** How far along the curve a place is. */
  static long at(int px, int py) {
    int x = px;
    int y = py;
    long along = 0;
    for (int s = SIDE / 2; s > 0; s /= 2) {
      int rx = (x & s) > 0 ? 1 : 0;
      int ry = (y & s) > 0 ? 1 : 0;
      along += (long) s * s * ((3 * rx) ^ ry);
      if (ry == 0) {
        if (rx == 1) {
          x = SIDE - 1 - x;
          y = SIDE - 1 - y;
        }
        int swap = x;
        x = y;
        y = swap;
      }
    }
    return along;
  }
}
