package io.yiwang.cases.checks;

import io.yiwang.sensing.LookVerdict;
import java.util.List;

/**
 * What follows from what all asked sources of a round have said so far. One that still sees the
 * matter is enough for rework; all that can see must agree that it is gone; when none can see, a
 * person looks.
 */
enum Judgement {
  WAIT,
  CLEAR,
  STILL_THERE,
  CANNOT_TELL;

  static Judgement of(List<Look> round) {
    if (round.stream().anyMatch(look -> look.said(LookVerdict.STILL_THERE))) {
      return STILL_THERE;
    }
    if (round.stream().anyMatch(look -> look.state() == Look.State.WAITING)) {
      return WAIT;
    }
    return round.stream().anyMatch(look -> look.said(LookVerdict.CLEAR)) ? CLEAR : CANNOT_TELL;
  }
}
