package io.yiwang.vision.patrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.demo.street.Sky;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An hour of a street in which nothing goes wrong: people, bicycles and cars pass, clouds blow
 * shade to and fro, it rains, the mast shakes, it grows dark.
 */
class QuietHourTest {
  private static final double HOUR = 3600;

  static Stream<Arguments> hours() {
    return Stream.of(
        Arguments.of("clouds and much traffic", 311, Sky.day(311, 11), 2.2),
        Arguments.of("a shower and a shaking mast", 312, shower(312), 1.0),
        Arguments.of("dusk", 313, dusk(313), 1.0));
  }

  /** Sun, a quarter of an hour of rain, sun again; gusts shake the mast by up to three pixels. */
  private static Sky shower(long seed) {
    return new Sky(
        seed,
        t -> 14 + t / HOUR,
        0.7,
        t -> {
          double part = Math.clamp((t - 1200) / 900, 0, 1);
          return 0.75 * Math.min(1, 8 * Math.min(part, 1 - part));
        },
        0.005);
  }

  private static Sky dusk(long seed) {
    return new Sky(seed, t -> 17.3 + t / HOUR, 0.7, t -> 0, 0.002);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hours")
  void givesNoCase(String what, long seed, Sky sky, double busy) {
    try (var street = new WatchedStreet(seed, sky, busy)) {
      street.watch(HOUR);
      List<WatchedStreet.Found> filed =
          street.found().stream().filter(f -> f.filed() >= 0).toList();
      long asked = street.found().stream().filter(f -> f.asked() >= 0).count();
      System.out.printf(
          Locale.ROOT,
          "Quiet hour, %s: %d cases, people asked %d times.%n",
          what,
          filed.size(),
          asked);
      assertThat(filed).isEmpty();
      assertThat(asked).as("of which people are asked").isLessThanOrEqualTo(3);
    }
  }
}
