package io.yiwang.citymap.catalogue;

import io.yiwang.kernel.WorkingCalendar;
import io.yiwang.kernel.WorkingCalendar.Span;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A working calendar as data: the week, the spans of a day, and the days that differ. */
public record CalendarData(
    String name, List<DayOfWeek> workingDays, List<Span> spans, List<Day> days) {

  /** A day that differs from its weekday: a holiday, or a make-up working day. */
  public record Day(LocalDate date, boolean working, String nameZh, String nameEn) {}

  public CalendarData {
    workingDays = List.copyOf(workingDays);
    spans = List.copyOf(spans);
    days = List.copyOf(days);
  }

  public WorkingCalendar in(ZoneId zone) {
    return new WorkingCalendar(zone, spans, Set.copyOf(workingDays), dates(false), dates(true));
  }

  private Set<LocalDate> dates(boolean working) {
    return days.stream()
        .filter(day -> day.working == working)
        .map(Day::date)
        .collect(Collectors.toSet());
  }
}
