package io.yiwang.registry;

import io.yiwang.access.Action;
import io.yiwang.access.Decision;
import io.yiwang.access.Decisions;
import io.yiwang.access.Duty;
import io.yiwang.access.Item;
import io.yiwang.access.People;
import io.yiwang.access.Person;
import io.yiwang.access.Subject;
import io.yiwang.access.Subjects;
import io.yiwang.citymap.Regions;
import io.yiwang.house.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What of the registry whoever asks may see and change, by the policy. */
@Component
public class Readers {
  public static final String PERSON = "person";
  public static final String DOOR = "door";
  public static final String QUARTER = "quarter";
  public static final String VISIT = "visit";
  public static final String ENTERPRISE = "enterprise";
  public static final String SETTING = "setting";

  private final People people;
  private final Subjects subjects;
  private final Decisions decisions;
  private final Regions regions;

  Readers(People people, Subjects subjects, Decisions decisions, Regions regions) {
    this.people = people;
    this.subjects = subjects;
    this.decisions = decisions;
    this.regions = regions;
  }

  /** Where whoever asks may read rows of the class; 403 when nowhere. */
  public Scope reading(String dataClass) {
    return scope(Action.READ, dataClass);
  }

  /** Where whoever asks may change rows of the class; 403 when nowhere. */
  public Scope changing(String dataClass) {
    return scope(Action.CHANGE, dataClass);
  }

  private Scope scope(Action action, String dataClass) {
    Subject subject = subjects.current();
    Scope scope = Scope.of(decisions.reach(subject, action, dataClass));
    if (scope.nothing() || decisions.denied(subject, action, dataClass).everywhere()) {
      throw Problem.forbidden(
          "Your duties do not let you %s a %s."
              .formatted(action == Action.READ ? "see" : "change", dataClass));
    }
    return scope;
  }

  /** What of a region is in the scope; 404 when nothing is, as when there is no such region. */
  public Scope within(Scope scope, @Nullable String regionCode) {
    return regionCode == null || regionCode.isBlank()
        ? scope
        : regions
            .find(regionCode)
            .flatMap(region -> scope.within(region.path()))
            .orElseThrow(() -> Problem.notFound("region", regionCode));
  }

  /** How rows of a class are shown to whoever asks, by their region paths. */
  public Function<String, Decision> shown(String dataClass) {
    Subject subject = subjects.current();
    return remembered(
        path -> decisions.decide(subject, null, Action.READ, Item.in(dataClass, path)));
  }

  /** How rows of a class leave in a file for whoever asks, by their region paths. */
  public Function<String, Decision> exported(String dataClass) {
    Subject subject = subjects.current();
    return remembered(
        path -> decisions.decide(subject, null, Action.EXPORT, Item.in(dataClass, path)));
  }

  /** Rows come place by place, so most have the path of the one before. For one thread. */
  private static Function<String, Decision> remembered(Function<String, Decision> decide) {
    Map<String, Decision> known = new HashMap<>();
    return path -> known.computeIfAbsent(path, decide);
  }

  /** Whether whoever asks may search by parts of the field, or a mask could be lifted that way. */
  public boolean mayAskBy(String dataClass, String field) {
    return decisions.mayAskBy(subjects.current(), dataClass, field);
  }

  public String name() {
    return people.current().name();
  }

  public long id() {
    return people.current().id();
  }

  /** Whoever asks, if they may bring in files. */
  public Person importer() {
    Person person = people.current();
    person.require(Duty.ADMIN);
    return person;
  }
}
