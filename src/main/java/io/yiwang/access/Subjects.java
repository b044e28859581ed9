package io.yiwang.access;

import io.yiwang.house.SystemDuty;
import java.util.Set;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The subject of the present request. */
@Component
public class Subjects {
  private final People people;
  private final Units units;

  Subjects(People people, Units units) {
    this.people = people;
    this.units = units;
  }

  /** Nobody outside a request, and when nobody has signed in. */
  public Subject current() {
    return SecurityContextHolder.getContext().getAuthentication() == null
        ? Subject.ANYBODY
        : people.findCurrent().map(this::of).orElse(Subject.ANYBODY);
  }

  public Subject of(Person person) {
    String unit = person.unitCode();
    return Subject.of(
        person, unit.isEmpty() ? Set.of() : SystemDuty.call(() -> units.withBelow(unit)));
  }
}
