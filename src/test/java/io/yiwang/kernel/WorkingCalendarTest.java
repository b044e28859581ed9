package io.yiwang.kernel;

import static io.yiwang.kernel.LimitUnit.NATURAL_DAY;
import static io.yiwang.kernel.LimitUnit.URGENT_HOUR;
import static io.yiwang.kernel.LimitUnit.WORK_DAY;
import static io.yiwang.kernel.LimitUnit.WORK_HOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yiwang.kernel.WorkingCalendar.Span;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingCalendarTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final ZoneId BOSTON = ZoneId.of("America/New_York");

  /** National Day 2026: 1–7 October off, Sunday 20 September and Saturday 10 October worked. */
  private final WorkingCalendar china =
      WorkingCalendar.weekdays(
          SHANGHAI,
          Set.copyOf(LocalDate.of(2026, 10, 1).datesUntil(LocalDate.of(2026, 10, 8)).toList()),
          Set.of(LocalDate.of(2026, 9, 20), LocalDate.of(2026, 10, 10)));

  /** Round the clock every day but Sunday, so that a change of clocks falls into working time. */
  private final WorkingCalendar bostonNights =
      new WorkingCalendar(
          BOSTON,
          List.of(new Span(LocalTime.of(1, 0), LocalTime.of(5, 0))),
          EnumSet.allOf(DayOfWeek.class),
          Set.of(),
          Set.of());

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T10:00, 1 WORK_HOUR,   2026-11-23T11:00",
    "2026-11-23T11:30, 1 WORK_HOUR,   2026-11-23T14:30",
    "2026-11-23T11:00, 1 WORK_HOUR,   2026-11-23T12:00",
    "2026-11-23T12:30, 2 WORK_HOUR,   2026-11-23T16:00",
    "2026-11-23T17:00, 2 WORK_HOUR,   2026-11-24T09:00",
    "2026-11-23T06:00, 4 WORK_HOUR,   2026-11-23T12:00",
    "2026-11-20T17:00, 2 WORK_HOUR,   2026-11-23T09:00",
    "2026-11-21T10:00, 1 WORK_HOUR,   2026-11-23T09:00",
    "2026-11-23T16:00, 1 WORK_DAY,    2026-11-24T16:00",
    "2026-11-20T16:00, 2 WORK_DAY,    2026-11-24T16:00",
    "2026-09-30T16:00, 1 WORK_DAY,    2026-10-08T16:00",
    "2026-10-09T16:00, 1 WORK_DAY,    2026-10-10T16:00",
    "2026-10-10T16:00, 1 WORK_DAY,    2026-10-12T16:00",
    "2026-09-19T10:00, 4 WORK_HOUR,   2026-09-20T12:00",
    "2026-11-20T23:30, 2 URGENT_HOUR, 2026-11-21T01:30",
    "2026-10-01T10:00, 3 NATURAL_DAY, 2026-10-04T10:00"
  })
  void knowsWhenALimitIsUsedUp(String from, String limit, String due) {
    assertThat(china.dueAt(at(SHANGHAI, from), TimeBudget.parse(limit)))
        .isEqualTo(at(SHANGHAI, due));
  }

  @Test
  void countsANaturalDayAs24HoursWhenClocksChange() {
    // Boston turned its clocks back at 02:00 on 1 November 2026.
    assertThat(bostonNights.dueAt(at(BOSTON, "2026-10-31T12:00"), new TimeBudget(1, NATURAL_DAY)))
        .isEqualTo(at(BOSTON, "2026-11-01T11:00"));
  }

  @Test
  void countsTheHoursThatReallyPassWhenClocksChangeInWorkingTime() {
    Duration autumn =
        bostonNights.consumed(
            at(BOSTON, "2026-11-01T00:00"), at(BOSTON, "2026-11-01T12:00"), WORK_HOUR);
    Duration spring =
        bostonNights.consumed(
            at(BOSTON, "2026-03-08T00:00"), at(BOSTON, "2026-03-08T12:00"), WORK_HOUR);
    assertThat(autumn).isEqualTo(Duration.ofHours(5));
    assertThat(spring).isEqualTo(Duration.ofHours(3));
  }

  @Test
  void keepsOfficeHoursOnTheWallClockAcrossAChangeOfClocks() {
    WorkingCalendar boston = WorkingCalendar.weekdays(BOSTON, Set.of(), Set.of());
    assertThat(boston.dueAt(at(BOSTON, "2026-10-30T16:00"), new TimeBudget(1, WORK_DAY)))
        .isEqualTo(at(BOSTON, "2026-11-02T16:00"));
  }

  @Test
  void countsNothingBackwardsOrWhenNothingPassed() {
    Instant noon = at(SHANGHAI, "2026-11-23T12:00");
    assertThat(china.consumed(noon, noon, WORK_HOUR)).isZero();
    assertThat(china.consumed(noon, noon.minusSeconds(60), URGENT_HOUR)).isZero();
    assertThat(china.plus(noon, Duration.ZERO, WORK_DAY)).isEqualTo(noon);
  }

  @Test
  void knowsWorkingTime() {
    assertThat(china.isWorkingTime(at(SHANGHAI, "2026-11-23T08:00"))).isTrue();
    assertThat(china.isWorkingTime(at(SHANGHAI, "2026-11-23T12:00"))).isFalse();
    assertThat(china.isWorkingDay(LocalDate.of(2026, 10, 10))).isTrue();
    assertThat(china.isWorkingDay(LocalDate.of(2026, 10, 1))).isFalse();
    assertThat(china.workingDayLength()).isEqualTo(Duration.ofHours(8));
  }

  @Test
  void equalsAReferenceThatStepsMinuteByMinute() {
    WorkingCalendar boston =
        WorkingCalendar.weekdays(BOSTON, Set.of(LocalDate.of(2026, 11, 11)), Set.of());
    for (WorkingCalendar calendar : List.of(china, boston, bostonNights)) {
      Instant first = Instant.parse("2026-09-15T00:00:00Z");
      Samples.check(
          4,
          60,
          random -> {
            Instant from = first.plusSeconds(60L * random.nextInt(60 * 24 * 60));
            int minutes = 1 + random.nextInt(5 * 8 * 60);
            for (LimitUnit unit : LimitUnit.values()) {
              Instant due = calendar.plus(from, Duration.ofMinutes(minutes), unit);
              assertThat(due).isEqualTo(stepped(calendar, from, minutes, unit));
              assertThat(calendar.consumed(from, due, unit)).isEqualTo(Duration.ofMinutes(minutes));
            }
          });
    }
  }

  /** The plainest definition: a clock that looks each minute whether it runs. */
  private static Instant stepped(
      WorkingCalendar calendar, Instant from, int minutes, LimitUnit unit) {
    Instant at = from;
    int left = minutes;
    while (left > 0) {
      if (unit.runsContinuously() || works(calendar, at)) {
        left--;
      }
      at = at.plusSeconds(60);
    }
    return at;
  }

  private static boolean works(WorkingCalendar calendar, Instant at) {
    LocalDateTime local = LocalDateTime.ofInstant(at, calendar.zone());
    return calendar.isWorkingDay(local.toLocalDate())
        && calendar.spans().stream()
            .anyMatch(
                s ->
                    !local.toLocalTime().isBefore(s.from())
                        && local.toLocalTime().isBefore(s.to()));
  }

  @Test
  void consumedTimeAddsUp() {
    Samples.check(
        5,
        2_000,
        random -> {
          Instant a =
              Instant.parse("2026-09-15T00:00:00Z").plusMillis(random.nextLong(5_000_000_000L));
          Instant b = a.plusMillis(random.nextLong(900_000_000L));
          Instant c = b.plusMillis(random.nextLong(900_000_000L));
          for (LimitUnit unit : LimitUnit.values()) {
            assertThat(china.consumed(a, b, unit).plus(china.consumed(b, c, unit)))
                .isEqualTo(china.consumed(a, c, unit));
          }
        });
  }

  @Test
  void refusesCalendarsThatNeverWork() {
    assertThatThrownBy(
            () ->
                new WorkingCalendar(
                    SHANGHAI, List.of(), EnumSet.allOf(DayOfWeek.class), Set.of(), Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Instant at(ZoneId zone, String local) {
    return LocalDateTime.parse(local).atZone(zone).toInstant();
  }
}
