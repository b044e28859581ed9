package io.yiwang.demo.street;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a camera on a pole sees: a pinhole above flat ground.
 *
 * @param x where across the street the pole stands, metres
 * @param height of the camera above the ground, metres
 * @param tilt below the horizon, radians
 * @param pan to the right of the street's direction, radians
 * @param fieldOfView from the left to the right edge, radians
 */
record Lens(
    double x, double height, double tilt, double pan, double fieldOfView, int width, int rows) {

  /** What is nearer cannot be drawn, metres. */
  private static final double NEAR = 0.4;

  private double focal() {
    return width / 2.0 / Math.tan(fieldOfView / 2);
  }

  /** Right, up and away from the camera, metres. */
  private double[] seen(Spot s) {
    double dx = s.x() - x;
    double away = dx * Math.sin(pan) + s.y() * Math.cos(pan);
    double right = dx * Math.cos(pan) - s.y() * Math.sin(pan);
    double up = s.z() - height;
    return new double[] {
      right,
      away * Math.sin(tilt) + up * Math.cos(tilt),
      away * Math.cos(tilt) - up * Math.sin(tilt)
    };
  }

  private Point2D.Double onPicture(double[] seen) {
    return new Point2D.Double(
        width / 2.0 + focal() * seen[0] / seen[2], rows / 2.0 - focal() * seen[1] / seen[2]);
  }

  /** Distance along the view, metres; not positive behind the camera. */
  double depth(Spot s) {
    return seen(s)[2];
  }

  /** Pixel of a place in front of the camera; null when it is too near or behind. */
  Point2D.@Nullable Double pixel(Spot s) {
    double[] seen = seen(s);
    return seen[2] < NEAR ? null : onPicture(seen);
  }

  /** Pixels a metre at this place. */
  double scale(Spot s) {
    return focal() / Math.max(NEAR, depth(s));
  }

  /** The ground under a pixel; null above the horizon. */
  @Nullable Spot ground(double px, double py) {
    double right = (px - width / 2.0) / focal();
    double up = (rows / 2.0 - py) / focal();
    double away = Math.cos(tilt) + up * Math.sin(tilt);
    double down = Math.sin(tilt) - up * Math.cos(tilt);
    if (down <= 1e-6) {
      return null;
    }
    double far = height / down;
    return Spot.ground(
        x + far * (away * Math.sin(pan) + right * Math.cos(pan)),
        far * (away * Math.cos(pan) - right * Math.sin(pan)));
  }

  /** The outline of a polygon, cut where it is too near. */
  Path2D.Double outline(List<Spot> corners) {
    List<double[]> kept = new ArrayList<>();
    double[] last = seen(corners.getLast());
    for (Spot corner : corners) {
      double[] next = seen(corner);
      if (last[2] >= NEAR != next[2] >= NEAR) {
        double share = (NEAR - last[2]) / (next[2] - last[2]);
        kept.add(
            new double[] {
              last[0] + share * (next[0] - last[0]), last[1] + share * (next[1] - last[1]), NEAR
            });
      }
      if (next[2] >= NEAR) {
        kept.add(next);
      }
      last = next;
    }
    var path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    for (int i = 0; i < kept.size(); i++) {
      Point2D.Double at = onPicture(kept.get(i));
      if (i == 0) {
        path.moveTo(at.x, at.y);
      } else {
        path.lineTo(at.x, at.y);
      }
    }
    if (!kept.isEmpty()) {
      path.closePath();
    }
    return path;
  }

  /** The same view in pictures of another size. */
  Lens sized(int otherWidth, int otherRows) {
    return new Lens(x, height, tilt, pan, fieldOfView, otherWidth, otherRows);
  }
}
