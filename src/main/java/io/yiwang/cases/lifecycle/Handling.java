package io.yiwang.cases.lifecycle;

import static io.yiwang.cases.CaseState.DISPATCHED;
import static io.yiwang.cases.CaseState.HANDLE_FINISH;
import static io.yiwang.cases.CaseState.HANDLING;
import static io.yiwang.cases.CaseState.PENDING_CHECK;
import static io.yiwang.cases.CaseState.PENDING_DISPATCH;
import static io.yiwang.cases.CaseState.PENDING_HANDLE;
import static io.yiwang.cases.CaseState.PENDING_REGISTER;
import static io.yiwang.cases.CaseState.RETURNED;
import static io.yiwang.cases.CaseState.SUSPENDED;

import io.yiwang.cases.CaseAction;
import io.yiwang.cases.CaseActor;
import io.yiwang.cases.CaseState;
import io.yiwang.kernel.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of the lifecycle between filing and check: dispatch, work, return, extension,
 * suspension.
 */
final class Handling {

  void perform(Motion m, Command c) {
    switch (c.action()) {
      case DISPATCH -> dispatch(m, c);
      case ASSIGN -> assign(m, c);
      case REVOKE_ASSIGN -> {
        m.s.withoutWorker();
        m.go(DISPATCHED, "REVOKE_ASSIGN", c.by(), c.reason());
        m.announce("AssignmentRevoked");
      }
      case RETURN -> giveBack(m, c);
      case TAKE_OVER -> takeOver(m, c);
      case ACCEPT -> {
        m.go(HANDLING, "ACCEPT", c.by(), c.reason());
        m.announce("WorkerAccepted");
      }
      case ARRIVE -> {
        m.s.arrivedAt = m.now;
        m.note("ARRIVE", c.by(), c.reason(), c.words());
        m.announce("WorkerArrived");
      }
      case FINISH -> finish(m, c);
      case CANNOT -> cannot(m, c);
      case FEEDBACK -> feedback(m, c.by(), c.reason());
      case EXTEND -> extend(m, c);
      case SUSPEND -> suspend(m, c);
      case REFUSE -> {
        m.note("REFUSE", c.by(), c.reason(), Map.of("asked", String.valueOf(m.s.ask)));
        m.s.ask = null;
        m.announce("RequestRefused");
      }
      case RESUME -> resume(m, c.by(), c.reason());
      default -> throw new IllegalArgumentException(c.action() + " is no part of the handling.");
    }
  }

  private void dispatch(Motion m, Command c) {
    String unit = c.unitCode();
    if (unit == null) {
      throw new IllegalMove(m.before, c.action(), "needs a unit.", null);
    }
    boolean returned = m.s.state == RETURNED;
    if (returned && unit.equals(m.s.unitCode)) {
      throw new IllegalMove(
          m.before,
          c.action(),
          "needs another unit than the one that returned it (" + unit + ").",
          "Maybe file it under another condition first.");
    }
    give(m, unit);
    m.s.withoutWorker();
    m.go(DISPATCHED, "DISPATCH", c.by(), c.reason(), Map.of("unit", unit));
    m.announce("CaseDispatched");
    if (c.worker() != null) {
      assign(m, c);
    }
  }

  /** A unit the case was not with before begins with a fresh limit. */
  private void give(Motion m, String unit) {
    Condition condition = Objects.requireNonNull(m.s.condition, "condition");
    if (!unit.equals(m.s.unitCode)) {
      m.renewHandling(condition.limit());
      m.s.ask = null;
    }
    m.s.unitCode = unit;
    m.s.returned = false;
    m.s.dispatchedAt = m.now;
  }

  private void assign(Motion m, Command c) {
    Command.Worker worker = c.worker();
    if (worker == null) {
      throw new IllegalMove(m.before, c.action(), "needs a worker.", null);
    }
    m.s.withoutWorker();
    m.s.workerId = worker.id();
    m.s.workerName = worker.name();
    m.go(PENDING_HANDLE, "ASSIGN", c.by(), c.reason(), Map.of("worker", worker.name()));
    m.announce("CaseAssigned");
  }

  private void giveBack(Motion m, Command c) {
    m.s.returned = true;
    if (m.s.state == PENDING_DISPATCH) {
      m.renew(ClockKind.ACCEPT);
      m.go(PENDING_REGISTER, "RETURN", c.by(), c.reason());
    } else {
      m.renew(ClockKind.DISPATCH);
      m.s.ask = null;
      m.go(RETURNED, "RETURN", c.by(), c.reason());
    }
    m.announce("CaseReturned");
  }

  private void takeOver(Motion m, Command c) {
    String unit = c.unitCode();
    if (unit == null) {
      throw new IllegalMove(m.before, c.action(), "needs the unit of who takes it.", null);
    }
    give(m, unit);
    m.s.withoutWorker();
    Command.Worker self = c.worker();
    m.s.workerId = self == null ? c.by().id() : self.id();
    m.s.workerName = self == null ? c.by().name() : self.name();
    m.go(HANDLING, "TAKE_OVER", c.by(), c.reason(), Map.of("unit", unit));
    m.announce("CaseTakenOver");
  }

  private void finish(Motion m, Command c) {
    m.s.finishedAt = m.now;
    m.s.onTime = !m.handledLate();
    m.go(HANDLE_FINISH, "FINISH", c.by(), c.reason(), c.words());
    m.announce("CaseMended");
    if (!c.photos().isEmpty()) {
      feedback(m, CaseActor.SYSTEM, null);
    }
  }

  private void feedback(Motion m, CaseActor by, @Nullable String reason) {
    m.s.ask = null;
    m.s.onTime = !m.handledLate();
    m.renew(ClockKind.CHECK);
    m.go(PENDING_CHECK, "FEEDBACK", by, reason);
    m.announce("CheckAsked");
  }

  private void cannot(Motion m, Command c) {
    Map<String, String> detail = Map.of("worker", String.valueOf(m.s.workerName));
    m.s.withoutWorker();
    m.go(DISPATCHED, "CANNOT", c.by(), c.reason(), detail);
    m.announce("WorkerRefused");
  }

  private void extend(Motion m, Command c) {
    if (!c.approves()) {
      ask(m, c, new Standing.Ask(Standing.Ask.Kind.EXTEND, null));
      return;
    }
    Condition condition = Objects.requireNonNull(m.s.condition, "condition");
    m.extendHandling(condition.limit());
    m.s.extensions++;
    m.s.ask = null;
    Instant due = m.clock(ClockKind.HANDLE).dueAt(m.calendar);
    m.note("EXTEND", c.by(), c.reason(), Map.of("dueAt", String.valueOf(due)));
    m.announce("CaseExtended");
  }

  private void suspend(Motion m, Command c) {
    Standing.Ask asked = m.s.ask;
    Instant until = c.until();
    if (until == null && asked != null && asked.kind() == Standing.Ask.Kind.SUSPEND) {
      until = asked.until();
    }
    Instant last = m.now.plus(Duration.ofDays(Standing.MAX_SUSPENSION_DAYS));
    if (until == null || !until.isAfter(m.now) || until.isAfter(last)) {
      throw new IllegalMove(
          m.before, c.action(), "needs an end (until) within 365 days, not " + until + ".", null);
    }
    if (!c.approves()) {
      ask(m, c, new Standing.Ask(Standing.Ask.Kind.SUSPEND, until));
      return;
    }
    m.s.suspensions++;
    m.s.ask = null;
    m.s.heldFrom = m.s.state;
    m.s.wakeAt = until;
    m.go(SUSPENDED, "SUSPEND", c.by(), c.reason(), Map.of("until", until.toString()));
    m.announce("CaseSuspended");
  }

  private void ask(Motion m, Command c, Standing.Ask ask) {
    m.s.ask = ask;
    m.note("ASK_" + ask.kind(), c.by(), c.reason(), Map.of("until", String.valueOf(ask.until())));
    m.announce(ask.kind() == Standing.Ask.Kind.EXTEND ? "ExtensionAsked" : "SuspensionAsked");
  }

  void resume(Motion m, CaseActor by, @Nullable String reason) {
    CaseState back = Objects.requireNonNull(m.s.heldFrom, "heldFrom");
    m.s.heldFrom = null;
    m.s.wakeAt = null;
    m.go(back, "RESUME", by, reason);
    m.announce("CaseResumed");
  }

  @Nullable String adjustmentRefusal(
      Case present, CaseAction action, Instant now, WorkingCalendar calendar) {
    Standing s = present.standing();
    Instant due = present.dueAt(calendar);
    if (due != null && !now.isBefore(due)) {
      return "is not possible once it is overdue.";
    }
    if (action == CaseAction.EXTEND && s.extensions() >= Standing.MAX_EXTENSIONS) {
      return "is not possible more than " + Standing.MAX_EXTENSIONS + " times.";
    }
    if (action == CaseAction.SUSPEND && s.suspensions() >= Standing.MAX_SUSPENSIONS) {
      return "is not possible more than once.";
    }
    return null;
  }
}
