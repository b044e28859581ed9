package io.yiwang.citymap.intake;

import io.yiwang.access.Action;
import io.yiwang.access.Decisions;
import io.yiwang.access.People;
import io.yiwang.access.Person;
import io.yiwang.access.Subject;
import io.yiwang.access.Subjects;
import io.yiwang.house.Problem;
import org.springframework.stereotype.Component;

/** Who may bring map files in and take them out. */
@Component
class Importers {
  static final String COMPONENT = "component";
  static final String LIFELINE = "lifeline";

  private final People people;
  private final Subjects subjects;
  private final Decisions decisions;
  private final CityGround ground;

  Importers(People people, Subjects subjects, Decisions decisions, CityGround ground) {
    this.people = people;
    this.subjects = subjects;
    this.decisions = decisions;
    this.ground = ground;
  }

  /** Whoever asks, if they may change what is on the map; 403 otherwise. */
  MapImport.By current() {
    Person person = people.current();
    Subject subject = subjects.current();
    if (decisions.reach(subject, Action.CHANGE, COMPONENT).nothing()) {
      throw Problem.forbidden("Your duties do not let you change what is on the map.");
    }
    boolean guarded = !decisions.reach(subject, Action.CHANGE, LIFELINE).nothing();
    String path = person.regionPath();
    boolean everywhere = path.isEmpty() || path.equals(ground.root());
    return new MapImport.By(person.id(), person.name(), everywhere ? "" : path, guarded);
  }

  /** 403 for whoever may not take what is open on the map away as a file. */
  void requireExport() {
    people.current();
    if (decisions.reach(subjects.current(), Action.EXPORT, COMPONENT).nothing()) {
      throw Problem.forbidden("Your duties do not let you take the map away as a file.");
    }
  }

  /** Refuses as if there were none when the import is of somebody whose region is not theirs. */
  static void requireSight(MapImport.By me, MapImport job) {
    String mine = me.regionPath();
    String its = job.by().regionPath();
    if (!mine.isEmpty() && !its.equals(mine) && !its.startsWith(mine + ".")) {
      throw Problem.notFound("import", job.id());
    }
  }
}
