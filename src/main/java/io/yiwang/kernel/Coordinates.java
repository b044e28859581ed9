package io.yiwang.kernel;

/**
 * Turns coordinates of other systems into WGS-84 at the border of the platform.
 *
 * <p>GCJ-02 is WGS-84 plus a smooth shift of up to about 700 m, computed on the Krasovsky 1940
 * ellipsoid. The shift has no closed inverse; because it changes by less than one part in a
 * thousand over its own length, taking it at the estimate and subtracting it converges by three
 * digits a round. Marks outside the rectangle round China carry no shift and are left as they are.
 */
public final class Coordinates {
  private static final double SEMI_MAJOR = 6_378_245.0;
  private static final double ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943_23;
  private static final double BD_PI = Math.PI * 3000 / 180;
  private static final int MAX_ROUNDS = 10;

  /** About 0.01 mm. */
  private static final double SMALL_DEGREES = 1e-10;

  private Coordinates() {}

  /** The point in WGS-84. */
  public static GeoPoint toWgs84(double lat, double lng, Datum datum) {
    GeoPoint point = new GeoPoint(lat, lng);
    return switch (datum) {
      case WGS84 -> point;
      case GCJ02 -> ofGcj02(point);
      case BD09 -> ofGcj02(gcj02OfBd09(point));
    };
  }

  /** The point as a Chinese web map shows it. */
  public static GeoPoint toGcj02(GeoPoint wgs84) {
    if (outsideChina(wgs84.lat(), wgs84.lng())) {
      return wgs84;
    }
    double[] shift = shift(wgs84.lat(), wgs84.lng());
    return new GeoPoint(wgs84.lat() + shift[0], wgs84.lng() + shift[1]);
  }

  private static GeoPoint ofGcj02(GeoPoint gcj02) {
    if (outsideChina(gcj02.lat(), gcj02.lng())) {
      return gcj02;
    }
    double lat = gcj02.lat();
    double lng = gcj02.lng();
    for (int i = 0; i < MAX_ROUNDS; i++) {
      double[] shift = shift(lat, lng);
      double nextLat = gcj02.lat() - shift[0];
      double nextLng = gcj02.lng() - shift[1];
      double change = Math.max(Math.abs(nextLat - lat), Math.abs(nextLng - lng));
      lat = nextLat;
      lng = nextLng;
      if (change < SMALL_DEGREES) {
        break;
      }
    }
    return new GeoPoint(lat, lng);
  }

  private static GeoPoint gcj02OfBd09(GeoPoint bd09) {
    double x = bd09.lng() - 0.0065;
    double y = bd09.lat() - 0.006;
    double z = Math.sqrt(x * x + y * y) - 0.00002 * Math.sin(y * BD_PI);
    double theta = Math.atan2(y, x) - 0.000003 * Math.cos(x * BD_PI);
    return new GeoPoint(z * Math.sin(theta), z * Math.cos(theta));
  }

  static boolean outsideChina(double lat, double lng) {
    return lng < 72.004 || lng > 137.8347 || lat < 0.8293 || lat > 55.8271;
  }

  /** The shift at a place in degrees: latitude, longitude. */
  private static double[] shift(double lat, double lng) {
    double x = lng - 105;
    double y = lat - 35;
    double phi = Math.toRadians(lat);
    double magic = Math.sin(phi);
    magic = 1 - ECCENTRICITY_SQUARED * magic * magic;
    double root = Math.sqrt(magic);
    double meridian = SEMI_MAJOR * (1 - ECCENTRICITY_SQUARED) / (magic * root);
    double parallel = SEMI_MAJOR / root * Math.cos(phi);
    return new double[] {
      Math.toDegrees(northMetres(x, y) / meridian), Math.toDegrees(eastMetres(x, y) / parallel)
    };
  }

  private static double northMetres(double x, double y) {
    double sum = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x));
    sum += waves(x);
    sum += (20 * Math.sin(y * Math.PI) + 40 * Math.sin(y / 3 * Math.PI)) * 2 / 3;
    sum += (160 * Math.sin(y / 12 * Math.PI) + 320 * Math.sin(y * Math.PI / 30)) * 2 / 3;
    return sum;
  }

  private static double eastMetres(double x, double y) {
    double sum = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x));
    sum += waves(x);
    sum += (20 * Math.sin(x * Math.PI) + 40 * Math.sin(x / 3 * Math.PI)) * 2 / 3;
    sum += (150 * Math.sin(x / 12 * Math.PI) + 300 * Math.sin(x / 30 * Math.PI)) * 2 / 3;
    return sum;
  }

  private static double waves(double x) {
    return (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * 2 / 3;
  }
}
