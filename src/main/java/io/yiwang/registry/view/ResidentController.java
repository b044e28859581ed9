package io.yiwang.registry.view;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.access.AuditAction;
import io.yiwang.house.Problem;
import io.yiwang.registry.Readers;
import io.yiwang.registry.Scope;
import io.yiwang.registry.houses.Buildings;
import io.yiwang.registry.people.Groups;
import io.yiwang.registry.people.Persons;
import io.yiwang.registry.people.Persons.Resident;
import io.yiwang.registry.people.Sightings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The list of those who live in a building. */
@RestController
@RequestMapping("/api/v1/registry/buildings/{id}/persons")
@Tag(name = "Neighbourhood")
class ResidentController {
  private static final int MOST = 100;
  private static final int DEEPEST = 20_000;

  private final Readers readers;
  private final Buildings buildings;
  private final Persons persons;
  private final Groups groups;
  private final Sightings sightings;

  ResidentController(
      Readers readers, Buildings buildings, Persons persons, Groups groups, Sightings sightings) {
    this.readers = readers;
    this.buildings = buildings;
    this.persons = persons;
    this.groups = groups;
    this.sightings = sightings;
  }

  /** A page; only whether there is another is known, for counting all is the figures' work. */
  record ResidentPage(List<Resident> items, int page, int size, boolean more) {}

  @Operation(
      summary = "Those who live in a building, masked, door by door",
      description =
          "All, or those of one group (a code of the measures), for whoever sees groups. A page has"
              + " 1 to 100 persons.")
  @GetMapping
  ResidentPage residents(
      @PathVariable long id,
      @RequestParam(required = false) @Nullable String group,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    Scope scope = readers.reading(Readers.PERSON);
    if (size < 1 || size > MOST || page < 0 || (long) page * size > DEEPEST) {
      throw Problem.badField(
          "size",
          size,
          "must be 1 to " + MOST + " and page not negative nor beyond " + DEEPEST + " persons.",
          null);
    }
    if (group != null && !readers.mayAskBy(Readers.PERSON, "groups")) {
      throw Problem.forbidden("Groups are not shown to you, so nobody is found by them.");
    }
    List<Resident> found =
        persons.residents(
            scope, id, group == null ? null : groups.require(group), (long) page * size, size + 1);
    if (found.isEmpty()) {
      buildings.get(scope, id); // nobody lives there, or there is no such building
    }
    boolean more = found.size() > size;
    List<Resident> items = more ? found.subList(0, size) : found;
    sightings.shown(
        AuditAction.VIEW,
        items.stream().map(Resident::person).toList(),
        items.isEmpty() ? "" : items.getFirst().person().regionPath());
    return new ResidentPage(items, page, size, more);
  }
}
