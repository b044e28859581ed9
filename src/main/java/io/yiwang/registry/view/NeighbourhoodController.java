package io.yiwang.registry.view;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import io.yiwang.house.Problem;
import io.yiwang.registry.Readers;
import io.yiwang.registry.Scope;
import io.yiwang.registry.Writes;
import io.yiwang.registry.houses.Building;
import io.yiwang.registry.houses.Buildings;
import io.yiwang.registry.houses.Door;
import io.yiwang.registry.houses.Doors;
import io.yiwang.registry.houses.Occupancy;
import io.yiwang.registry.houses.Quarter;
import io.yiwang.registry.houses.Quarters;
import io.yiwang.registry.people.Groups;
import io.yiwang.registry.people.PersonView;
import io.yiwang.registry.people.Persons;
import io.yiwang.registry.people.Residences;
import io.yiwang.registry.people.Sightings;
import io.yiwang.registry.people.Tallies;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The neighbourhood's view of its houses over HTTP. */
@RestController
@RequestMapping("/api/v1/registry")
@Tag(name = "Neighbourhood")
class NeighbourhoodController {
  private final Readers readers;
  private final Writes writes;
  private final Neighbourhood neighbourhood;
  private final Measures measures;
  private final Quarters quarters;
  private final Buildings buildings;
  private final Doors doors;
  private final Persons persons;
  private final Residences residences;
  private final Visits visits;
  private final Sightings sightings;
  private final Tallies tallies;
  private final Groups groups;
  private final AuditTrail audit;

  NeighbourhoodController(
      Readers readers,
      Writes writes,
      Neighbourhood neighbourhood,
      Measures measures,
      Quarters quarters,
      Buildings buildings,
      Doors doors,
      Persons persons,
      Residences residences,
      Visits visits,
      Sightings sightings,
      Tallies tallies,
      Groups groups,
      AuditTrail audit) {
    this.readers = readers;
    this.writes = writes;
    this.neighbourhood = neighbourhood;
    this.measures = measures;
    this.quarters = quarters;
    this.buildings = buildings;
    this.doors = doors;
    this.persons = persons;
    this.residences = residences;
    this.visits = visits;
    this.sightings = sightings;
    this.tallies = tallies;
    this.groups = groups;
    this.audit = audit;
  }

  @Operation(summary = "What quarters can be coloured by")
  @GetMapping("/measures")
  List<Measures.Measure> measures() {
    readers.reading(Readers.QUARTER);
    return measures.list();
  }

  @Operation(
      summary = "Quarters with a measure: how many, and which share",
      description =
          "Only quarters of the reader's region; a region outside it is not found. Whoever may not"
              + " open the doors of a quarter is told what was released last; cells of fewer than"
              + " 10 (20 outside government), and what would give them away, are suppressed.")
  @GetMapping("/quarters")
  Neighbourhood.QuarterMap quarters(
      @RequestParam(required = false) @Nullable String region,
      @RequestParam(defaultValue = "ELDERLY") String measure) {
    return neighbourhood.map(readers.reading(Readers.QUARTER), region, measure);
  }

  @Operation(
      summary = "A quarter in figures: every measure, small cells suppressed as on the map",
      description = "For those who may see how many, not who lives where.")
  @GetMapping("/quarters/{id}/figures")
  Neighbourhood.QuarterFigures figures(@PathVariable long id) {
    return neighbourhood.figures(readers.reading(Readers.QUARTER), id);
  }

  @Operation(summary = "The pictures of all buildings of a quarter")
  @GetMapping("/quarters/{id}/pictures")
  List<Neighbourhood.Picture> pictures(@PathVariable long id) {
    return neighbourhood.pictures(readers.reading(Readers.DOOR), id);
  }

  @Operation(summary = "A quarter with its buildings, counted by a measure")
  @GetMapping("/quarters/{id}")
  Neighbourhood.QuarterPage quarter(
      @PathVariable long id, @RequestParam(defaultValue = "ELDERLY") String measure) {
    return neighbourhood.quarter(readers.reading(Readers.DOOR), id, measure);
  }

  @Operation(summary = "The picture of a building: floors × doors, occupancy and groups")
  @GetMapping("/buildings/{id}")
  Neighbourhood.Picture building(@PathVariable long id) {
    return neighbourhood.picture(readers.reading(Readers.DOOR), id);
  }

  /** Who lives behind a door, masked, and what the neighbourhood knows of it. */
  record DoorCard(
      Door door,
      String quarter,
      String building,
      List<PersonView> residents,
      List<Residences.StayView> stays,
      List<Visits.Visit> visits) {}

  @Operation(summary = "The card of a door: residents, masked; who lived there; visits")
  @GetMapping("/doors/{id}")
  DoorCard door(@PathVariable long id) {
    return card(readers.reading(Readers.DOOR), id);
  }

  private DoorCard card(Scope scope, long id) {
    Door door = doors.get(scope, id);
    Building building = buildings.get(scope, door.buildingId());
    Quarter quarter = quarters.get(scope, door.quarterId());
    List<PersonView> residents = persons.atDoor(scope, id);
    List<Residences.StayView> stays = residences.ofDoor(scope, id);
    Stream<Long> named =
        stays.stream().filter(stay -> stay.name() != null).map(Residences.StayView::personId);
    sightings.seen(
        Stream.concat(residents.stream().map(PersonView::id), named).toList(), door.regionPath());
    return new DoorCard(
        door, quarter.name(), building.name(), residents, stays, visits.ofDoor(scope, id));
  }

  @Operation(summary = "Note how a dwelling is lived in")
  @PutMapping("/doors/{id}/occupancy")
  DoorCard occupy(@PathVariable long id, @RequestBody OccupancyRequest request) {
    Scope scope = readers.changing(Readers.DOOR);
    Occupancy occupancy = request.occupancy;
    if (occupancy == null) {
      throw Problem.badField("occupancy", null, "must be OWN, RENT, VACANT or UNKNOWN.", null);
    }
    Door door = doors.get(scope, id);
    audit.append(
        audit
            .entry(AuditAction.CHANGE, "door.occupancy")
            .about("door:" + id)
            .in(door.regionPath()));
    writes.run(
        () -> {
          doors.occupy(scope, id, occupancy, groups.today());
          tallies.count(List.of(door.quarterId()));
        });
    return card(scope, id);
  }

  /** How a dwelling is lived in. */
  record OccupancyRequest(@Nullable Occupancy occupancy) {}
}
