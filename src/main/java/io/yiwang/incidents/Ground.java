package io.yiwang.incidents;

import io.yiwang.kernel.GeoPoint;

/**
 * Distances for correlation, the same to the last bit on every machine: a flat map around the
 * anchor, on whole 10^-7 degrees, with the length of a degree of longitude taken at the anchor's
 * latitude rounded to a hundredth of a degree. Within a few kilometres it differs from the great
 * circle by less than one part in a thousand. A city may not lie across the 180th meridian or at a
 * pole.
 */
final class Ground {
  private static final double METRES_PER_E7 = StrictMath.PI * GeoPoint.EARTH_RADIUS_M / 180 / 1e7;
  private static final int STEP_E7 = 100_000;
  private static final int POLE = 900_000_000 / STEP_E7;
  private static final double[] COSINES = cosines();

  private Ground() {}

  static double squaredMetres(int anchorLatE7, int anchorLngE7, int latE7, int lngE7) {
    double north = (double) (latE7 - anchorLatE7) * METRES_PER_E7;
    double east = ((double) lngE7 - anchorLngE7) * METRES_PER_E7 * COSINES[step(anchorLatE7)];
    return north * north + east * east;
  }

  /** So many metres to the north, in 10^-7 degrees, rounded up. */
  static int latitudeE7(double metres) {
    return (int) Math.ceil(metres / METRES_PER_E7);
  }

  /**
   * At least so many metres to the east of any anchor that is within these metres of this latitude.
   */
  static int longitudeE7(double metres, int latE7) {
    int north = latitudeE7(metres) / STEP_E7 + 1;
    int step = Math.abs(step(latE7) - POLE) + north + 1;
    double cosine = COSINES[Math.min(step + POLE, 2 * POLE)];
    return (int)
        Math.min(1_800_000_000, Math.ceil(metres / METRES_PER_E7 / Math.max(cosine, 1e-4)) + 1);
  }

  private static int step(int latE7) {
    return Math.floorDiv(latE7 + STEP_E7 / 2, STEP_E7) + POLE;
  }

  private static double[] cosines() {
    double[] cosines = new double[2 * POLE + 1];
    for (int i = 0; i < cosines.length; i++) {
      cosines[i] = StrictMath.cos(StrictMath.toRadians((i - POLE) / 100.0));
    }
    return cosines;
  }
}
