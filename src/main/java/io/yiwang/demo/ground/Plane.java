package io.yiwang.demo.ground;

/** Metres east and north of People's Square; flat enough for a city. */
final class Plane {
  private static final double LNG = 121.4737;
  private static final double LAT = 31.2304;
  private static final double METRES_PER_LNG = 95_200;
  private static final double METRES_PER_LAT = 110_900;

  private Plane() {}

  static double x(double lng) {
    return (lng - LNG) * METRES_PER_LNG;
  }

  static double y(double lat) {
    return (lat - LAT) * METRES_PER_LAT;
  }

  static double lng(double x) {
    return LNG + x / METRES_PER_LNG;
  }

  static double lat(double y) {
    return LAT + y / METRES_PER_LAT;
  }

  static int lngE7(double x) {
    return (int) Math.round(lng(x) * 1e7);
  }

  static int latE7(double y) {
    return (int) Math.round(lat(y) * 1e7);
  }
}
