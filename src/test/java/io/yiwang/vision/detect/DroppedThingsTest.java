package io.yiwang.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.vision.Abilities;
import io.yiwang.vision.Box;
import io.yiwang.vision.Detection;
import io.yiwang.vision.Detector;
import io.yiwang.vision.Frame;
import io.yiwang.vision.View;
import java.awt.Color;
import java.awt.Graphics2D;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DroppedThingsTest {
  private static final int EVERY = 10;
  private static final Color PAPER = new Color(235, 232, 220);

  private final DrawnStreet street = new DrawnStreet();
  private final Abilities abilities = Abilities.in(Path.of("no-models"));
  private final Detector detector =
      abilities
          .newest("dropped-things")
          .orElseThrow()
          .open(new View(DrawnStreet.WIDTH, DrawnStreet.HEIGHT, List.of()));

  @AfterEach
  void close() {
    detector.close();
    abilities.close();
  }

  @ParameterizedTest
  @CsvSource({"8, 6", "16, 12", "30, 26"})
  void findsThingsOfThreeSizes(int width, int height) {
    look(10);
    street.with(DrawnStreet.box(300, 280, width, height, PAPER));
    assertThat(look(1)).as("not before it has stayed").isEmpty();
    assertThat(look(4))
        .singleElement()
        .satisfies(
            seen -> {
              assertThat(seen.label()).isEqualTo("dropped");
              assertThat(seen.classCode()).isEqualTo("06010");
              assertThat(seen.box().iou(new Box(300, 280, width + 1, height + 1)))
                  .isGreaterThan(0.5);
            });
  }

  @Test
  void forgetsAThingThatWasTakenAway() {
    look(10);
    Consumer<Graphics2D> bag = street.with(DrawnStreet.box(300, 280, 20, 16, Color.DARK_GRAY));
    assertThat(look(6)).hasSize(1);
    assertThat(look(200)).as("however long it lies there").hasSize(1);
    street.without(bag);
    assertThat(look(3)).isEmpty();
    assertThat(look(20)).isEmpty();
  }

  @Test
  void takesNoHoleForAThing() {
    Consumer<Graphics2D> bin = street.with(DrawnStreet.box(300, 280, 20, 26, Color.BLUE));
    look(10);
    street.without(bin);
    for (int i = 0; i < 20; i++) {
      assertThat(look(1)).isEmpty();
    }
  }

  @Test
  void seesNothingInPassersBy() {
    look(10);
    for (int i = 0; i < 60; i++) {
      int x = 40 + i * 37 % 560;
      var passing =
          List.of(
              DrawnStreet.person(x, 300, 110, Color.RED),
              DrawnStreet.person(600 - x, 240, 70, new Color(60, 90, 160)));
      assertThat(detector.detect(street.after(EVERY, passing))).isEmpty();
    }
  }

  @Test
  void seesAThingBetweenPassersBy() {
    look(10);
    street.with(DrawnStreet.box(300, 280, 20, 16, PAPER));
    int seen = 0;
    for (int i = 0; i < 30; i++) {
      var passing = List.of(DrawnStreet.person(40 + i * 53 % 560, 310, 110, Color.RED));
      seen += detector.detect(street.after(EVERY, passing)).isEmpty() ? 0 : 1;
    }
    assertThat(seen).isGreaterThan(20);
  }

  @Test
  void takesNoShadowForAThing() {
    look(10);
    street.with(DrawnStreet.shadow(200, 260, 40, 30));
    for (int i = 0; i < 20; i++) {
      assertThat(look(1)).isEmpty();
    }
  }

  @Test
  void holdsStillWhenTheMastShakes() {
    look(10);
    for (int i = 0; i < 40; i++) {
      street.shake(i * 3 % 7 - 3, i * 5 % 5 - 2);
      assertThat(look(1)).isEmpty();
    }
    street.with(DrawnStreet.box(300, 280, 20, 16, PAPER));
    int seen = 0;
    for (int i = 0; i < 20; i++) {
      street.shake(i * 3 % 7 - 3, i * 5 % 5 - 2);
      seen += look(1).isEmpty() ? 0 : 1;
    }
    assertThat(seen).isGreaterThan(12);
  }

  @Test
  void seesNothingWhenItGrowsDarkOrACloudPasses() {
    look(10);
    for (int i = 0; i < 60; i++) {
      street.light(1 - i * 0.01);
      assertThat(look(1)).isEmpty();
    }
    street.light(1);
    for (int i = 0; i < 10; i++) {
      assertThat(look(1)).isEmpty();
    }
  }

  @Test
  void repeatsWhatItSawWhileSomethingStandsBeforeTheCamera() {
    look(10);
    street.with(DrawnStreet.box(300, 280, 20, 16, PAPER));
    assertThat(look(6)).hasSize(1);
    Frame covered = street.after(EVERY, List.of(DrawnStreet.box(0, 0, 640, 340, Color.WHITE)));
    assertThat(detector.detect(covered)).hasSize(1);
  }

  private List<Detection> look(int pictures) {
    List<Detection> seen = List.of();
    for (int i = 0; i < pictures; i++) {
      seen = detector.detect(street.after(EVERY));
    }
    return seen;
  }
}
