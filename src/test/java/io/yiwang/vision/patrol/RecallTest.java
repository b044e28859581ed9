package io.yiwang.vision.patrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.demo.street.ParkedBike;
import io.yiwang.demo.street.Puddle;
import io.yiwang.demo.street.Sky;
import io.yiwang.demo.street.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes wrong in a lively street is filed soon after its dwell time. */
class RecallTest {
  private static final double NEVER = Double.POSITIVE_INFINITY;
  private static final double BEGIN = 300;

  /** Dwell time of the ability and some looks: what stands must be seen, and again. */
  private static final double LITTER_WITHIN = 60 + 6 * 10;

  private static final double BIKES_WITHIN = 180 + 6 * 30;

  /** Water needs four minutes to gather. */
  private static final double WATER_WITHIN = 240 + 180 + 6 * 30;

  static Stream<Arguments> streets() {
    return Stream.of(
        Arguments.of("by day", 321, Sky.day(321, 9)),
        Arguments.of("in rain", 322, Sky.rain(322, 13)),
        Arguments.of("by night", 323, Sky.night(323)));
  }

  private record Put(String ability, String what, double x, double y, double at, double within) {}

  @ParameterizedTest(name = "{0}")
  @MethodSource("streets")
  void findsWhatIsDropped(String when, long seed, Sky sky) {
    try (var street = new WatchedStreet(seed, sky, 0.8)) {
      List<Put> puts = new ArrayList<>();
      var random = new SplittableRandom(seed);
      for (int i = 0; i < 6; i++) {
        Thing.Kind kind = Thing.Kind.values()[i % 3];
        double x = street.drawn.across(0.25 + 0.25 * (i % 3)) + 0.4 * random.nextDouble();
        double y = 8.5 + 3.5 * (i / 3) + random.nextDouble();
        double at = BEGIN + 60 * i;
        street.scene.drop(new Thing(kind, x, y, at, NEVER, random.nextLong()));
        puts.add(new Put("dropped-things", kind.name(), x, y, at, LITTER_WITHIN));
      }
      double y = 16.5 + random.nextDouble();
      double x = street.drawn.across(0.35);
      for (int i = 0; i < 3; i++) {
        street.scene.leave(
            new ParkedBike(
                x + i * 0.7, y + i * 0.4, 0.6 + 0.2 * i, BEGIN, NEVER, random.nextLong()));
      }
      puts.add(new Put("bikes", "BIKES", x + 0.7, y, BEGIN, BIKES_WITHIN));
      if (!when.equals("by night")) { // by its manifest water is looked for by day
        double road = street.drawn.onRoad(0.2);
        street.scene.flood(new Puddle(road, 13, 1.8, BEGIN, 240, NEVER));
        puts.add(new Put("ponding", "WATER", road, 13, BEGIN, WATER_WITHIN));
      }
      street.watch(BEGIN + WATER_WITHIN + 60);
      List<String> late = new ArrayList<>();
      for (Put put : puts) {
        double filed =
            street
                .at(put.ability, put.x, put.y, put.ability.equals("dropped-things") ? 20 : 70)
                .map(found -> found.filed() - put.at)
                .orElse(-1.0);
        System.out.printf(
            Locale.ROOT, "Recall %s: %s filed after %.0f s.%n", when, put.what, filed);
        if (filed < 0 || filed > put.within) {
          late.add(put.what + " after " + filed + " s");
        }
      }
      assertThat(late).isEmpty();
    }
  }
}
