package io.yiwang.registry.mine;

import io.yiwang.access.Action;
import io.yiwang.access.Decision;
import io.yiwang.access.Decisions;
import io.yiwang.access.Item;
import io.yiwang.access.Subject;
import io.yiwang.access.Subjects;
import io.yiwang.house.Problem;
import org.springframework.stereotype.Component;

/** Whoever asks about themselves, as the policy lets them. */
@Component
class Me {
  static final String CLAIM = "claim";
  static final String CORRECTION = "correction";

  private final Subjects subjects;
  private final Decisions decisions;

  Me(Subjects subjects, Decisions decisions) {
    this.subjects = subjects;
    this.decisions = decisions;
  }

  /** The account of whoever asks; 403 when the policy gives them no own rows of the class. */
  long account(Action action, String dataClass) {
    Subject subject = subjects.current();
    Long own = decisions.reach(subject, action, dataClass).person();
    if (own == null || decisions.denied(subject, action, dataClass).everywhere()) {
      throw Problem.forbidden("This is for residents, about themselves.");
    }
    return own;
  }

  /** How a row that is one's own is shown to oneself. */
  Decision shown(String dataClass, String regionPath) {
    Subject subject = subjects.current();
    return decisions.decide(
        subject, null, Action.READ, new Item(dataClass, regionPath, null, subject.id()));
  }
}
