package io.yiwang.cases.lifecycle;

import io.yiwang.kernel.LimitUnit;
import io.yiwang.kernel.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One clock of a case: a budget, what was consumed before, and since when it runs. When it is due
 * is derived through the working calendar, so pausing and changes of the calendar are exact.
 *
 * @param unit the kind of time that is consumed
 * @param budget all the time there is, extensions included
 * @param consumed time consumed in earlier runs, without the present one
 * @param runningSince null while it stands still
 * @param alarms how many of {@link #ALARM_PERCENT} have been raised
 * @param overdueAt the instant the budget was used up, once that was raised
 */
public record CaseClock(
    LimitUnit unit,
    Duration budget,
    Duration consumed,
    @Nullable Instant runningSince,
    int alarms,
    @Nullable Instant overdueAt) {

  /**
   * Where alarms are raised, in percent of the budget: due soon, overdue, and twice to the next
   * level above.
   */
  static final int[] ALARM_PERCENT = {75, 100, 150, 200};

  /** A stopped clock with nothing consumed. */
  public static CaseClock fresh(LimitUnit unit, Duration budget) {
    return new CaseClock(unit, budget, Duration.ZERO, null, 0, null);
  }

  /**
   * A stopped clock that began to run when the matter was reported and is due when its source had
   * promised it mended.
   */
  static CaseClock promised(Instant reported, Instant promised, Instant now) {
    Duration budget = Duration.between(reported, promised);
    Duration consumed = Duration.between(reported, now);
    return new CaseClock(
        LimitUnit.URGENT_HOUR,
        budget.toMillis() < 1 ? Duration.ofMillis(1) : budget,
        consumed.isNegative() ? Duration.ZERO : consumed,
        null,
        0,
        now.isBefore(promised) ? null : promised);
  }

  public boolean running() {
    return runningSince != null;
  }

  CaseClock start(Instant now) {
    return running() ? this : new CaseClock(unit, budget, consumed, now, alarms, overdueAt);
  }

  CaseClock stop(Instant now, WorkingCalendar calendar) {
    return new CaseClock(unit, budget, consumedAt(now, calendar), null, alarms, overdueAt);
  }

  /** Adds an extension; a warning that is in the future again will be given again. */
  CaseClock extend(Duration extension, Instant now, WorkingCalendar calendar) {
    CaseClock longer =
        new CaseClock(unit, budget.plus(extension), consumed, runningSince, 0, overdueAt);
    boolean warned = !longer.consumedAt(now, calendar).minus(longer.alarmPoint(0)).isNegative();
    return warned ? longer.withAlarms(1, overdueAt) : longer;
  }

  /** Time consumed up to now, to the millisecond below. */
  public Duration consumedAt(Instant now, WorkingCalendar calendar) {
    Duration run =
        runningSince == null ? Duration.ZERO : calendar.consumed(runningSince, now, unit);
    return Duration.ofMillis(consumed.plus(run).toMillis());
  }

  /** When the budget is used up if the clock runs on; null while it stands still in time. */
  public @Nullable Instant dueAt(WorkingCalendar calendar) {
    return overdueAt != null ? overdueAt : reaches(budget, calendar);
  }

  public @Nullable Instant warnAt(WorkingCalendar calendar) {
    return reaches(alarmPoint(0), calendar);
  }

  /** When the next alarm is to be raised; null if none is left or the clock stands still. */
  public @Nullable Instant nextAlarmAt(WorkingCalendar calendar) {
    return alarms >= ALARM_PERCENT.length ? null : reaches(alarmPoint(alarms), calendar);
  }

  CaseClock withAlarms(int raised, @Nullable Instant overdue) {
    return new CaseClock(unit, budget, consumed, runningSince, raised, overdue);
  }

  private Duration alarmPoint(int alarm) {
    return Duration.ofMillis(Math.ceilDiv(budget.toMillis() * ALARM_PERCENT[alarm], 100));
  }

  private @Nullable Instant reaches(Duration point, WorkingCalendar calendar) {
    return runningSince == null ? null : calendar.plus(runningSince, point.minus(consumed), unit);
  }
}
