package io.yiwang.sensing.readings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentReadingsTest {
  private static Reading reading(int number) {
    return new Reading(number % 50, "level", Instant.ofEpochSecond(number), number);
  }

  @Test
  void knowsWhatCameShortlyBefore() {
    var recent = new RecentReadings(1 << 10);
    for (int i = 0; i < 5_000; i++) {
      assertThat(recent.contains(reading(i))).as("reading %s", i).isFalse();
      recent.add(reading(i));
      assertThat(recent.contains(reading(i))).isTrue();
      assertThat(recent.contains(reading(Math.max(0, i - 600)))).isTrue();
    }
  }

  @Test
  void tellsQuantitiesAndDevicesApart() {
    var recent = new RecentReadings(1 << 10);
    recent.add(new Reading(1, "level", Instant.EPOCH, 0));
    assertThat(recent.contains(new Reading(1, "flow", Instant.EPOCH, 0))).isFalse();
    assertThat(recent.contains(new Reading(2, "level", Instant.EPOCH, 0))).isFalse();
    assertThat(recent.contains(new Reading(1, "level", Instant.EPOCH, 5))).isTrue();
  }
}
