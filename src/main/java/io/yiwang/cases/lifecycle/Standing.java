package io.yiwang.cases.lifecycle;

import io.yiwang.cases.CaseState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a case stands: everything that moves change.
 *
 * @param heldFrom the state a suspended or merged case returns to
 * @param wakeAt when a suspended case resumes by itself, or a thinly evidenced report lapses
 * @param ask what the unit asked the officers for and is not yet decided
 * @param returned whether it was returned to whoever holds it now, who may then only correct or
 *     re-assign
 * @param escalated 0 none, 1 street, 2 district, 3 city
 * @param lookAt when what reported it looks again; null when nobody waits for that
 * @param undoUntil until when its closing by what looked again may be undone; null unless it was
 *     closed so
 * @param onTime whether the handling ended within its limit; null until then
 */
public record Standing(
    CaseState state,
    @Nullable CaseState heldFrom,
    @Nullable Instant wakeAt,
    @Nullable Condition condition,
    @Nullable String unitCode,
    @Nullable Long workerId,
    @Nullable String workerName,
    @Nullable Ask ask,
    boolean returned,
    int rework,
    int extensions,
    int suspensions,
    int escalated,
    @Nullable Boolean onTime,
    @Nullable Instant filedAt,
    @Nullable Instant dispatchedAt,
    @Nullable Instant arrivedAt,
    @Nullable Instant finishedAt,
    @Nullable Instant closedAt,
    @Nullable Long mergedInto,
    @Nullable Instant lookAt,
    @Nullable Instant undoUntil,
    Instant updatedAt) {

  /** Most extensions a case may be granted. */
  public static final int MAX_EXTENSIONS = 2;

  /** Most suspensions of a case. */
  public static final int MAX_SUSPENSIONS = 1;

  /** Longest suspension. */
  public static final int MAX_SUSPENSION_DAYS = 365;

  /** A request of the unit that an officer approves by doing the same, or refuses. */
  public record Ask(Kind kind, @Nullable Instant until) {

    /** What may be asked for. */
    public enum Kind {
      EXTEND,
      SUSPEND
    }
  }

  static Standing reported(Instant now) {
    return new Edit(now).done();
  }

  Edit edit() {
    return new Edit(this);
  }

  /** The same standing while it is being changed; used by one thread within one move. */
  static final class Edit {
    CaseState state;
    @Nullable CaseState heldFrom;
    @Nullable Instant wakeAt;
    @Nullable Condition condition;
    @Nullable String unitCode;
    @Nullable Long workerId;
    @Nullable String workerName;
    @Nullable Ask ask;
    boolean returned;
    int rework;
    int extensions;
    int suspensions;
    int escalated;
    @Nullable Boolean onTime;
    @Nullable Instant filedAt;
    @Nullable Instant dispatchedAt;
    @Nullable Instant arrivedAt;
    @Nullable Instant finishedAt;
    @Nullable Instant closedAt;
    @Nullable Long mergedInto;
    @Nullable Instant lookAt;
    @Nullable Instant undoUntil;
    Instant updatedAt;

    private Edit(Instant now) {
      state = CaseState.REPORTED;
      updatedAt = now;
    }

    private Edit(Standing from) {
      state = from.state;
      heldFrom = from.heldFrom;
      wakeAt = from.wakeAt;
      condition = from.condition;
      unitCode = from.unitCode;
      workerId = from.workerId;
      workerName = from.workerName;
      ask = from.ask;
      returned = from.returned;
      rework = from.rework;
      extensions = from.extensions;
      suspensions = from.suspensions;
      escalated = from.escalated;
      onTime = from.onTime;
      filedAt = from.filedAt;
      dispatchedAt = from.dispatchedAt;
      arrivedAt = from.arrivedAt;
      finishedAt = from.finishedAt;
      closedAt = from.closedAt;
      mergedInto = from.mergedInto;
      lookAt = from.lookAt;
      undoUntil = from.undoUntil;
      updatedAt = from.updatedAt;
    }

    void withoutWorker() {
      workerId = null;
      workerName = null;
      arrivedAt = null;
    }

    Standing done() {
      return new Standing(
          state,
          heldFrom,
          wakeAt,
          condition,
          unitCode,
          workerId,
          workerName,
          ask,
          returned,
          rework,
          extensions,
          suspensions,
          escalated,
          onTime,
          filedAt,
          dispatchedAt,
          arrivedAt,
          finishedAt,
          closedAt,
          mergedInto,
          lookAt,
          undoUntil,
          updatedAt);
    }
  }
}
