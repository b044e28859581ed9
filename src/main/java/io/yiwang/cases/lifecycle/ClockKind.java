package io.yiwang.cases.lifecycle;

import io.yiwang.cases.CaseState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The four kinds of clocks of a case; at most one of them runs at a time, and the state says which.
 */
public enum ClockKind {
  /** Filing or declining a report: 15 minutes round the clock. */
  ACCEPT(Duration.ofMinutes(15)),
  /** Sending a filed or returned case to a unit: 15 minutes round the clock. */
  DISPATCH(Duration.ofMinutes(15)),
  /** Mending: the limit of the filing condition. */
  HANDLE(null),
  /**
   * A look on site, before filing or before closing, and the closing itself: 30 minutes round the
   * clock.
   */
  CHECK(Duration.ofMinutes(30));

  private final @Nullable Duration fixedBudget;

  ClockKind(@Nullable Duration fixedBudget) {
    this.fixedBudget = fixedBudget;
  }

  /** The budget of the kinds that have a fixed one; null for {@link #HANDLE}. */
  public @Nullable Duration fixedBudget() {
    return fixedBudget;
  }

  /**
   * The clock that runs in a state. None runs in REPORTED, where evidence is still too thin for
   * anybody to owe anything, while the case is suspended, and at the end.
   */
  public static @Nullable ClockKind runningIn(CaseState state) {
    return switch (state) {
      case PENDING_REGISTER -> ACCEPT;
      case ACCEPTED, PENDING_DISPATCH, RETURNED -> DISPATCH;
      case DISPATCHED, PENDING_HANDLE, HANDLING, HANDLE_FINISH, CHECK_NOT_PASS -> HANDLE;
      case PENDING_VERIFY, PENDING_CHECK, CHECKING, CHECK_PASS, PENDING_CLOSE -> CHECK;
      case REPORTED, SUSPENDED, NOT_ACCEPTED, CLOSED, FORCED_CLOSE, CANCELLED, MERGED -> null;
    };
  }
}
