package io.yiwang.citymap.survey;

import io.yiwang.access.Action;
import io.yiwang.access.Decisions;
import io.yiwang.access.Item;
import io.yiwang.access.People;
import io.yiwang.access.Person;
import io.yiwang.access.Reach;
import io.yiwang.access.Subject;
import io.yiwang.access.Subjects;
import io.yiwang.citymap.components.Layers;
import io.yiwang.house.Problem;
import org.springframework.stereotype.Component;

/**
 * Who may propose and who may review, by the policy: whoever may change proposals of a region may
 * make them there; whoever may also see those of others may decide about them.
 */
@Component
class SurveyRights {
  private static final String CLASS = "survey";

  private final People people;
  private final Subjects subjects;
  private final Decisions decisions;
  private final Layers layers;

  SurveyRights(People people, Subjects subjects, Decisions decisions, Layers layers) {
    this.people = people;
    this.subjects = subjects;
    this.decisions = decisions;
    this.layers = layers;
  }

  Person me() {
    return people.current();
  }

  /** Refuses whoever proposes nowhere. */
  void requireProposer() {
    if (decisions.reach(subjects.current(), Action.CHANGE, CLASS).nothing()) {
      throw Problem.forbidden("Your duties do not let you survey the map.");
    }
  }

  /** Where whoever asks sees proposals of others; refuses those who see none. */
  Reach requireReviewer() {
    Reach reach = decisions.reach(subjects.current(), Action.READ, CLASS);
    if (!reach.everywhere() && reach.regions().isEmpty()) {
      throw Problem.forbidden("Your duties do not let you review the survey.");
    }
    return reach;
  }

  boolean mayPropose(String path) {
    return may(Action.CHANGE, CLASS, path);
  }

  /** Whether a guarded thing at a place may be spoken of at all. */
  boolean maySee(int classNo, String path) {
    return !layers.isGuarded(classNo) || may(Action.READ, "lifeline", path);
  }

  boolean mayRead(Proposal p) {
    Item item = new Item(CLASS, p.regionPath(), null, p.proposedBy());
    return decisions.decide(subjects.current(), null, Action.READ, item).allowed();
  }

  /** Nobody decides about what they have proposed themselves. */
  boolean mayDecide(Proposal p) {
    Subject subject = subjects.current();
    String thing = layers.isGuarded(p.classNo()) ? "lifeline" : "component";
    return p.proposedBy() != subject.id()
        && may(Action.READ, CLASS, p.regionPath())
        && may(Action.CHANGE, CLASS, p.regionPath())
        && may(Action.CHANGE, thing, p.regionPath());
  }

  private boolean may(Action action, String dataClass, String path) {
    return decisions.decide(subjects.current(), null, action, Item.in(dataClass, path)).allowed();
  }
}
