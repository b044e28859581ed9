package io.yiwang.kernel;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * When a city works: its time zone, the working spans of a day, the working days of a week, and the
 * dates that differ.
 *
 * <p>Continuous time (urgent hours, natural days) is elapsed time: a natural day is 24 hours even
 * when clocks change. Working time is the elapsed time inside working spans; a span's ends are
 * wall-clock times in the city's zone, so on a day when clocks change inside a span the span is an
 * hour shorter or longer, as it is for the people in it.
 *
 * <p>Immutable and safe for any thread.
 */
public final class WorkingCalendar {

  /** One stretch of working time within a day, from inclusive, to exclusive. */
  public record Span(LocalTime from, LocalTime to) {
    public Span {
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException(
            "span (" + from + "–" + to + ") must end after it begins.");
      }
    }
  }

  private static final List<Span> CHINESE_DAY =
      List.of(
          new Span(LocalTime.of(8, 0), LocalTime.of(12, 0)),
          new Span(LocalTime.of(14, 0), LocalTime.of(18, 0)));

  /** A budget that does not fit into this many days is a mistake in the calendar. */
  private static final int LONGEST_SEARCH_DAYS = 366 * 100;

  private final ZoneId zone;
  private final List<Span> spans;
  private final Set<DayOfWeek> workingDays;
  private final Set<LocalDate> holidays;
  private final Set<LocalDate> makeUpDays;

  public WorkingCalendar(
      ZoneId zone,
      List<Span> spans,
      Set<DayOfWeek> workingDays,
      Set<LocalDate> holidays,
      Set<LocalDate> makeUpDays) {
    if (spans.isEmpty() || workingDays.isEmpty()) {
      throw new IllegalArgumentException("A calendar must have at least one working span and day.");
    }
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i).from().isBefore(spans.get(i - 1).to())) {
        throw new IllegalArgumentException("spans (" + spans + ") must be in order and apart.");
      }
    }
    this.zone = zone;
    this.spans = List.copyOf(spans);
    this.workingDays = EnumSet.copyOf(workingDays);
    this.holidays = Set.copyOf(holidays);
    this.makeUpDays = Set.copyOf(makeUpDays);
  }

  /** 08:00–12:00 and 14:00–18:00, Monday to Friday, with the given exceptions. */
  public static WorkingCalendar weekdays(
      ZoneId zone, Set<LocalDate> holidays, Set<LocalDate> makeUpDays) {
    return new WorkingCalendar(
        zone, CHINESE_DAY, EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), holidays, makeUpDays);
  }

  public ZoneId zone() {
    return zone;
  }

  public List<Span> spans() {
    return spans;
  }

  /** A make-up day works whatever the weekday; a holiday never does; else the week decides. */
  public boolean isWorkingDay(LocalDate date) {
    return makeUpDays.contains(date)
        || (workingDays.contains(date.getDayOfWeek()) && !holidays.contains(date));
  }

  /** Whether working time runs at this instant. */
  public boolean isWorkingTime(Instant at) {
    return stretches(at.atZone(zone).toLocalDate()).stream()
        .anyMatch(s -> !at.isBefore(s.from()) && at.isBefore(s.to()));
  }

  /** Working time of a full day: what one WORK_DAY is worth. */
  public Duration workingDayLength() {
    return spans.stream()
        .map(s -> Duration.between(s.from(), s.to()))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** A budget as the duration its clock has to run. */
  public Duration durationOf(TimeBudget budget) {
    return switch (budget.unit()) {
      case URGENT_HOUR, WORK_HOUR -> Duration.ofHours(budget.amount());
      case WORK_DAY -> workingDayLength().multipliedBy(budget.amount());
      case NATURAL_DAY -> Duration.ofHours(24L * budget.amount());
    };
  }

  /** When a budget that starts to run at {@code from} is used up. */
  public Instant dueAt(Instant from, TimeBudget budget) {
    return plus(from, durationOf(budget), budget.unit());
  }

  /**
   * The first instant at which a clock of this kind, started at {@code from}, has run for {@code
   * d}.
   */
  public Instant plus(Instant from, Duration d, LimitUnit unit) {
    if (unit.runsContinuously() || d.isZero() || d.isNegative()) {
      return from.plus(d.isNegative() ? Duration.ZERO : d);
    }
    Duration left = d;
    LocalDate day = from.atZone(zone).toLocalDate();
    for (int i = 0; i < LONGEST_SEARCH_DAYS; i++, day = day.plusDays(1)) {
      for (Stretch stretch : stretches(day)) {
        Duration available = stretch.after(from);
        if (available.compareTo(left) >= 0) {
          return stretch.startAfter(from).plus(left);
        }
        left = left.minus(available);
      }
    }
    throw new IllegalStateException(
        "duration (" + d + ") does not fit into a century. Maybe the calendar has no working day.");
  }

  /**
   * How long a clock of this kind ran between two instants; zero when {@code to} is not after
   * {@code from}.
   */
  public Duration consumed(Instant from, Instant to, LimitUnit unit) {
    if (!from.isBefore(to)) {
      return Duration.ZERO;
    }
    if (unit.runsContinuously()) {
      return Duration.between(from, to);
    }
    Duration sum = Duration.ZERO;
    LocalDate last = to.atZone(zone).toLocalDate();
    for (LocalDate day = from.atZone(zone).toLocalDate();
        !day.isAfter(last);
        day = day.plusDays(1)) {
      for (Stretch stretch : stretches(day)) {
        sum = sum.plus(stretch.between(from, to));
      }
    }
    return sum;
  }

  private List<Stretch> stretches(LocalDate day) {
    if (!isWorkingDay(day)) {
      return List.of();
    }
    List<Stretch> stretches = new ArrayList<>(spans.size());
    for (Span span : spans) {
      stretches.add(
          new Stretch(
              day.atTime(span.from()).atZone(zone).toInstant(),
              day.atTime(span.to()).atZone(zone).toInstant()));
    }
    return stretches;
  }

  private record Stretch(Instant from, Instant to) {

    Instant startAfter(Instant at) {
      return from.isBefore(at) ? at : from;
    }

    Duration after(Instant at) {
      return at.isBefore(to) ? Duration.between(startAfter(at), to) : Duration.ZERO;
    }

    Duration between(Instant begin, Instant end) {
      Instant start = startAfter(begin);
      Instant stop = to.isAfter(end) ? end : to;
      return start.isBefore(stop) ? Duration.between(start, stop) : Duration.ZERO;
    }
  }
}
