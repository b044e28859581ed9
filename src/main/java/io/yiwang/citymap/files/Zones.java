package io.yiwang.citymap.files;

import org.jspecify.annotations.Nullable;

/**
 * Parameters of the systems that are regular, by EPSG code: the zones of CGCS2000 (GB/T 17798), of
 * UTM on WGS-84, and Web Mercator.
 */
final class Zones {
  private static final int SIX_DEGREES = 4491; // zones 13 to 23, their number before the easting
  private static final int SIX_DEGREES_PLAIN = 4502; // central meridians 75 to 135
  private static final int THREE_DEGREES = 4513; // zones 25 to 45
  private static final int THREE_DEGREES_PLAIN = 4534; // central meridians 75 to 135
  private static final int LAST = 4554;
  private static final double MERCATOR_DEGREE = 111_319.490_793;

  private Zones() {}

  static @Nullable String parameters(int code) {
    if (code == 3857 || code == 900913 || code == 102100) {
      return "+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m"
          + " +nadgrids=@null +no_defs";
    }
    if (code >= SIX_DEGREES && code <= LAST) {
      return gauss(code);
    }
    if (code > 32600 && code <= 32660) {
      return "+proj=utm +zone=" + (code - 32600) + " +datum=WGS84 +units=m +no_defs";
    }
    if (code > 32700 && code <= 32760) {
      return "+proj=utm +zone=" + (code - 32700) + " +south +datum=WGS84 +units=m +no_defs";
    }
    return null;
  }

  private static String gauss(int code) {
    if (code < SIX_DEGREES_PLAIN) {
      int zone = 13 + code - SIX_DEGREES;
      return gauss(zone * 6 - 3, zone * 1_000_000L + 500_000);
    }
    if (code < THREE_DEGREES) {
      return gauss(75 + 6 * (code - SIX_DEGREES_PLAIN), 500_000);
    }
    if (code < THREE_DEGREES_PLAIN) {
      int zone = 25 + code - THREE_DEGREES;
      return gauss(zone * 3, zone * 1_000_000L + 500_000);
    }
    return gauss(75 + 3 * (code - THREE_DEGREES_PLAIN), 500_000);
  }

  private static String gauss(int meridian, long easting) {
    return "+proj=tmerc +lat_0=0 +lon_0="
        + meridian
        + " +k=1 +x_0="
        + easting
        + " +y_0=0 +ellps=GRS80 +towgs84=0,0,0 +units=m +no_defs";
  }

  /**
   * The code that metres of this kind most likely are of, in a city of this longitude: Web
   * Mercator, or a zone whose number stands before the easting; null when neither fits.
   */
  static @Nullable Integer likely(double x, double y, double lng) {
    boolean northing = y > 1_500_000 && y < 6_500_000;
    int zone = (int) (x / 1_000_000);
    if (northing && Math.abs(x / MERCATOR_DEGREE - lng) < 5) {
      return 3857;
    }
    if (northing && zone >= 25 && zone <= 45) {
      return THREE_DEGREES + zone - 25;
    }
    return northing && zone >= 13 && zone <= 23 ? SIX_DEGREES + zone - 13 : null;
  }

  /** The zone of 3° without a number before the easting, for a place of this longitude. */
  static int plain(double lng) {
    return THREE_DEGREES_PLAIN + Math.clamp(Math.round((lng - 75) / 3), 0, 20);
  }
}
