package io.yiwang.vision.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 2026-11-23 is a Monday. */
class HoursTest {

  private static boolean holds(Hours hours, String at) {
    return hours.holds(LocalDateTime.parse(at));
  }

  @Test
  void holdsFromItsBeginningToJustBeforeItsEnd() {
    var day = new Hours(List.of(), LocalTime.of(6, 30), LocalTime.of(22, 0));
    assertThat(holds(day, "2026-11-23T06:29:59")).isFalse();
    assertThat(holds(day, "2026-11-23T06:30:00")).isTrue();
    assertThat(holds(day, "2026-11-29T21:59:59")).isTrue();
    assertThat(holds(day, "2026-11-29T22:00:00")).isFalse();
  }

  @Test
  void holdsOnItsDaysOnly() {
    var weekend = new Hours(List.of(6, 7), LocalTime.of(8, 0), LocalTime.of(20, 0));
    assertThat(holds(weekend, "2026-11-27T12:00:00")).isFalse();
    assertThat(holds(weekend, "2026-11-28T12:00:00")).isTrue();
    assertThat(holds(weekend, "2026-11-29T12:00:00")).isTrue();
    assertThat(holds(weekend, "2026-11-30T12:00:00")).isFalse();
  }

  @Test
  void aNightBelongsToTheDayOnWhichItBegins() {
    var sunday = new Hours(List.of(7), LocalTime.of(22, 0), LocalTime.of(5, 0));
    assertThat(holds(sunday, "2026-11-29T04:00:00")).isFalse();
    assertThat(holds(sunday, "2026-11-29T23:00:00")).isTrue();
    assertThat(holds(sunday, "2026-11-30T04:59:59")).isTrue();
    assertThat(holds(sunday, "2026-11-30T05:00:00")).isFalse();
    assertThat(holds(sunday, "2026-11-30T23:00:00")).isFalse();
  }

  @Test
  void fromAnHourToTheSameHourIsAWholeDay() {
    var monday = new Hours(List.of(1), LocalTime.of(9, 0), LocalTime.of(9, 0));
    assertThat(holds(monday, "2026-11-23T08:59:59")).isFalse();
    assertThat(holds(monday, "2026-11-23T09:00:00")).isTrue();
    assertThat(holds(monday, "2026-11-24T08:59:59")).isTrue();
    assertThat(holds(monday, "2026-11-24T09:00:00")).isFalse();
  }
}
