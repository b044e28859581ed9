package io.yiwang.cases.lifecycle;

import static io.yiwang.cases.CaseState.MERGED;
import static io.yiwang.cases.CaseState.PENDING_REGISTER;
import static io.yiwang.cases.CaseState.REPORTED;
import static io.yiwang.cases.CaseState.SUSPENDED;

import io.yiwang.cases.CaseState;
import java.util.Map;
import java.util.Objects;

/** The part of the lifecycle in which cases of one matter become one, and part again. */
final class Joining {
  private Joining() {}

  static void merge(Motion m, Command c) {
    Long into = c.into();
    if (into == null || into == m.before.id()) {
      throw new IllegalMove(m.before, c.action(), "needs another case to merge into.", null);
    }
    m.s.heldFrom = m.s.state == SUSPENDED ? m.s.heldFrom : m.s.state;
    m.s.wakeAt = null;
    m.s.ask = null;
    m.s.mergedInto = into;
    m.go(MERGED, "MERGE", c.by(), c.reason(), Map.of("into", into.toString()));
    m.announce("CaseMerged");
  }

  static void unmerge(Motion m, Command c) {
    CaseState back = Objects.requireNonNull(m.s.heldFrom, "heldFrom");
    m.s.heldFrom = null;
    m.s.mergedInto = null;
    m.go(back == REPORTED ? PENDING_REGISTER : back, "UNMERGE", c.by(), c.reason());
    m.announce("CaseUnmerged");
  }
}
