package io.yiwang.access;

import java.util.List;
import java.util.Set;

/**
 * Who asks: a person with the duties held now.
 *
 * @param id of the person; 0 is nobody's
 */
public record Subject(long id, List<Mandate> mandates) {
  /** Somebody who has not signed in. */
  public static final Subject ANYBODY = new Subject(0, List.of());

  public Subject {
    mandates = List.copyOf(mandates);
  }

  /** The person, holding each duty in the same units and region. */
  public static Subject of(Person person, Set<String> units) {
    return new Subject(
        person.id(),
        person.duties().stream()
            .sorted()
            .map(duty -> new Mandate(duty, units, person.regionPath()))
            .toList());
  }
}
