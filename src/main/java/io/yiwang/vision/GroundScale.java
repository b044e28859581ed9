package io.yiwang.vision;

/** How large things on the ground look: metres to a pixel, there where they stand. */
public interface GroundScale {
  /** Metres to a pixel across the view for a thing whose foot is at this pixel of the frame. */
  double metresPerPixel(double x, double y);

  /**
   * For a camera whose ground was not measured: on a mast of 6 m that sees from 8 m in front of it
   * to some 45 m at the upper edge, 60° wide.
   */
  static GroundScale assumed(View view) {
    double near = 9.2 / view.width();
    double far = 52.0 / view.width();
    return (x, y) -> {
      double up = 1 - Math.clamp(y / view.height(), 0.0, 1.0);
      return 1 / (1 / near + (1 / far - 1 / near) * up);
    };
  }
}
