package io.yiwang.cases.lifecycle;

import static io.yiwang.cases.CaseState.ACCEPTED;
import static io.yiwang.cases.CaseState.CANCELLED;
import static io.yiwang.cases.CaseState.CHECKING;
import static io.yiwang.cases.CaseState.CLOSED;
import static io.yiwang.cases.CaseState.DISPATCHED;
import static io.yiwang.cases.CaseState.FORCED_CLOSE;
import static io.yiwang.cases.CaseState.HANDLE_FINISH;
import static io.yiwang.cases.CaseState.HANDLING;
import static io.yiwang.cases.CaseState.MERGED;
import static io.yiwang.cases.CaseState.NOT_ACCEPTED;
import static io.yiwang.cases.CaseState.PENDING_CHECK;
import static io.yiwang.cases.CaseState.PENDING_CLOSE;
import static io.yiwang.cases.CaseState.PENDING_DISPATCH;
import static io.yiwang.cases.CaseState.PENDING_HANDLE;
import static io.yiwang.cases.CaseState.PENDING_REGISTER;
import static io.yiwang.cases.CaseState.PENDING_VERIFY;
import static io.yiwang.cases.CaseState.REPORTED;
import static io.yiwang.cases.CaseState.RETURNED;
import static io.yiwang.cases.CaseState.SUSPENDED;

import io.yiwang.cases.CaseAction;
import io.yiwang.cases.CaseState;
import java.util.EnumSet;
import java.util.Set;

/** Which action starts from which states, and which of them must say why. */
public final class Moves {
  private static final Set<CaseState> UNFILED =
      EnumSet.of(REPORTED, PENDING_VERIFY, PENDING_REGISTER);
  private static final Set<CaseState> WITH_UNIT = EnumSet.of(DISPATCHED, PENDING_HANDLE, HANDLING);
  private static final Set<CaseState> WITH_WORKER = EnumSet.of(PENDING_HANDLE, HANDLING);
  private static final Set<CaseState> UNDER_CHECK = EnumSet.of(PENDING_CHECK, CHECKING);

  private Moves() {}

  /** The states an action may start from. */
  public static Set<CaseState> sources(CaseAction action) {
    return switch (action) {
      case VERIFY -> EnumSet.of(REPORTED, PENDING_REGISTER);
      case FILE -> plus(UNFILED, RETURNED);
      case DECLINE -> UNFILED;
      case DISPATCH -> EnumSet.of(PENDING_DISPATCH, RETURNED, DISPATCHED);
      case RETURN -> EnumSet.of(PENDING_DISPATCH, DISPATCHED);
      case TAKE_OVER -> plus(WITH_UNIT, PENDING_DISPATCH, RETURNED);
      case ASSIGN, EXTEND, SUSPEND, REFUSE -> WITH_UNIT;
      case REVOKE_ASSIGN, CANNOT -> WITH_WORKER;
      case ACCEPT -> EnumSet.of(PENDING_HANDLE);
      case ARRIVE, FINISH -> EnumSet.of(HANDLING);
      case FEEDBACK -> EnumSet.of(HANDLE_FINISH);
      case BEGIN_CHECK -> EnumSet.of(PENDING_CHECK);
      case CHECK_PASS, CHECK_FAIL -> plus(UNDER_CHECK, PENDING_VERIFY);
      case CONFIRM, REJECT -> plus(UNDER_CHECK, PENDING_CLOSE);
      case CLOSE -> EnumSet.of(PENDING_CLOSE);
      case UNDO_CLOSE -> EnumSet.of(CLOSED);
      case RESUME -> EnumSet.of(SUSPENDED);
      case REOPEN -> EnumSet.of(CLOSED, FORCED_CLOSE, CANCELLED, NOT_ACCEPTED);
      case CANCEL ->
          plus(
              UNFILED, PENDING_DISPATCH, RETURNED, DISPATCHED, PENDING_HANDLE, HANDLING, SUSPENDED);
      case FORCE_CLOSE -> except(open(), REPORTED, PENDING_VERIFY, PENDING_REGISTER);
      case MERGE -> open();
      case UNMERGE -> EnumSet.of(MERGED);
      case COMMENT -> EnumSet.allOf(CaseState.class);
    };
  }

  /** Whether the action must give a reason. */
  public static boolean needsReason(CaseAction action) {
    return switch (action) {
      case DECLINE,
          RETURN,
          CANNOT,
          CHECK_FAIL,
          FORCE_CLOSE,
          CANCEL,
          EXTEND,
          SUSPEND,
          REFUSE,
          REOPEN,
          UNMERGE,
          REJECT ->
          true;
      case VERIFY,
          FILE,
          DISPATCH,
          ASSIGN,
          REVOKE_ASSIGN,
          TAKE_OVER,
          ACCEPT,
          ARRIVE,
          FINISH,
          FEEDBACK,
          BEGIN_CHECK,
          CHECK_PASS,
          CLOSE,
          UNDO_CLOSE,
          RESUME,
          MERGE,
          COMMENT,
          CONFIRM ->
          false;
    };
  }

  private static Set<CaseState> open() {
    Set<CaseState> open = EnumSet.allOf(CaseState.class);
    open.removeIf(CaseState::terminal);
    open.remove(ACCEPTED);
    return open;
  }

  private static Set<CaseState> plus(Set<CaseState> base, CaseState... more) {
    Set<CaseState> sum = EnumSet.copyOf(base);
    sum.addAll(Set.of(more));
    return sum;
  }

  private static Set<CaseState> except(Set<CaseState> base, CaseState... less) {
    Set<CaseState> rest = EnumSet.copyOf(base);
    rest.removeAll(Set.of(less));
    return rest;
  }
}
