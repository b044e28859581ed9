package io.yiwang.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.vision.Abilities;
import io.yiwang.vision.Detection;
import io.yiwang.vision.Detector;
import io.yiwang.vision.Frame;
import io.yiwang.vision.GroundScale;
import io.yiwang.vision.View;
import io.yiwang.vision.Zone;
import io.yiwang.vision.ZoneKind;
import java.awt.Color;
import java.awt.Graphics2D;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleAndPondingTest {
  private static final List<Zone> NONE = List.of();

  /** 1.7 m are 80 pixels everywhere: a camera from far above. */
  private static final GroundScale SCALE = (x, y) -> 1.7 / 80;

  private final DrawnStreet street = new DrawnStreet();
  private final Abilities abilities = Abilities.in(Path.of("no-models"));

  @AfterEach
  void close() {
    abilities.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 12, 24})
  void countsPeopleWithinATenthOrTwo(int people) {
    try (Detector detector = open("people", NONE)) {
      learn(detector);
      Detection crowd = crowd(detector, people);
      assertThat(crowd.measures().get(Detection.COUNT))
          .isBetween(Math.floor(people * 0.75), Math.ceil(people * 1.25));
    }
  }

  @Test
  void callsACloseCrowdDenserThanAScatteredOne() {
    try (Detector detector = open("people", NONE)) {
      learn(detector);
      double scattered = density(crowd(detector, 12));
      List<Consumer<Graphics2D>> close = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        close.add(DrawnStreet.person(300 + i % 4 * 26, 240 + i / 4 * 22, 80, coat(i)));
      }
      double crowded = density(people(detector.detect(street.after(10, close))));
      assertThat(crowded).isGreaterThan(2 * scattered);
    }
  }

  @Test
  void findsWaterOnTheRoadAndLetsItDry() {
    try (Detector detector = open("ponding", NONE)) {
      learn(detector);
      Consumer<Graphics2D> puddle = street.with(puddle());
      List<Detection> seen = looks(detector, 4);
      assertThat(seen)
          .singleElement()
          .satisfies(
              water -> {
                assertThat(water.classCode()).isEqualTo("10999");
                assertThat(water.measures().get(Detection.AREA)).isGreaterThan(4);
                assertThat(water.box().overlap(new io.yiwang.vision.Box(200, 230, 240, 90)))
                    .isGreaterThan(0.6 * water.box().area());
              });
      street.without(puddle);
      assertThat(looks(detector, 8)).isEmpty();
    }
  }

  @Test
  void takesNeitherShadowNorParkedCarForWater() {
    try (Detector detector = open("ponding", NONE)) {
      learn(detector);
      street.with(DrawnStreet.shadow(200, 230, 240, 90));
      assertThat(looks(detector, 8)).isEmpty();
      street.with(DrawnStreet.person(500, 340, 80, Color.RED));
      assertThat(looks(detector, 8)).isEmpty();
    }
  }

  @Test
  void looksForWaterOnTheRoadwayOnly() {
    var right =
        List.of(
            new double[] {0.75, 0.3},
            new double[] {1, 0.3},
            new double[] {1, 1},
            new double[] {0.75, 1});
    try (Detector detector = open("ponding", List.of(new Zone(ZoneKind.ROADWAY, "lane", right)))) {
      learn(detector);
      street.with(puddle());
      assertThat(looks(detector, 6)).isEmpty();
    }
  }

  @Test
  void findsABikeOutsideTheMarkedPlaceOnly() {
    var left =
        List.of(
            new double[] {0, 0.3},
            new double[] {0.5, 0.3},
            new double[] {0.5, 1},
            new double[] {0, 1});
    var all =
        List.of(new double[] {0, 0}, new double[] {1, 0}, new double[] {1, 1}, new double[] {0, 1});
    var zones =
        List.of(new Zone(ZoneKind.PAVEMENT, "all", all), new Zone(ZoneKind.PARKING, "left", left));
    try (Detector detector = open("bikes", zones)) {
      learn(detector);
      street.with(bike(120, 300));
      street.with(bike(460, 300));
      List<Detection> seen = looks(detector, 12);
      assertThat(seen).hasSize(2);
      assertThat(seen.stream().filter(bike -> bike.classCode() != null))
          .singleElement()
          .satisfies(bike -> assertThat(bike.box().x()).isGreaterThan(320));
    }
  }

  private Detector open(String id, List<Zone> zones) {
    var view = new View(DrawnStreet.WIDTH, DrawnStreet.HEIGHT, zones);
    return abilities.newest(id).orElseThrow().open(view, SCALE);
  }

  private void learn(Detector detector) {
    looks(detector, 10);
  }

  private List<Detection> looks(Detector detector, int pictures) {
    List<Detection> seen = List.of();
    for (int i = 0; i < pictures; i++) {
      seen = detector.detect(street.after(10));
    }
    return seen;
  }

  private Detection crowd(Detector detector, int people) {
    var random = new SplittableRandom(people);
    List<Consumer<Graphics2D>> persons = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      int x = 40 + i % 8 * 76 + random.nextInt(20);
      persons.add(DrawnStreet.person(x, 150 + i / 8 * 90 + random.nextInt(20), 80, coat(i)));
    }
    Frame frame = street.after(10, persons);
    return people(detector.detect(frame));
  }

  private static Detection people(List<Detection> seen) {
    return seen.stream().filter(d -> d.label().equals(Detection.PEOPLE)).findFirst().orElseThrow();
  }

  private static double density(Detection crowd) {
    return crowd.measures().getOrDefault(Detection.DENSITY, 0.0);
  }

  private static Color coat(int number) {
    return Color.getHSBColor(number * 0.17f, 0.8f, 0.75f);
  }

  private static Consumer<Graphics2D> puddle() {
    return to -> {
      to.setColor(new Color(118, 132, 150));
      to.fillOval(200, 230, 240, 90);
    };
  }

  private static Consumer<Graphics2D> bike(int x, int y) {
    return to -> {
      to.setStroke(new java.awt.BasicStroke(4));
      to.setColor(Color.BLACK);
      to.drawOval(x, y - 30, 30, 30);
      to.drawOval(x + 48, y - 30, 30, 30);
      to.setColor(new Color(220, 190, 30));
      to.drawLine(x + 15, y - 15, x + 36, y - 44);
      to.drawLine(x + 36, y - 44, x + 63, y - 15);
      to.drawLine(x + 15, y - 15, x + 44, y - 15);
      to.drawLine(x + 44, y - 15, x + 60, y - 46);
    };
  }
}
