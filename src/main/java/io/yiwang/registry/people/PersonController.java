package io.yiwang.registry.people;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import io.yiwang.house.Problem;
import io.yiwang.registry.Readers;
import io.yiwang.registry.Scope;
import io.yiwang.registry.Writes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Persons over HTTP: masked, in the reader's region. */
@RestController
@RequestMapping("/api/v1/registry/persons")
@Tag(name = "Registry")
class PersonController {
  private final Readers readers;
  private final Writes writes;
  private final Persons persons;
  private final PersonSearch search;
  private final Residences residences;
  private final FamilyLinks families;
  private final Sightings sightings;
  private final AuditTrail audit;

  PersonController(
      Readers readers,
      Writes writes,
      Persons persons,
      PersonSearch search,
      Residences residences,
      FamilyLinks families,
      Sightings sightings,
      AuditTrail audit) {
    this.readers = readers;
    this.writes = writes;
    this.persons = persons;
    this.search = search;
    this.residences = residences;
    this.families = families;
    this.sightings = sightings;
    this.audit = audit;
  }

  /** Somebody with their family and where they lived. */
  record PersonPage(
      PersonView person, List<FamilyLinks.Relative> family, List<Residences.StayView> stays) {}

  @Operation(
      summary = "Find persons by exact number or phone, or by name",
      description =
          "A POST, so that identifiers do not end up in addresses and logs. Exactly one of number,"
              + " phone and name; a name needs two characters and finds the whole name, or with"
              + " begins=true all that begin so, for whom names are not masked.")
  @PostMapping("/search")
  PersonSearch.Found search(@RequestBody SearchRequest request) {
    Scope scope = readers.reading(Readers.PERSON);
    return search.find(
        scope,
        new PersonSearch.Wanted(
            request.number,
            request.phone,
            request.name,
            Boolean.TRUE.equals(request.begins),
            request.page == null ? 0 : request.page,
            request.size == null ? 0 : request.size));
  }

  @Operation(summary = "One person, masked, with family and where they lived")
  @GetMapping("/{id}")
  PersonPage get(@PathVariable long id) {
    Scope scope = readers.reading(Readers.PERSON);
    PersonView person = persons.get(scope, id);
    List<FamilyLinks.Relative> family = families.of(scope, id);
    List<PersonView> seen = new ArrayList<>(List.of(person));
    family.forEach(r -> seen.add(r.person()));
    sightings.shown(AuditAction.VIEW, seen, person.regionPath());
    return new PersonPage(person, family, residences.ofPerson(scope, id));
  }

  @Operation(summary = "Note that another person is this one's spouse, child, parent …")
  @PutMapping("/{id}/family/{other}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void link(@PathVariable long id, @PathVariable long other, @RequestBody LinkRequest request) {
    Scope scope = readers.changing(Readers.PERSON);
    Relation kind = request.kind;
    if (kind == null) {
      throw Problem.badField("kind", null, "must name what the other is.", null);
    }
    changing(scope, id, other);
    writes.run(() -> families.put(scope, id, other, kind));
  }

  @Operation(summary = "Take a family link away")
  @DeleteMapping("/{id}/family/{other}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void unlink(@PathVariable long id, @PathVariable long other) {
    Scope scope = readers.changing(Readers.PERSON);
    changing(scope, id, other);
    writes.run(() -> families.remove(scope, id, other));
  }

  /** Said before it is done. */
  private void changing(Scope scope, long id, long other) {
    PersonView person = persons.get(scope, id);
    audit.append(
        audit
            .entry(AuditAction.CHANGE, "person.family")
            .about(List.of("person:" + id, "person:" + other))
            .in(person.regionPath()));
  }

  /** What to find. */
  record SearchRequest(
      @Nullable String number,
      @Nullable String phone,
      @Nullable String name,
      @Nullable Boolean begins,
      @Nullable Integer page,
      @Nullable Integer size) {}

  /** What the other is to the person. */
  record LinkRequest(@Nullable Relation kind) {}
}
