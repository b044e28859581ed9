package io.yiwang.cases.lifecycle;

import static io.yiwang.cases.CaseState.CHECK_NOT_PASS;
import static io.yiwang.cases.CaseState.CHECK_PASS;
import static io.yiwang.cases.CaseState.CLOSED;
import static io.yiwang.cases.CaseState.DISPATCHED;
import static io.yiwang.cases.CaseState.NOT_ACCEPTED;
import static io.yiwang.cases.CaseState.PENDING_CHECK;
import static io.yiwang.cases.CaseState.PENDING_CLOSE;
import static io.yiwang.cases.CaseState.PENDING_DISPATCH;
import static io.yiwang.cases.CaseState.PENDING_HANDLE;
import static io.yiwang.cases.CaseState.PENDING_REGISTER;
import static io.yiwang.cases.CaseState.PENDING_VERIFY;
import static io.yiwang.cases.CaseState.RETURNED;

import io.yiwang.cases.CaseActor;
import io.yiwang.cases.CaseState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The part of the lifecycle from the check to the end, and back from there. */
final class Closing {

  void finish(Motion m, Command c, CaseState end, String event) {
    end(m, end, c.action().name(), c.by(), c.reason());
    m.announce(event);
  }

  void end(Motion m, CaseState end, String action, CaseActor by, @Nullable String why) {
    m.s.wakeAt = null;
    m.s.heldFrom = null;
    m.s.ask = null;
    m.s.closedAt = m.now;
    m.go(end, action, by, why);
  }

  void close(Motion m, Command c) {
    if (c.condition() != null) {
      m.s.condition = c.condition();
    }
    if (m.s.condition == null) {
      throw new IllegalMove(m.before, c.action(), "needs a filing condition.", null);
    }
    end(m, CLOSED, "CLOSE", c.by(), c.reason());
    m.announce("CaseClosed");
  }

  void confirm(Motion m, Command c) {
    if (m.s.state != PENDING_CLOSE) {
      m.go(CHECK_PASS, "CONFIRM", c.by(), c.reason(), c.words());
      m.announce("CheckPassed");
      m.go(PENDING_CLOSE, "FORWARD", CaseActor.SYSTEM, null);
    }
    close(m, c);
  }

  void pass(Motion m, Command c) {
    if (m.s.state == PENDING_VERIFY) {
      m.renew(ClockKind.ACCEPT);
      m.go(PENDING_REGISTER, "CHECK_PASS", c.by(), c.reason(), c.words());
      m.announce("CaseVerified");
      return;
    }
    m.go(CHECK_PASS, "CHECK_PASS", c.by(), c.reason(), c.words());
    m.announce("CheckPassed");
    m.go(PENDING_CLOSE, "FORWARD", CaseActor.SYSTEM, null);
    Command.Witness witness = c.witness();
    if ((witness != null || !c.photos().isEmpty()) && m.s.condition != null) {
      close(m, c);
      m.s.undoUntil = witness == null ? null : m.now.plus(witness.undo());
    }
  }

  void fail(Motion m, Command c) {
    if (m.s.state == PENDING_VERIFY) {
      finish(m, c, NOT_ACCEPTED, "CaseDeclined");
      return;
    }
    m.go(CHECK_NOT_PASS, c.action().name(), c.by(), c.reason(), c.words());
    if (m.s.finishedAt != null) {
      m.s.rework++;
      m.s.finishedAt = null;
      m.s.onTime = null;
    }
    m.s.arrivedAt = null;
    m.go(backTo(m.s), "REWORK", CaseActor.SYSTEM, null);
    m.announce("CheckFailed");
  }

  private static CaseState backTo(Standing.Edit s) {
    if (s.unitCode == null) {
      return PENDING_DISPATCH;
    }
    if (s.returned) {
      return RETURNED;
    }
    return s.workerId == null ? DISPATCHED : PENDING_HANDLE;
  }

  /** What closed by itself goes back to a person, who has all the time a check has. */
  void undo(Motion m, Command c) {
    m.s.closedAt = null;
    m.renew(ClockKind.CHECK);
    m.go(PENDING_CHECK, "UNDO_CLOSE", c.by(), c.reason(), c.words());
    m.announce("ClosingUndone");
  }

  static @Nullable String undoRefusal(@Nullable Instant until, Instant now) {
    if (until == null) {
      return "is only possible when it closed by itself.";
    }
    return now.isBefore(until) ? null : "was possible until " + until + ".";
  }

  void reopen(Motion m, Command c) {
    m.matter = m.matter.withoutPrior();
    m.s.closedAt = null;
    m.s.finishedAt = null;
    m.s.onTime = null;
    m.s.returned = false;
    m.s.withoutWorker();
    Condition condition = m.s.condition;
    if (condition == null) {
      m.renew(ClockKind.ACCEPT);
      m.go(PENDING_REGISTER, "REOPEN", c.by(), c.reason());
    } else {
      m.renewHandling(condition.limit());
      m.renew(ClockKind.DISPATCH);
      m.go(PENDING_DISPATCH, "REOPEN", c.by(), c.reason());
    }
    m.announce("CaseReopened");
  }
}
