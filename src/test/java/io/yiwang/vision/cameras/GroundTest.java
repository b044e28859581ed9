package io.yiwang.vision.cameras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.yiwang.kernel.GeoPoint;
import io.yiwang.vision.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GroundTest {
  private static final GeoPoint MAST = new GeoPoint(31.2204, 121.4310);

  /** A pinhole camera on a mast: where it sees a place, in parts of a 1280 by 720 picture. */
  private record Pinhole(double height, double tilt, double heading, double focal) {
    double[] sees(double east, double north) {
      double h = Math.toRadians(heading);
      double t = Math.toRadians(tilt);
      double ahead = east * Math.sin(h) + north * Math.cos(h);
      double right = east * Math.cos(h) - north * Math.sin(h);
      double depth = ahead * Math.cos(t) + height * Math.sin(t);
      double below = height * Math.cos(t) - ahead * Math.sin(t);
      return new double[] {
        (640 + focal * right / depth) / 1280, (360 + focal * below / depth) / 720
      };
    }
  }

  private static GeoPoint place(double east, double north) {
    double perLat = Math.toRadians(GeoPoint.EARTH_RADIUS_M);
    return new GeoPoint(
        MAST.lat() + north / perLat,
        MAST.lng() + east / (perLat * Math.cos(Math.toRadians(MAST.lat()))));
  }

  private static GroundPoint point(Pinhole camera, double east, double north) {
    double[] seen = camera.sees(east, north);
    GeoPoint place = place(east, north);
    return new GroundPoint(seen[0], seen[1], place.lng(), place.lat());
  }

  @Test
  void everyPixelOfAPinholeCameraIsWhereItIs() {
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      Pinhole camera =
          new Pinhole(
              4 + 6 * random.nextDouble(),
              10 + 40 * random.nextDouble(),
              20 * random.nextDouble() - 10,
              700 + 600 * random.nextDouble());
      Ground ground =
          Ground.of(
              List.of(
                  point(camera, -4, 12),
                  point(camera, 5, 11),
                  point(camera, 9, 31),
                  point(camera, -8, 29)));
      for (int i = 0; i < 20; i++) {
        double east = 20 * random.nextDouble() - 10;
        double north = 8 + 40 * random.nextDouble();
        double[] seen = camera.sees(east, north);
        GeoPoint found = ground.place(seen[0], seen[1]).orElseThrow();
        // the flat metres round the middle of the four points differ from the sphere by less
        assertThat(found.distanceMetres(place(east, north))).isLessThan(0.002);
        assertThat(ground.seen(place(east, north)).orElseThrow())
            .containsExactly(seen, within(1e-4));
      }
    }
  }

  @Test
  void theFourPointsThemselvesAreExact() {
    Pinhole camera = new Pinhole(6, 25, 0, 900);
    List<GroundPoint> points =
        List.of(
            point(camera, -4, 12),
            point(camera, 5, 11),
            point(camera, 9, 31),
            point(camera, -8, 29));
    Ground ground = Ground.of(points);
    for (GroundPoint p : points) {
      GeoPoint found = ground.place(p.px(), p.py()).orElseThrow();
      assertThat(found.distanceMetres(new GeoPoint(p.lat(), p.lng()))).isLessThan(1e-6);
    }
  }

  @Test
  void aboveTheHorizonThereIsNoGround() {
    // looks 10 degrees down: its horizon lies at 360 - 900 tan 10° = 201 of 720 lines
    Pinhole camera = new Pinhole(6, 10, 0, 900);
    Ground ground =
        Ground.of(
            List.of(
                point(camera, -4, 14),
                point(camera, 5, 13),
                point(camera, 9, 31),
                point(camera, -8, 29)));
    assertThat(ground.place(0.5, 195 / 720.0)).isEmpty();
    assertThat(ground.place(0.5, 208 / 720.0)).isPresent();
    assertThat(ground.place(0, 0)).isEmpty();
    assertThat(ground.scale(new View(1280, 720, List.of())).metresPerPixel(640, 10)).isPositive();
  }

  @Test
  void metresToAPixelAreThoseOfTheGround() {
    Pinhole camera = new Pinhole(6, 25, 0, 900);
    Ground ground =
        Ground.of(
            List.of(
                point(camera, -4, 12),
                point(camera, 5, 11),
                point(camera, 9, 31),
                point(camera, -8, 29)));
    double[] left = camera.sees(-0.5, 15);
    double[] right = camera.sees(0.5, 15);
    double pixels = (right[0] - left[0]) * 1280;
    double scale = ground.scale(new View(1280, 720, List.of())).metresPerPixel(640, left[1] * 720);
    assertThat(scale).isCloseTo(1 / pixels, within(1e-4));
  }

  @Test
  void refusesPointsThatCannotBeAPlane() {
    List<GroundPoint> line = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      line.add(new GroundPoint(0.2 * i, 0.2 * i, 121.4 + i * 1e-4, 31.2));
    }
    assertThatThrownBy(() -> Ground.of(line)).hasMessageContaining("one line in the picture");
    assertThatThrownBy(() -> Ground.of(line.subList(0, 3))).hasMessageContaining("four points");
    // two points swapped: the picture would be folded
    List<GroundPoint> folded =
        List.of(
            new GroundPoint(0.1, 0.9, 121.4310, 31.2204),
            new GroundPoint(0.9, 0.9, 121.4311, 31.2204),
            new GroundPoint(0.9, 0.5, 121.4310, 31.2206),
            new GroundPoint(0.1, 0.5, 121.4311, 31.2206));
    assertThatThrownBy(() -> Ground.of(folded)).hasMessageContaining("same order");
  }
}
