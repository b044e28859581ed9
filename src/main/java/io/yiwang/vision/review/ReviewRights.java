package io.yiwang.vision.review;

import io.yiwang.access.Action;
import io.yiwang.access.Decisions;
import io.yiwang.access.Item;
import io.yiwang.access.People;
import io.yiwang.access.Person;
import io.yiwang.access.Subjects;
import io.yiwang.house.Problem;
import org.springframework.stereotype.Component;

/**
 * By the policy: who sees the cameras of a place sees their candidates, who may change candidates
 * there decides about them, who sets the whole platform chooses which version works.
 */
@Component
class ReviewRights {
  private static final String SEES = "camera";
  private static final String DECIDES = "candidate";

  private final People people;
  private final Subjects subjects;
  private final Decisions decisions;

  ReviewRights(People people, Subjects subjects, Decisions decisions) {
    this.people = people;
    this.subjects = subjects;
    this.decisions = decisions;
  }

  Person me() {
    return people.current();
  }

  void requireReader() {
    if (decisions.reach(subjects.current(), Action.READ, SEES).nothing()) {
      throw Problem.forbidden("Your duties do not show you cameras.");
    }
  }

  void requireReviewer() {
    if (decisions.reach(subjects.current(), Action.CHANGE, DECIDES).nothing()) {
      throw Problem.forbidden("Your duties do not let you decide about what cameras saw.");
    }
  }

  boolean mayDecide(Candidate c) {
    return decisions
        .decide(subjects.current(), null, Action.CHANGE, Item.in(DECIDES, c.regionPath()))
        .allowed();
  }

  boolean mayExport() {
    return !decisions.reach(subjects.current(), Action.EXPORT, DECIDES).nothing();
  }

  void requireExporter() {
    if (!mayExport()) {
      throw Problem.forbidden("Your duties do not let you take labelled pictures away.");
    }
  }

  boolean maySet() {
    return decisions
        .decide(subjects.current(), null, Action.CHANGE, Item.anywhere("setting"))
        .allowed();
  }

  void requireSetter() {
    if (!maySet()) {
      throw Problem.forbidden("Your duties do not let you choose which version works.");
    }
  }
}
