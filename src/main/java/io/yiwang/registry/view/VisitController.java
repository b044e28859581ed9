package io.yiwang.registry.view;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.house.Problem;
import io.yiwang.registry.Readers;
import io.yiwang.registry.Scope;
import io.yiwang.registry.Writes;
import io.yiwang.registry.houses.Doors;
import io.yiwang.registry.houses.Occupancy;
import io.yiwang.registry.houses.Quarters;
import io.yiwang.registry.people.Groups;
import io.yiwang.registry.people.Persons;
import io.yiwang.registry.people.Persons.Dweller;
import io.yiwang.registry.people.Tallies;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Visits over HTTP: asked for at the desk, done with a phone. */
@RestController
@RequestMapping("/api/v1/registry/visits")
@Tag(name = "Neighbourhood")
class VisitController {
  private static final int MOST = 200;
  private static final int LONGEST_NOTE = 1_000;

  private final Readers readers;
  private final Writes writes;
  private final Visits visits;
  private final Doors doors;
  private final Quarters quarters;
  private final Persons persons;
  private final Tallies tallies;
  private final Groups groups;

  VisitController(
      Readers readers,
      Writes writes,
      Visits visits,
      Doors doors,
      Quarters quarters,
      Persons persons,
      Tallies tallies,
      Groups groups) {
    this.readers = readers;
    this.writes = writes;
    this.visits = visits;
    this.doors = doors;
    this.quarters = quarters;
    this.persons = persons;
    this.tallies = tallies;
    this.groups = groups;
  }

  /** One page of visits. */
  record VisitPage(List<Visits.Visit> items, int page, int size, boolean more) {}

  @Operation(
      summary = "Visits of the reader's region in a state; mine=true leaves out those of others")
  @GetMapping
  VisitPage list(
      @RequestParam(defaultValue = "OPEN") Visits.State state,
      @RequestParam(defaultValue = "false") boolean mine,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    Scope scope = readers.reading(Readers.VISIT);
    if (page < 0 || size < 1 || size > MOST) {
      throw Problem.badField(
          "size", size, "must be 1 to " + MOST + " and page not negative.", null);
    }
    List<Visits.Visit> found =
        visits.list(scope, state, mine ? readers.id() : null, (long) page * size, size + 1);
    boolean more = found.size() > size;
    return new VisitPage(more ? found.subList(0, size) : found, page, size, more);
  }

  /** How many visits were asked for. */
  record Asked(int count, List<Long> ids) {}

  @Operation(
      summary = "Ask for visits: to a door, or to every door of a quarter where a group lives",
      description = "A door that has an open visit of the same purpose gets no second one.")
  @PostMapping
  Asked ask(@RequestBody VisitRequest request) {
    Scope scope = readers.changing(Readers.VISIT);
    if (request.purpose == null || request.purpose.isBlank()) {
      throw Problem.badField("purpose", request.purpose, "must say what the visit is for.", null);
    }
    if (request.dueOn == null || request.dueOn.isBefore(groups.today())) {
      throw Problem.badField("dueOn", request.dueOn, "must be today or later.", null);
    }
    var wanted =
        new Visits.Wanted(
            request.personId, request.purpose.strip(), request.dueOn, request.assignedTo);
    if (request.personId != null) {
      persons.get(readers.reading(Readers.PERSON), request.personId);
    }
    List<Long> at = doorsOf(scope, request);
    String by = readers.name();
    List<Long> ids = writes.call(() -> visits.ask(scope, at, wanted, by));
    return new Asked(ids.size(), ids);
  }

  private List<Long> doorsOf(Scope scope, VisitRequest request) {
    if (request.doorId != null) {
      return List.of(doors.get(scope, request.doorId).id());
    }
    if (request.quarterId == null || request.group == null) {
      throw Problem.badField("doorId", null, "or quarterId with group must be given.", null);
    }
    String group = request.group;
    groups.require(group);
    return persons.inQuarter(scope, quarters.get(scope, request.quarterId).id()).stream()
        .filter(d -> d.groups().contains(group))
        .map(Dweller::doorId)
        .distinct()
        .toList();
  }

  @Operation(
      summary = "Record what came of a visit",
      description =
          "Repeated with the same key it changes nothing; 409 visit-ended carries the visit as it"
              + " is. An occupancy that was seen is noted at the door.")
  @PostMapping("/{id}/result")
  Visits.Visit result(@PathVariable long id, @RequestBody ResultRequest request) {
    Scope scope = readers.changing(Readers.VISIT);
    Visits.Result result = request.result;
    String key = request.key;
    if (result == null) {
      throw Problem.badField("result", null, "must say what came of it.", null);
    }
    if (key == null || key.isBlank()) {
      throw Problem.badField("key", null, "must be given, new for every visit.", null);
    }
    if (request.note != null && request.note.length() > LONGEST_NOTE) {
      throw Problem.badField(
          "note",
          request.note.length(),
          "must have at most " + LONGEST_NOTE + " characters.",
          null);
    }
    var found = new Visits.Found(result, request.note, key, readers.name());
    Scope occupied = request.occupancy == null ? scope : readers.changing(Readers.DOOR);
    writes.run(
        () -> {
          if (visits.record(scope, id, found) && request.occupancy != null) {
            long door = visits.get(scope, id).doorId();
            doors.occupy(occupied, door, request.occupancy, groups.today());
            tallies.count(List.of(doors.get(scope, door).quarterId()));
          }
        });
    return visits.get(scope, id);
  }

  @Operation(summary = "Open an ended visit again, its result is forgotten")
  @PostMapping("/{id}/reopen")
  Visits.Visit reopen(@PathVariable long id) {
    return turned(id, Visits.State.OPEN);
  }

  @Operation(summary = "Cancel a visit")
  @PostMapping("/{id}/cancel")
  Visits.Visit cancel(@PathVariable long id) {
    return turned(id, Visits.State.CANCELLED);
  }

  private Visits.Visit turned(long id, Visits.State to) {
    Scope scope = readers.changing(Readers.VISIT);
    writes.run(() -> visits.turn(scope, id, to));
    return visits.get(scope, id);
  }

  /** Whom to visit: a door, or a quarter and a group. */
  record VisitRequest(
      @Nullable Long doorId,
      @Nullable Long quarterId,
      @Nullable String group,
      @Nullable Long personId,
      @Nullable String purpose,
      @Nullable LocalDate dueOn,
      @Nullable Long assignedTo) {}

  /** What came of it. */
  record ResultRequest(
      Visits.@Nullable Result result,
      @Nullable String note,
      @Nullable Occupancy occupancy,
      @Nullable String key) {}
}
