package io.yiwang.demo.street;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.kernel.GeoPoint;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StreetPainterTest {
  private static final int WIDTH = 480;
  private static final int ROWS = 270;
  private static final double NEVER = 1e9;

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  private static StreetPainter painter(StreetScene scene) {
    return new StreetPainter(scene, WIDTH, ROWS);
  }

  private static double difference(BufferedImage a, BufferedImage b, Seen box) {
    long sum = 0;
    long count = 0;
    for (int y = (int) box.y(); y < (int) (box.y() + box.height()); y++) {
      for (int x = (int) box.x(); x < (int) (box.x() + box.width()); x++) {
        sum += Math.abs((a.getRGB(x, y) >> 8 & 255) - (b.getRGB(x, y) >> 8 & 255));
        count++;
      }
    }
    return (double) sum / count;
  }

  @Test
  void paintsTheSamePictureForTheSameMoment() {
    var sky = Sky.rain(4, 10);
    int[] one = pixels(painter(new StreetScene(4, sky, 1)).paint(1234.5).image());
    int[] two = pixels(painter(new StreetScene(4, sky, 1)).paint(1234.5).image());
    assertThat(one).isEqualTo(two);
    assertThat(pixels(painter(new StreetScene(4, sky, 1)).paint(1235.5).image())).isNotEqualTo(one);
  }

  @Test
  void showsWhatWasDroppedWhereItSaysItIs() {
    for (Sky sky : List.of(Sky.day(5, 9), Sky.rain(5, 9), Sky.night(5))) {
      for (Thing.Kind kind : Thing.Kind.values()) {
        var still = new Sky(5, sky.hour(), sky.clouds(), sky.rain(), 0);
        var scene = new StreetScene(5, still, 0);
        scene.drop(new Thing(kind, -1, 11, 100, NEVER, 3));
        BufferedImage before = painter(scene).paint(99.9).image();
        StreetPainter.Shot after = painter(scene).paint(100);
        Seen thing =
            after.truth().stream()
                .filter(s -> s.label().equals("litter"))
                .findFirst()
                .orElseThrow();
        assertThat(thing.width()).as("pixels of a %s", kind).isGreaterThan(10);
        assertThat(difference(before, after.image(), thing)).isGreaterThan(12);
      }
    }
  }

  @Test
  void tellsPeopleBicyclesAndCarsApart() {
    var scene = new StreetScene(6, Sky.day(6, 9), 2);
    List<String> labels =
        java.util.stream.IntStream.range(0, 30)
            .mapToObj(i -> painter(scene).paint(1000 + 20 * i).truth())
            .flatMap(List::stream)
            .map(Seen::label)
            .distinct()
            .toList();
    assertThat(labels).contains("person", "bicycle", "car").doesNotContain("litter", "water");
  }

  @Test
  void measuresGroundPointsThatMatchThePerspective() {
    var scene = new StreetScene(7, Sky.day(7, 9), 0);
    var view = new StreetView(scene, new GeoPoint(31.22, 121.43), 20);
    for (StreetView.Measured m : view.ground()) {
      assertThat(m.px()).isBetween(0.0, 1.0);
      assertThat(m.py()).isBetween(0.0, 1.0);
      Spot under =
          Objects.requireNonNull(
              scene.lens.ground(m.px() * scene.lens.width(), m.py() * scene.lens.rows()));
      assertThat(view.place(under.x(), under.y()).distanceMetres(m.place())).isLessThan(0.01);
    }
    assertThat(view.pole().distanceMetres(view.place(scene.lens.x(), 30)))
        .isCloseTo(30, org.assertj.core.data.Offset.offset(0.1));
  }

  @Test
  void drawsZonesInsideThePicture() {
    var view =
        new StreetView(new StreetScene(8, Sky.day(8, 9), 0), new GeoPoint(31.22, 121.43), 200);
    assertThat(view.zones(StreetView.Focus.PAVEMENT))
        .extracting(StreetView.Drawn::kind)
        .contains("PAVEMENT", "PARKING");
    for (StreetView.Drawn zone : view.zones(StreetView.Focus.PAVEMENT)) {
      assertThat(zone.corners()).hasSizeGreaterThan(2);
      assertThat(zone.corners()).allSatisfy(c -> assertThat(c[0]).isBetween(0.0, 1.0));
    }
  }

  @Test
  void takesAwayWhatWasTidied() {
    var scene = new StreetScene(9, Sky.day(9, 9), 0);
    scene.drop(new Thing(Thing.Kind.BAG, -1, 11, 0, NEVER, 3));
    scene.flood(new Puddle(3, 14, 1.5, 0, 10, NEVER));
    scene.tidy(50);
    assertThat(painter(scene).paint(49).truth())
        .extracting(Seen::label)
        .contains("litter", "water");
    assertThat(painter(scene).paint(50).truth())
        .extracting(Seen::label)
        .doesNotContain("litter", "water");
  }
}
