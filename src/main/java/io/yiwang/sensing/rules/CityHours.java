package io.yiwang.sensing.rules;

import io.yiwang.kernel.WorkingCalendar;
import io.yiwang.sensing.rules.SensorRule.Days;
import io.yiwang.sensing.rules.SensorRule.OpenHours;
import io.yiwang.sensing.rules.engine.Hours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;

/**
 * Hours of a rule by the clock and the calendar of the city. A span over midnight belongs to the
 * day on which it begins.
 */
final class CityHours implements Hours {
  private static final int FARTHEST_DAYS = 400;

  private final WorkingCalendar calendar;
  private final OpenHours hours;
  private final Set<DayOfWeek> days;
  private final LocalTime from;
  private final LocalTime to;

  CityHours(OpenHours hours, WorkingCalendar calendar) {
    this.calendar = calendar;
    this.hours = hours;
    this.days =
        hours.days() == null || hours.days().isEmpty()
            ? EnumSet.allOf(DayOfWeek.class)
            : EnumSet.copyOf(hours.days());
    this.from = hours.from() == null ? LocalTime.MIN : hours.from();
    this.to = hours.to() == null ? LocalTime.MIN : hours.to();
  }

  private boolean overMidnight() {
    return !to.isAfter(from);
  }

  private boolean day(LocalDate day) {
    return days.contains(day.getDayOfWeek())
        && (hours.calendar() == null
            || calendar.isWorkingDay(day) == (hours.calendar() == Days.WORKING));
  }

  @Override
  public boolean open(long at) {
    ZonedDateTime there = Instant.ofEpochMilli(at).atZone(calendar.zone());
    LocalTime time = there.toLocalTime();
    LocalDate day = there.toLocalDate();
    if (!overMidnight()) {
      return !time.isBefore(from) && time.isBefore(to) && day(day);
    }
    return !time.isBefore(from) ? day(day) : time.isBefore(to) && day(day.minusDays(1));
  }

  @Override
  public long next(long at) {
    if (open(at)) {
      return at;
    }
    LocalDate day = Instant.ofEpochMilli(at).atZone(calendar.zone()).toLocalDate();
    for (int i = 0; i < FARTHEST_DAYS; i++, day = day.plusDays(1)) {
      long begin = day.atTime(from).atZone(calendar.zone()).toInstant().toEpochMilli();
      if (begin >= at && open(begin)) {
        return begin;
      }
    }
    return Long.MAX_VALUE;
  }
}
