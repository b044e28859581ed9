package io.yiwang.kernel;

import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2LatLng;

/** A place on the ground in CGCS2000/WGS-84 degrees. */
public record GeoPoint(double lat, double lng) {

  /** Mean Earth radius in metres (IUGG R1), the sphere all distances are measured on. */
  public static final double EARTH_RADIUS_M = 6_371_008.8;

  public GeoPoint {
    if (!(lat >= -90 && lat <= 90)) {
      throw new IllegalArgumentException("lat (" + lat + ") must be between -90 and 90.");
    }
    if (!(lng >= -180 && lng <= 180)) {
      throw new IllegalArgumentException("lng (" + lng + ") must be between -180 and 180.");
    }
  }

  /** From degrees times 10^7, the form the log carries (about 1 cm). */
  public static GeoPoint ofE7(int latE7, int lngE7) {
    return new GeoPoint(latE7 / 1e7, lngE7 / 1e7);
  }

  public int latE7() {
    return (int) Math.round(lat * 1e7);
  }

  public int lngE7() {
    return (int) Math.round(lng * 1e7);
  }

  /** The S2 leaf cell, the form tables carry (signed bigint). */
  public long s2Leaf() {
    return S2CellId.fromLatLng(S2LatLng.fromDegrees(lat, lng)).id();
  }

  /** Great-circle distance in metres (haversine on {@link #EARTH_RADIUS_M}). */
  public double distanceMetres(GeoPoint other) {
    double phi1 = Math.toRadians(lat);
    double phi2 = Math.toRadians(other.lat);
    double sinPhi = Math.sin((phi2 - phi1) / 2);
    double sinLambda = Math.sin(Math.toRadians(other.lng - lng) / 2);
    double h = sinPhi * sinPhi + Math.cos(phi1) * Math.cos(phi2) * sinLambda * sinLambda;
    return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
  }
}
