package io.yiwang.sensing.rules;

import io.yiwang.access.Action;
import io.yiwang.access.Decisions;
import io.yiwang.access.Item;
import io.yiwang.access.People;
import io.yiwang.access.Person;
import io.yiwang.access.Subjects;
import io.yiwang.house.Problem;
import org.springframework.stereotype.Component;

/** Who may see and change rules and alarms, by the policy's classes device and alarm. */
@Component
public class RuleRights {
  private static final String DEVICE = "device";
  private static final String ALARM = "alarm";

  private final People people;
  private final Subjects subjects;
  private final Decisions decisions;

  RuleRights(People people, Subjects subjects, Decisions decisions) {
    this.people = people;
    this.subjects = subjects;
    this.decisions = decisions;
  }

  public Person me() {
    return people.current();
  }

  /** Refuses whoever sees devices nowhere. */
  void requireReader() {
    if (decisions.reach(subjects.current(), Action.READ, DEVICE).nothing()) {
      throw Problem.forbidden("Your duties do not let you see the rules of sensors.");
    }
  }

  /** Refuses whoever may change devices nowhere. */
  void requireKeeperOfRules() {
    if (decisions.reach(subjects.current(), Action.CHANGE, DEVICE).nothing()) {
      throw Problem.forbidden("Your duties do not let you change the rules of sensors.");
    }
  }

  /** Refuses whoever may not change devices in a region; rules of all regions need the root. */
  void requireSteward(String regionPath) {
    if (!may(Action.CHANGE, DEVICE, regionPath)) {
      throw Problem.forbidden("Your duties do not let you change this rule.");
    }
  }

  /** Refuses whoever sees alarms nowhere. */
  public void requireAlarms() {
    if (decisions.reach(subjects.current(), Action.READ, ALARM).nothing()) {
      throw Problem.forbidden("Your duties do not let you see alarms.");
    }
  }

  public void requireKeeper() {
    if (decisions.reach(subjects.current(), Action.CHANGE, ALARM).nothing()) {
      throw Problem.forbidden("Your duties do not let you act on alarms.");
    }
  }

  public boolean mayRead(String regionPath) {
    return may(Action.READ, ALARM, regionPath);
  }

  public boolean mayAct(String regionPath) {
    return may(Action.CHANGE, ALARM, regionPath);
  }

  boolean mayReadDevice(String regionPath) {
    return may(Action.READ, DEVICE, regionPath);
  }

  boolean mayChange(String regionPath) {
    return may(Action.CHANGE, DEVICE, regionPath);
  }

  private boolean may(Action action, String dataClass, String path) {
    return decisions.decide(subjects.current(), null, action, Item.in(dataClass, path)).allowed();
  }
}
