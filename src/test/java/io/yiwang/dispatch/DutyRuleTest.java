package io.yiwang.dispatch;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DutyRuleTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @Test
  void aWeeklyShiftCoversItsHoursOnItsDays() {
    Shift monday = weekly("08:00", "16:30", MONDAY);

    assertThat(monday.covers(at("2026-11-23T08:00"))).isTrue();
    assertThat(monday.covers(at("2026-11-23T16:29"))).isTrue();
    assertThat(monday.covers(at("2026-11-23T16:30"))).isFalse();
    assertThat(monday.covers(at("2026-11-24T09:00"))).isFalse();
  }

  @Test
  void aNightShiftRunsPastMidnight() {
    Shift sundayNight = weekly("22:00", "06:00", SUNDAY);

    assertThat(sundayNight.covers(at("2026-11-22T23:00"))).isTrue();
    assertThat(sundayNight.covers(at("2026-11-23T05:59"))).isTrue();
    assertThat(sundayNight.covers(at("2026-11-23T06:00"))).isFalse();
    assertThat(sundayNight.covers(at("2026-11-23T22:30"))).isFalse();
  }

  @Test
  void aSingleShiftHoldsOnItsDateOnly() {
    var once = new Shift(1, 1, Set.of(), t("08:00"), t("12:00"), LocalDate.of(2026, 11, 24), null);

    assertThat(once.covers(at("2026-11-24T10:00"))).isTrue();
    assertThat(once.covers(at("2026-12-01T10:00"))).isFalse();
  }

  @Test
  void theSwitchSpeaksForTwelveHoursThenTheRoster() {
    List<Shift> roster = List.of(weekly("08:00", "16:00", MONDAY));
    Instant switched = at("2026-11-23T09:00").toInstant();

    assertThat(duty(roster, false, switched, "2026-11-23T10:00")).isFalse();
    assertThat(duty(roster, true, switched, "2026-11-23T20:59")).isTrue();
    assertThat(duty(roster, true, switched, "2026-11-23T21:00")).isFalse();
    assertThat(DutyRule.onDuty(roster, null, null, at("2026-11-23T10:00").toInstant(), SHANGHAI))
        .isTrue();
  }

  private static boolean duty(List<Shift> roster, boolean on, Instant since, String now) {
    return DutyRule.onDuty(roster, on, since, at(now).toInstant(), SHANGHAI);
  }

  private static Shift weekly(String from, String to, DayOfWeek... days) {
    return new Shift(1, 1, Set.of(days), t(from), t(to), LocalDate.of(2026, 1, 1), null);
  }

  private static LocalTime t(String time) {
    return LocalTime.parse(time);
  }

  private static ZonedDateTime at(String local) {
    return java.time.LocalDateTime.parse(local).atZone(SHANGHAI);
  }
}
