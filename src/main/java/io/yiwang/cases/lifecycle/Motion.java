package io.yiwang.cases.lifecycle;

import io.yiwang.cases.CaseActor;
import io.yiwang.cases.CaseState;
import io.yiwang.kernel.LimitUnit;
import io.yiwang.kernel.TimeBudget;
import io.yiwang.kernel.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One move while it is being made: collects the new standing, the clocks, the history and the
 * announcements.
 */
final class Motion {
  final Case before;
  final Instant now;
  final WorkingCalendar calendar;
  final Standing.Edit s;
  Matter matter;
  private final Map<ClockKind, CaseClock> clocks = new EnumMap<>(ClockKind.class);
  private final List<Move.Line> history = new ArrayList<>();
  private final List<String> events = new ArrayList<>();
  private boolean newVersion;

  Motion(Case before, Instant now, WorkingCalendar calendar) {
    this.before = before;
    this.now = now;
    this.calendar = calendar;
    s = before.standing().edit();
    matter = before.matter();
    clocks.putAll(before.clocks());
  }

  /** Goes to a state; the history says so. */
  void go(CaseState to, String action, CaseActor by, @Nullable String reason) {
    go(to, action, by, reason, Map.of());
  }

  void go(
      CaseState to,
      String action,
      CaseActor by,
      @Nullable String reason,
      Map<String, String> detail) {
    history.add(new Move.Line(now, by, action, s.state, to, reason, new TreeMap<>(detail)));
    s.state = to;
    s.updatedAt = now;
    newVersion = true;
  }

  /** Writes a line without going anywhere; people's next actions stay valid. */
  void note(String action, CaseActor by, @Nullable String reason, Map<String, String> detail) {
    history.add(new Move.Line(now, by, action, s.state, s.state, reason, new TreeMap<>(detail)));
    s.updatedAt = now;
  }

  void announce(String event) {
    events.add(event);
  }

  /** The clock begins anew when it next runs. */
  void renew(ClockKind kind) {
    clocks.put(kind, CaseClock.fresh(LimitUnit.NATURAL_DAY, fixed(kind)));
  }

  /** The check has its whole budget from that moment on, whatever is waited for until then. */
  void renewCheckFrom(Instant from) {
    Duration wait = Duration.between(now, from);
    Duration budget = fixed(ClockKind.CHECK).plus(wait.isNegative() ? Duration.ZERO : wait);
    clocks.put(ClockKind.CHECK, CaseClock.fresh(LimitUnit.NATURAL_DAY, budget));
  }

  void renewHandling(TimeBudget limit) {
    Instant promised = matter.promisedAt();
    CaseClock clock =
        promised == null
            ? CaseClock.fresh(limit.unit(), calendar.durationOf(limit))
            : CaseClock.promised(matter.reportedAt(), promised, now);
    clocks.put(ClockKind.HANDLE, clock);
  }

  void extendHandling(TimeBudget limit) {
    CaseClock clock = clock(ClockKind.HANDLE);
    clocks.put(ClockKind.HANDLE, clock.extend(calendar.durationOf(limit), now, calendar));
  }

  void raise(ClockKind kind, int alarms) {
    CaseClock clock = clock(kind);
    Instant overdue = alarms >= 2 ? clock.dueAt(calendar) : clock.overdueAt();
    clocks.put(kind, clock.withAlarms(alarms, overdue));
  }

  /** Whether the handling has used more than its limit by now. */
  boolean handledLate() {
    CaseClock clock = clocks.get(ClockKind.HANDLE);
    return clock != null && clock.consumedAt(now, calendar).compareTo(clock.budget()) >= 0;
  }

  CaseClock clock(ClockKind kind) {
    return Objects.requireNonNull(clocks.get(kind), kind.name());
  }

  /** Lets exactly the clock run that the state asks for, and makes the move. */
  Move done() {
    s.lookAt = s.state == CaseState.PENDING_CHECK ? s.lookAt : null;
    s.undoUntil = s.state == CaseState.CLOSED ? s.undoUntil : null;
    ClockKind running = ClockKind.runningIn(s.state);
    clocks.replaceAll((kind, clock) -> kind == running ? clock : clock.stop(now, calendar));
    if (running != null) {
      if (!clocks.containsKey(running)) {
        renew(running);
      }
      clocks.computeIfPresent(running, (kind, clock) -> clock.start(now));
    }
    int version = newVersion ? before.version() + 1 : before.version();
    return new Move(
        new Case(before.id(), before.number(), version, matter, s.done(), clocks), history, events);
  }

  void countsAsAction() {
    newVersion = true;
  }

  private static Duration fixed(ClockKind kind) {
    return Objects.requireNonNull(kind.fixedBudget(), kind.name());
  }
}
