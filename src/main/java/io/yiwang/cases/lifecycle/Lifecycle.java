package io.yiwang.cases.lifecycle;

import static io.yiwang.cases.CaseState.ACCEPTED;
import static io.yiwang.cases.CaseState.CANCELLED;
import static io.yiwang.cases.CaseState.CHECKING;
import static io.yiwang.cases.CaseState.CHECK_PASS;
import static io.yiwang.cases.CaseState.DISPATCHED;
import static io.yiwang.cases.CaseState.FORCED_CLOSE;
import static io.yiwang.cases.CaseState.NOT_ACCEPTED;
import static io.yiwang.cases.CaseState.PENDING_CHECK;
import static io.yiwang.cases.CaseState.PENDING_DISPATCH;
import static io.yiwang.cases.CaseState.PENDING_HANDLE;
import static io.yiwang.cases.CaseState.PENDING_REGISTER;
import static io.yiwang.cases.CaseState.PENDING_VERIFY;
import static io.yiwang.cases.CaseState.REPORTED;
import static io.yiwang.cases.CaseState.RETURNED;
import static io.yiwang.cases.CaseState.SUSPENDED;

import io.yiwang.cases.CaseAction;
import io.yiwang.cases.CaseActor;
import io.yiwang.cases.CaseState;
import io.yiwang.kernel.WorkingCalendar;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The transition function of a case: from the present case and a wish to the next case, its history
 * and its announcements (the seven steps of 数字城管 with the rules of the city manuals). Pure; safe
 * for any thread.
 *
 * <p>Clock rules:
 *
 * <ul>
 *   <li>ACCEPT runs while a report waits to be filed, DISPATCH while a filed or returned case waits
 *       for a unit, HANDLE from the dispatch until the unit confirms back, CHECK during on-site
 *       checks and until closing.
 *   <li>A return gives the dispatcher a fresh DISPATCH clock. The unit that gets the case next has
 *       a fresh HANDLE clock if it is another unit or the condition was corrected; the same unit
 *       goes on with what it had left.
 *   <li>A failed check is rework: HANDLE goes on where it stopped. Checking is not charged, mending
 *       twice is not rewarded.
 *   <li>An extension adds the condition's limit once more to the current deadline; a suspension
 *       stops HANDLE.
 *   <li>Re-opening a closed case starts HANDLE anew; extensions and suspensions stay counted.
 * </ul>
 *
 * <p>Evidence rules: a mending proved by a photo needs no confirmation by the unit; a check passed
 * with a photo, or by a camera or sensor that looked again, closes at once under the condition of
 * the filing; the latter can be undone for a while. Without a photo the unit confirms (FEEDBACK)
 * and the centre closes (CLOSE).
 */
public final class Lifecycle {
  private final WorkingCalendar calendar;
  private final Handling handling;
  private final Closing closing;

  public Lifecycle(WorkingCalendar calendar) {
    this.calendar = calendar;
    this.handling = new Handling();
    this.closing = new Closing();
  }

  public WorkingCalendar calendar() {
    return calendar;
  }

  /**
   * How a report is taken in.
   *
   * @param evident whether the evidence suffices for its class
   * @param autoFile the condition it is filed under at once; null leaves that to the acceptor
   * @param lapsesAt when a report whose evidence stays too thin is given up
   */
  public record Taking(boolean evident, @Nullable Condition autoFile, Instant lapsesAt) {}

  /** Opens a case for a new matter. */
  public Move open(long id, String number, Matter matter, Taking taking, Instant now) {
    Case blank = new Case(id, number, 0, matter, Standing.reported(now), Map.of());
    Motion m = new Motion(blank, now, calendar);
    m.go(m.s.state, "REPORT", CaseActor.SYSTEM, null, Map.of("channel", matter.channel()));
    m.announce("CaseReported");
    take(m, taking);
    return m.done();
  }

  /**
   * A case that the system it was imported from has closed already: it enters the book as it ended,
   * and nobody is sent out.
   */
  public Move record(
      long id,
      String number,
      Matter matter,
      @Nullable Condition condition,
      Instant closedAt,
      Instant now) {
    Case blank = new Case(id, number, 0, matter, Standing.reported(now), Map.of());
    Motion m = new Motion(blank, now, calendar);
    m.go(m.s.state, "REPORT", CaseActor.SYSTEM, null, Map.of("channel", matter.channel()));
    m.announce("CaseReported");
    Instant promised = matter.promisedAt();
    m.s.condition = condition;
    m.s.filedAt = matter.reportedAt();
    m.s.finishedAt = closedAt;
    m.s.onTime = promised == null || !closedAt.isAfter(promised);
    closing.end(m, CaseState.CLOSED, "CLOSE", CaseActor.SYSTEM, "closed before it was imported");
    m.s.closedAt = closedAt;
    m.announce("CaseClosed");
    return m.done();
  }

  /** More is known of the matter; a thin report may thereby become evident. */
  public Move grow(Case present, Matter.Growth growth, Taking taking, Instant now) {
    Motion m = new Motion(present, now, calendar);
    m.matter = present.matter().withGrowth(growth);
    m.s.updatedAt = now;
    m.announce("CaseGrew");
    if (m.s.state == REPORTED) {
      take(m, taking);
    }
    return m.done();
  }

  private void take(Motion m, Taking taking) {
    m.s.wakeAt = taking.evident() ? null : taking.lapsesAt();
    if (!taking.evident()) {
      return;
    }
    if (taking.autoFile() == null) {
      m.go(PENDING_REGISTER, "EVIDENT", CaseActor.SYSTEM, null);
      m.announce("CaseEvident");
    } else {
      file(m, Command.of(CaseAction.FILE, CaseActor.SYSTEM).under(taking.autoFile()));
    }
  }

  /** Somebody said the matter is gone: noted, and looked at before anybody sets out. */
  public Move cleared(Case present, Instant clearedAt, Instant now) {
    Motion m = new Motion(present, now, calendar);
    if (m.s.state.terminal()) {
      return m.done();
    }
    Map<String, String> detail = Map.of("clearedAt", clearedAt.toString());
    m.note("CLEARED", CaseActor.SYSTEM, null, detail);
    switch (m.s.state) {
      case REPORTED -> {
        closing.end(
            m, NOT_ACCEPTED, "DECLINE", CaseActor.SYSTEM, "cleared before there was evidence");
        m.announce("CaseDeclined");
      }
      case PENDING_REGISTER -> verify(m, CaseActor.SYSTEM, "reported as gone");
      case PENDING_DISPATCH, RETURNED, DISPATCHED, PENDING_HANDLE -> {
        m.renew(ClockKind.CHECK);
        m.go(PENDING_CHECK, "CHECK_ASKED", CaseActor.SYSTEM, "reported as gone");
        m.announce("CheckAsked");
      }
      default -> m.announce("CaseGrew");
    }
    return m.done();
  }

  /**
   * What reported the matter looks again at the place before a person is sent there. The check's
   * clock gives that person their whole time from when the looking is given up.
   */
  public Move lookAgain(
      Case present, List<String> sources, Instant lookAt, Instant giveUpAt, Instant now) {
    Motion m = new Motion(present, now, calendar);
    if (m.s.state == PENDING_CHECK) {
      m.s.lookAt = lookAt;
      m.renewCheckFrom(giveUpAt);
      m.note(
          "LOOK_ASKED",
          CaseActor.SYSTEM,
          null,
          Map.of("sources", String.join(",", sources), "lookAt", lookAt.toString()));
      m.announce("SecondLookAsked");
    }
    return m.done();
  }

  /** Nothing that was asked can tell: a person checks, with all the time a check has. */
  public Move couldNotTell(Case present, String reason, Instant now) {
    Motion m = new Motion(present, now, calendar);
    if (m.s.state == PENDING_CHECK && m.s.lookAt != null) {
      m.s.lookAt = null;
      m.renew(ClockKind.CHECK);
      m.note("LOOK_FAILED", CaseActor.SYSTEM, reason, Map.of());
      m.announce("SecondLookFailed");
    }
    return m.done();
  }

  /**
   * The incident of this case was absorbed by another that has no case: the case goes on under the
   * other's name.
   */
  public Move adopt(Case present, UUID absorber, Instant now) {
    Motion m = new Motion(present, now, calendar);
    m.note(
        "ADOPT",
        CaseActor.SYSTEM,
        null,
        Map.of("incident", absorber.toString(), "was", present.matter().incident().toString()));
    m.matter = present.matter().withIncident(absorber);
    m.announce("CaseGrew");
    return m.done();
  }

  /**
   * A line in the history about another case: it was merged into this one, split off, or is the
   * same matter.
   */
  public Move link(Case present, String action, Case other, CaseActor by, Instant now) {
    Motion m = new Motion(present, now, calendar);
    m.note(action, by, null, Map.of("case", other.number()));
    m.announce("CaseGrew");
    return m.done();
  }

  /**
   * The other case, once merged into this one, takes its incident back: this one goes by its former
   * one again, as a matter of its own.
   */
  public Move giveBack(Case present, UUID former, Case other, CaseActor by, Instant now) {
    Motion m = new Motion(present, now, calendar);
    m.note("RELEASE", by, null, Map.of("case", other.number(), "incident", former.toString()));
    m.matter = present.matter().withIncident(former);
    m.announce("CaseUnmerged");
    return m.done();
  }

  /**
   * What time alone does, up to now: alarms in their order, the end of a suspension, the lapse of a
   * thin report.
   */
  public Move tick(Case present, Instant now) {
    Motion m = new Motion(present, now, calendar);
    alarms(m);
    Instant wake = m.s.wakeAt;
    if (wake != null && !now.isBefore(wake)) {
      switch (m.s.state) {
        case REPORTED -> {
          closing.end(m, NOT_ACCEPTED, "DECLINE", CaseActor.SYSTEM, "the evidence stayed too thin");
          m.announce("CaseDeclined");
        }
        case SUSPENDED -> handling.resume(m, CaseActor.SYSTEM, "the suspension ended");
        default -> m.s.wakeAt = null;
      }
    }
    return m.done();
  }

  private void alarms(Motion m) {
    ClockKind kind = ClockKind.runningIn(m.s.state);
    if (kind == null || m.before.waitsElsewhere()) {
      return;
    }
    while (true) {
      CaseClock clock = m.clock(kind);
      Instant next = clock.nextAlarmAt(calendar);
      if (next == null || m.now.isBefore(next)) {
        return;
      }
      int raised = clock.alarms() + 1;
      m.raise(kind, raised);
      Map<String, String> detail = Map.of("clock", kind.name(), "at", next.toString());
      if (raised == 1) {
        m.note("DUE_SOON", CaseActor.SYSTEM, null, detail);
        m.announce("CaseDueSoon");
      } else if (raised == 2) {
        m.note("OVERDUE", CaseActor.SYSTEM, null, detail);
        m.announce("CaseOverdue");
      }
      if (raised - 1 > m.s.escalated) {
        m.s.escalated = raised - 1;
        m.note("ESCALATE", CaseActor.SYSTEM, null, Map.of("level", "" + m.s.escalated));
        m.announce("CaseEscalated");
      }
    }
  }

  /**
   * Does what somebody wants, after what time did before. Throws {@link IllegalMove} if it may not
   * be.
   */
  public Move act(Case present, Command c, Instant now) {
    Motion m = new Motion(present, now, calendar);
    alarms(m);
    String refusal = refusal(present, c.action(), now);
    if (refusal != null) {
      throw new IllegalMove(present, c.action(), refusal, advice(present, c.action()));
    }
    if (Moves.needsReason(c.action()) && c.reason() == null) {
      throw new IllegalMove(present, c.action(), "needs a reason.", null);
    }
    perform(m, c);
    m.countsAsAction();
    return m.done();
  }

  private void perform(Motion m, Command c) {
    switch (c.action()) {
      case VERIFY -> verify(m, c.by(), c.reason());
      case FILE -> file(m, c);
      case DECLINE -> closing.finish(m, c, NOT_ACCEPTED, "CaseDeclined");
      case CANCEL -> closing.finish(m, c, CANCELLED, "CaseCancelled");
      case FORCE_CLOSE -> closing.finish(m, c, FORCED_CLOSE, "CaseForceClosed");
      case CLOSE -> closing.close(m, c);
      case CONFIRM -> closing.confirm(m, c);
      case BEGIN_CHECK -> {
        m.go(CHECKING, "BEGIN_CHECK", c.by(), null);
        m.announce("CheckBegun");
      }
      case CHECK_PASS -> closing.pass(m, c);
      case CHECK_FAIL, REJECT -> closing.fail(m, c);
      case UNDO_CLOSE -> closing.undo(m, c);
      case REOPEN -> closing.reopen(m, c);
      case MERGE -> Joining.merge(m, c);
      case UNMERGE -> Joining.unmerge(m, c);
      case COMMENT -> {
        m.note("COMMENT", c.by(), c.reason(), c.words());
        m.announce("CaseCommented");
      }
      case DISPATCH,
          ASSIGN,
          REVOKE_ASSIGN,
          RETURN,
          TAKE_OVER,
          ACCEPT,
          ARRIVE,
          FINISH,
          CANNOT,
          FEEDBACK,
          EXTEND,
          SUSPEND,
          REFUSE,
          RESUME ->
          handling.perform(m, c);
    }
  }

  /** Why the action may not be done with this case now, whoever asks; null if it may. */
  public @Nullable String refusal(Case present, CaseAction action, Instant now) {
    if (!Moves.sources(action).contains(present.state())) {
      return "is not possible.";
    }
    Standing s = present.standing();
    return switch (action) {
      case EXTEND, SUSPEND -> handling.adjustmentRefusal(present, action, now, calendar);
      case ARRIVE -> s.arrivedAt() != null ? "is not possible twice." : null;
      case UNDO_CLOSE -> Closing.undoRefusal(s.undoUntil(), now);
      case REFUSE -> s.ask() == null ? "has nothing to refuse." : null;
      case RETURN, VERIFY ->
          s.returned() ? "is not possible: what was returned may only be corrected." : null;
      default -> null;
    };
  }

  private static @Nullable String advice(Case present, CaseAction action) {
    boolean assigned = Moves.sources(CaseAction.REVOKE_ASSIGN).contains(present.state());
    if (action == CaseAction.UNDO_CLOSE) {
      return "Maybe re-open the case.";
    }
    return action == CaseAction.RETURN && assigned
        ? "Maybe revoke the worker's assignment first."
        : null;
  }

  private void verify(Motion m, CaseActor by, @Nullable String reason) {
    m.s.wakeAt = null;
    m.renew(ClockKind.CHECK);
    m.go(PENDING_VERIFY, "VERIFY", by, reason);
    m.announce("CheckAsked");
  }

  private void file(Motion m, Command c) {
    Condition condition = c.condition() == null ? m.s.condition : c.condition();
    if (condition == null) {
      throw new IllegalMove(m.before, c.action(), "needs a filing condition.", null);
    }
    boolean corrected = !condition.equals(m.s.condition);
    m.s.condition = condition;
    m.s.wakeAt = null;
    m.s.returned = false;
    m.s.filedAt = m.s.filedAt == null ? m.now : m.s.filedAt;
    if (corrected) {
      m.renewHandling(condition.limit());
    }
    m.renew(ClockKind.DISPATCH);
    m.go(ACCEPTED, "FILE", c.by(), c.reason(), Map.of("condition", condition.nameZh()));
    m.go(PENDING_DISPATCH, "FORWARD", CaseActor.SYSTEM, null);
    m.announce("CaseFiled");
  }
}
