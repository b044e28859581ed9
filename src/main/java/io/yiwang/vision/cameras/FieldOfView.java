package io.yiwang.vision.cameras;

import io.yiwang.kernel.GeoPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a camera sees as a polygon on the map: the corners of its picture, or a sector. */
final class FieldOfView {
  /** A camera on a mast tells things apart up to about here. */
  private static final double USUAL_REACH_M = 50;

  private static final double USUAL_DEGREES = 60;
  private static final double STEP_DEGREES = 10;

  private FieldOfView() {}

  /** Longitude and latitude of the corners, closed; empty when nobody said where it looks. */
  static List<double[]> of(Camera camera) {
    Ground ground = camera.findGround().orElse(null);
    if (ground != null) {
      List<double[]> seen = onGround(ground);
      if (!seen.isEmpty()) {
        return seen;
      }
    }
    Double heading = camera.heading();
    return heading == null
        ? List.of()
        : sector(
            camera.point(),
            heading,
            or(camera.viewDegrees(), USUAL_DEGREES),
            or(camera.reachMetres(), USUAL_REACH_M));
  }

  private static double or(@Nullable Double value, double otherwise) {
    return value == null ? otherwise : value;
  }

  /** The picture's corners on the ground; where its upper edge is sky, as far down as it is not. */
  private static List<double[]> onGround(Ground ground) {
    for (double top = 0; top < 0.9; top += 0.05) {
      Optional<GeoPoint> left = ground.place(0, top);
      Optional<GeoPoint> right = ground.place(1, top);
      Optional<GeoPoint> nearRight = ground.place(1, 1);
      Optional<GeoPoint> nearLeft = ground.place(0, 1);
      if (left.isPresent()
          && right.isPresent()
          && nearRight.isPresent()
          && nearLeft.isPresent()
          && left.get().distanceMetres(nearLeft.get()) < 4 * USUAL_REACH_M
          && right.get().distanceMetres(nearRight.get()) < 4 * USUAL_REACH_M) {
        return closed(List.of(left.get(), right.get(), nearRight.get(), nearLeft.get()));
      }
    }
    return List.of();
  }

  private static List<double[]> sector(GeoPoint at, double heading, double degrees, double reach) {
    List<GeoPoint> corners = new ArrayList<>();
    if (degrees < 360) {
      corners.add(at);
    }
    int steps = (int) Math.ceil(degrees / STEP_DEGREES);
    for (int i = 0; i <= steps; i++) {
      corners.add(away(at, heading - degrees / 2 + degrees * i / steps, reach));
    }
    return closed(corners);
  }

  private static GeoPoint away(GeoPoint from, double bearing, double metres) {
    double perLat = Math.toRadians(GeoPoint.EARTH_RADIUS_M);
    double turn = Math.toRadians(bearing);
    return new GeoPoint(
        from.lat() + metres * Math.cos(turn) / perLat,
        from.lng() + metres * Math.sin(turn) / (perLat * Math.cos(Math.toRadians(from.lat()))));
  }

  private static List<double[]> closed(List<GeoPoint> corners) {
    List<double[]> ring = new ArrayList<>();
    corners.forEach(p -> ring.add(new double[] {p.lng(), p.lat()}));
    ring.add(ring.getFirst());
    return ring;
  }
}
