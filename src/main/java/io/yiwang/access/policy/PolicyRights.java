package io.yiwang.access.policy;

import io.yiwang.access.Action;
import io.yiwang.access.Decisions;
import io.yiwang.access.Item;
import io.yiwang.access.People;
import io.yiwang.access.Person;
import io.yiwang.access.Subjects;
import io.yiwang.house.Problem;
import org.springframework.stereotype.Component;

/** Who may read, take away and change the policy: the policy says it, under the class policy. */
@Component
class PolicyRights {
  private final Subjects subjects;
  private final People people;
  private final Decisions decisions;

  PolicyRights(Subjects subjects, People people, Decisions decisions) {
    this.subjects = subjects;
    this.people = people;
    this.decisions = decisions;
  }

  boolean may(Action action) {
    return decisions.decide(subjects.current(), null, action, Item.anywhere("policy")).allowed();
  }

  void require(Action action) {
    if (!may(action)) {
      throw Problem.forbidden("Your duty does not include the policy.");
    }
  }

  /** Whoever changes the policy is a person; a program has nobody to answer for it. */
  Person changer() {
    require(Action.CHANGE);
    Person person = people.current();
    if (person.id() == 0) {
      throw Problem.forbidden("This is for people.");
    }
    return person;
  }
}
