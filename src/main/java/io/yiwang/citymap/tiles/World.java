package io.yiwang.citymap.tiles;

/**
 * The Web Mercator square in whole units, 2^31 on a side, x eastwards and y southwards: 1.9 cm at
 * the equator, so that a coordinate is an {@code int} and every tile a shift away.
 */
final class World {
  static final int BITS = 31;

  /** Coordinates in a tile run from 0 to this. */
  static final int EXTENT_BITS = 12;

  static final int EXTENT = 1 << EXTENT_BITS;
  static final int MOST_ZOOM = 20;

  private static final double SIDE = 1L << BITS;
  private static final double MOST_LAT = 85.0511287;

  private World() {}

  static int x(double lng) {
    return unit((lng + 180) / 360);
  }

  static int y(double lat) {
    double sine = Math.sin(Math.toRadians(Math.clamp(lat, -MOST_LAT, MOST_LAT)));
    return unit(0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI));
  }

  private static int unit(double fraction) {
    return (int) Math.clamp(Math.round(fraction * SIDE), 0, Integer.MAX_VALUE);
  }

  static double lng(double x) {
    return x / SIDE * 360 - 180;
  }

  static double lat(double y) {
    return Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * y / SIDE))));
  }

  /** The column or row of the tile that holds the coordinate. */
  static int tile(int unit, int z) {
    return unit >>> (BITS - z);
  }

  /** The coordinate inside the tile of this column or row; outside it may be negative. */
  static int local(int unit, int tile, int z) {
    long inside = unit - ((long) tile << (BITS - z));
    int shift = BITS - EXTENT_BITS - z;
    return (int) (shift >= 0 ? inside >> shift : inside << -shift);
  }
}
