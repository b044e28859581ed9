package io.yiwang.vision.cameras;

import io.yiwang.kernel.GeoPoint;
import io.yiwang.vision.GroundScale;
import io.yiwang.vision.View;
import java.util.List;
import java.util.Optional;

/**
 * Where on the ground a point of the picture lies, by four points that were measured.
 *
 * <p>A plane seen by a camera without distortion is a projective map (homography) of the picture: x
 * = (a·u + b·v + c) / (g·u + h·v + 1), y = (d·u + e·v + f) / (g·u + h·v + 1), with u, v in parts of
 * the picture from the middle of the four points and x, y in metres east and north of it. Four
 * points, of which no three lie on a line, give eight linear equations for a…h (Hartley and
 * Zisserman, Multiple View Geometry, 4.1). Where the denominator has another sign than at the four
 * points lies the sky; at their middle, which is never sky, it is 1.
 */
public final class Ground {
  private static final int POINTS = 4;

  /** Parts of the picture (or metres) squared below which three points are taken for a line. */
  private static final double FLAT_PICTURE = 1e-4;

  private static final double FLAT_METRES = 0.05;

  private final double[] map;
  private final double[] back;
  private final double[] origin;
  private final GeoPoint middle;
  private final double metresPerLng;
  private final double metresPerLat;

  private Ground(double[] map, double[] origin, GeoPoint middle) {
    this.map = map;
    this.origin = origin;
    this.back = inverse(map);
    this.middle = middle;
    this.metresPerLat = Math.toRadians(GeoPoint.EARTH_RADIUS_M);
    this.metresPerLng = metresPerLat * Math.cos(Math.toRadians(middle.lat()));
  }

  /**
   * @throws IllegalArgumentException if they are not four, three lie on a line, or the picture of
   *     the ground would be folded
   */
  public static Ground of(List<GroundPoint> points) {
    if (points.size() != POINTS) {
      throw new IllegalArgumentException("must be four points, not " + points.size() + ".");
    }
    GeoPoint middle =
        new GeoPoint(
            points.stream().mapToDouble(GroundPoint::lat).average().orElseThrow(),
            points.stream().mapToDouble(GroundPoint::lng).average().orElseThrow());
    double[] origin = {
      points.stream().mapToDouble(GroundPoint::px).average().orElseThrow(),
      points.stream().mapToDouble(GroundPoint::py).average().orElseThrow()
    };
    double perLat = Math.toRadians(GeoPoint.EARTH_RADIUS_M);
    double perLng = perLat * Math.cos(Math.toRadians(middle.lat()));
    double[][] seen = new double[POINTS][];
    double[][] lies = new double[POINTS][];
    for (int i = 0; i < POINTS; i++) {
      GroundPoint p = points.get(i);
      seen[i] = new double[] {p.px() - origin[0], p.py() - origin[1]};
      lies[i] = new double[] {(p.lng() - middle.lng()) * perLng, (p.lat() - middle.lat()) * perLat};
    }
    requireSpread(seen, FLAT_PICTURE, "in the picture");
    requireSpread(lies, FLAT_METRES, "on the ground");
    double[] map = solve(equations(seen, lies));
    for (double[] p : seen) {
      if (map[6] * p[0] + map[7] * p[1] + 1 <= 1e-9) {
        throw folded();
      }
    }
    return new Ground(map, origin, middle);
  }

  private static IllegalArgumentException folded() {
    return new IllegalArgumentException(
        "must be in the same order round the picture and round the place.");
  }

  private static void requireSpread(double[][] p, double least, String where) {
    for (int out = 0; out < POINTS; out++) {
      double[] a = p[(out + 1) % POINTS];
      double[] b = p[(out + 2) % POINTS];
      double[] c = p[(out + 3) % POINTS];
      double twice = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
      if (!(Math.abs(twice) > least)) {
        throw new IllegalArgumentException("must not have three points on one line " + where + ".");
      }
    }
  }

  private static double[][] equations(double[][] seen, double[][] lies) {
    double[][] rows = new double[2 * POINTS][];
    for (int i = 0; i < POINTS; i++) {
      double u = seen[i][0];
      double v = seen[i][1];
      double x = lies[i][0];
      double y = lies[i][1];
      rows[2 * i] = new double[] {u, v, 1, 0, 0, 0, -u * x, -v * x, x};
      rows[2 * i + 1] = new double[] {0, 0, 0, u, v, 1, -u * y, -v * y, y};
    }
    return rows;
  }

  /** Gaussian elimination with the largest pivot of each column; the last column is known. */
  private static double[] solve(double[][] m) {
    int n = m.length;
    for (int k = 0; k < n; k++) {
      int best = k;
      for (int i = k + 1; i < n; i++) {
        best = Math.abs(m[i][k]) > Math.abs(m[best][k]) ? i : best;
      }
      double[] pivot = m[best];
      m[best] = m[k];
      m[k] = pivot;
      if (Math.abs(pivot[k]) < 1e-12) {
        throw folded();
      }
      for (int i = k + 1; i < n; i++) {
        double f = m[i][k] / pivot[k];
        for (int j = k; j <= n; j++) {
          m[i][j] -= f * pivot[j];
        }
      }
    }
    double[] x = new double[n];
    for (int k = n - 1; k >= 0; k--) {
      double sum = m[k][n];
      for (int j = k + 1; j < n; j++) {
        sum -= m[k][j] * x[j];
      }
      x[k] = sum / m[k][k];
    }
    return x;
  }

  /** The inverse of the matrix (a b c; d e f; g h 1), up to a factor: its adjugate. */
  private static double[] inverse(double[] m) {
    double a = m[0];
    double b = m[1];
    double c = m[2];
    double d = m[3];
    double e = m[4];
    double f = m[5];
    double g = m[6];
    double h = m[7];
    return new double[] {
      e - f * h,
      c * h - b,
      b * f - c * e,
      f * g - d,
      a - c * g,
      c * d - a * f,
      d * h - e * g,
      b * g - a * h,
      a * e - b * d
    };
  }

  /** The place of a point of the picture, in parts of it; empty for the sky. */
  public Optional<GeoPoint> place(double px, double py) {
    double u = px - origin[0];
    double v = py - origin[1];
    double w = map[6] * u + map[7] * v + 1;
    if (w <= 1e-9) {
      return Optional.empty();
    }
    double east = (map[0] * u + map[1] * v + map[2]) / w;
    double north = (map[3] * u + map[4] * v + map[5]) / w;
    double lat = middle.lat() + north / metresPerLat;
    double lng = middle.lng() + east / metresPerLng;
    return Math.abs(lat) > 90 || Math.abs(lng) > 180
        ? Optional.empty()
        : Optional.of(new GeoPoint(lat, lng));
  }

  /** The point of the picture, in parts of it, where a place is seen; empty when it is behind. */
  public Optional<double[]> seen(GeoPoint place) {
    double east = (place.lng() - middle.lng()) * metresPerLng;
    double north = (place.lat() - middle.lat()) * metresPerLat;
    double w = back[6] * east + back[7] * north + back[8];
    double u = (back[0] * east + back[1] * north + back[2]) / w;
    double v = (back[3] * east + back[4] * north + back[5]) / w;
    boolean before = Double.isFinite(u + v) && map[6] * u + map[7] * v + 1 > 1e-9;
    return before ? Optional.of(new double[] {u + origin[0], v + origin[1]}) : Optional.empty();
  }

  /** How large things look, for abilities; where the sky is, as large as is assumed of a camera. */
  public GroundScale scale(View view) {
    GroundScale assumed = GroundScale.assumed(view);
    return (x, y) -> {
      double py = y / view.height();
      Optional<GeoPoint> left = place((x - 0.5) / view.width(), py);
      Optional<GeoPoint> right = place((x + 0.5) / view.width(), py);
      return left.isEmpty() || right.isEmpty()
          ? assumed.metresPerPixel(x, y)
          : left.get().distanceMetres(right.get());
    };
  }
}
