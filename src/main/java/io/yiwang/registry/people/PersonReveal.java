package io.yiwang.registry.people;

import io.yiwang.access.Item;
import io.yiwang.access.Reference;
import io.yiwang.access.Revealable;
import io.yiwang.house.Problem;
import io.yiwang.registry.Readers;
import io.yiwang.registry.Scope;
import io.yiwang.registry.Streets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Persons in full, while a reveal lasts. */
@Component
class PersonReveal implements Revealable {
  private final Readers readers;
  private final Persons persons;
  private final Residences residences;

  PersonReveal(Readers readers, Persons persons, Residences residences) {
    this.readers = readers;
    this.persons = persons;
    this.residences = residences;
  }

  @Override
  public String kind() {
    return "person";
  }

  @Override
  public String dataClass() {
    return Readers.PERSON;
  }

  @Override
  public Set<String> fields() {
    return Set.of("name", "birth", "citizenNumber", "phone", "address");
  }

  @Override
  public Item get(String id) {
    return Item.in(Readers.PERSON, view(id).regionPath());
  }

  private PersonView view(String id) {
    return persons.get(scope(), number(id));
  }

  private Scope scope() {
    return readers.reading(Readers.PERSON);
  }

  /** A visit to the person or their door; a case in their street. */
  @Override
  public boolean concernedBy(String id, Reference reference) {
    PersonView person = view(id);
    return reference.objects().contains("person:" + id)
        || (person.doorId() != null && reference.objects().contains("door:" + person.doorId()))
        || (reference.kind().equals("case")
            && Streets.same(person.regionPath(), reference.regionPath()));
  }

  @Override
  public Map<String, String> plain(String id, Set<String> fields) {
    Persons.Plain plain = persons.plain(scope(), number(id));
    Map<String, @Nullable Object> all = new HashMap<>();
    all.put("name", plain.name());
    all.put("birth", plain.birth());
    all.put("citizenNumber", plain.number() == null ? null : plain.number().text());
    all.put("phone", plain.phone() == null ? null : plain.phone().text());
    all.put(
        "address",
        fields.contains("address") ? residences.findAddress(number(id)).orElse(null) : null);
    Map<String, String> asked = new HashMap<>();
    for (String field : fields) {
      Object value = all.get(field);
      if (value != null) {
        asked.put(field, Objects.toString(value));
      }
    }
    return asked;
  }

  private static long number(String id) {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      throw Problem.notFound("person", id);
    }
  }
}
