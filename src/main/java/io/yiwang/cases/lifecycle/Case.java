package io.yiwang.cases.lifecycle;

import io.yiwang.cases.CaseState;
import io.yiwang.cases.DueState;
import io.yiwang.kernel.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One matter on its way from report to closure. Immutable; {@link Lifecycle} makes the next from
 * the present one.
 *
 * @param clocks the clocks that were ever started; at most one runs
 */
public record Case(
    long id,
    String number,
    int version,
    Matter matter,
    Standing standing,
    Map<ClockKind, CaseClock> clocks) {

  public Case {
    clocks = Map.copyOf(clocks);
  }

  /** The same case, of another incident. */
  public Case under(UUID incident) {
    return new Case(id, number, version, matter.withIncident(incident), standing, clocks);
  }

  public CaseState state() {
    return standing.state();
  }

  /** The clock of this kind; throws when it was never started. */
  public CaseClock getClock(ClockKind kind) {
    return Objects.requireNonNull(clocks.get(kind), () -> kind + " clock of case " + number);
  }

  public @Nullable CaseClock runningClock() {
    ClockKind kind = ClockKind.runningIn(state());
    return kind == null ? null : clocks.get(kind);
  }

  /**
   * When the clock that runs now is due; null when none runs. Until an imported matter is in the
   * hands of a unit, what counts is when its source had promised it mended, if it had.
   */
  public @Nullable Instant dueAt(WorkingCalendar calendar) {
    CaseClock clock = dueClock();
    return clock == null ? null : clock.dueAt(calendar);
  }

  public @Nullable Instant warnAt(WorkingCalendar calendar) {
    CaseClock clock = dueClock();
    return clock == null ? null : clock.warnAt(calendar);
  }

  private @Nullable CaseClock dueClock() {
    if (!waitsElsewhere()) {
      return runningClock();
    }
    Instant promised = matter.promisedAt();
    Instant reported = matter.reportedAt();
    return promised == null
        ? null
        : CaseClock.promised(reported, promised, reported).start(reported);
  }

  /** Whether it is an imported matter that no unit of ours has yet: our officers are not late. */
  boolean waitsElsewhere() {
    ClockKind kind = ClockKind.runningIn(state());
    return matter.prior() != null && (kind == ClockKind.ACCEPT || kind == ClockKind.DISPATCH);
  }

  public DueState dueState(Instant now, WorkingCalendar calendar) {
    return dueState(state(), warnAt(calendar), dueAt(calendar), now);
  }

  /** The rule lists share: at the due instant itself a case is overdue. */
  public static DueState dueState(
      CaseState state, @Nullable Instant warnAt, @Nullable Instant dueAt, Instant now) {
    if (state.terminal()) {
      return DueState.DONE;
    }
    if (state == CaseState.SUSPENDED) {
      return DueState.PAUSED;
    }
    if (dueAt == null) {
      return DueState.NONE;
    }
    if (!now.isBefore(dueAt)) {
      return DueState.OVERDUE;
    }
    return warnAt != null && !now.isBefore(warnAt) ? DueState.DUE_SOON : DueState.ON_TIME;
  }

  /**
   * When time alone changes this case next: an alarm, the end of a suspension, the lapse of a thin
   * report.
   */
  public @Nullable Instant nextAlarmAt(WorkingCalendar calendar) {
    CaseClock clock = waitsElsewhere() ? null : runningClock();
    Instant alarm = clock == null ? null : clock.nextAlarmAt(calendar);
    Instant wake = standing.wakeAt();
    if (alarm == null || wake == null) {
      return alarm == null ? wake : alarm;
    }
    return alarm.isBefore(wake) ? alarm : wake;
  }

  /** One readable line, e.g. {@code CLOSED | litter | 310105 江苏路 | 3 signals | crew 7 | 42m}. */
  public String line() {
    int reports = matter.growth().reports();
    Instant end = standing.closedAt() == null ? standing.updatedAt() : standing.closedAt();
    return String.join(
        " | ",
        state().name(),
        matter.classEn().toLowerCase(Locale.ROOT),
        where(),
        reports + (reports == 1 ? " signal" : " signals"),
        who(),
        span(Duration.between(matter.reportedAt(), end)));
  }

  private String where() {
    Matter.Place place = matter.place();
    String street = place.streetZh() == null ? "" : " " + place.streetZh();
    return (place.districtCode() == null ? place.regionCode() : place.districtCode()) + street;
  }

  private String who() {
    if (standing.workerName() != null) {
      return standing.workerName();
    }
    return standing.unitCode() == null ? "nobody" : standing.unitCode();
  }

  private static String span(Duration d) {
    long minutes = d.toMinutes();
    if (minutes < 60) {
      return minutes + "m";
    }
    return minutes < 24 * 60
        ? minutes / 60 + "h" + minutes % 60 + "m"
        : minutes / 1440 + "d" + minutes % 1440 / 60 + "h";
  }
}
