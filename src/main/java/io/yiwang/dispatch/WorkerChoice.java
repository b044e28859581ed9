package io.yiwang.dispatch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who gets a case, and why: the people compared, the best first.
 *
 * @param chosen null when nobody is on duty at any level; then the unit gets it without a name
 * @param ring where the chosen one was found
 * @param compared everybody looked at in the rings tried, capped; the chosen one first
 * @param onDuty people of the unit or the street that were on duty
 */
record WorkerChoice(
    @Nullable OnDutyWorker chosen, Ring ring, Reason reason, List<Candidate> compared, int onDuty) {

  /** Where people were looked for, in this order. */
  enum Ring {
    UNIT,
    STREET,
    STREET_OFFICER,
    DISTRICT_OFFICER,
    CITY_OFFICER,
    NOBODY
  }

  /** Why it came out so. */
  enum Reason {
    LOWEST_SCORE,
    ONLY_ONE,
    NOBODY_ON_DUTY,
    ALL_OVERLOADED,
    ALL_REFUSED
  }

  /** What became of one candidate. */
  enum Verdict {
    CHOSEN,
    FARTHER,
    BUSIER,
    TIE_LOST,
    OVERLOADED,
    REFUSED
  }

  /** One person compared. */
  record Candidate(OnDutyWorker worker, int distanceMetres, int score, Verdict verdict) {}

  WorkerChoice {
    compared = List.copyOf(compared);
  }
}
