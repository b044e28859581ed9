package io.yiwang.registry.view;

import io.yiwang.registry.Readers;
import io.yiwang.registry.Scope;
import io.yiwang.registry.houses.Building;
import io.yiwang.registry.houses.Buildings;
import io.yiwang.registry.houses.Door;
import io.yiwang.registry.houses.Doors;
import io.yiwang.registry.houses.Occupancy;
import io.yiwang.registry.houses.Quarter;
import io.yiwang.registry.houses.Quarters;
import io.yiwang.registry.people.Persons;
import io.yiwang.registry.people.Persons.Dweller;
import io.yiwang.registry.view.Measures.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Quarters by a measure, buildings of a quarter, the picture of a building. */
@Component
class Neighbourhood {
  private final Quarters quarters;
  private final Buildings buildings;
  private final Doors doors;
  private final Persons persons;
  private final Measures measures;
  private final Readers readers;
  private final SmallCells smallCells;

  Neighbourhood(
      Quarters quarters,
      Buildings buildings,
      Doors doors,
      Persons persons,
      Measures measures,
      Readers readers,
      SmallCells smallCells) {
    this.quarters = quarters;
    this.buildings = buildings;
    this.doors = doors;
    this.persons = persons;
    this.measures = measures;
    this.readers = readers;
    this.smallCells = smallCells;
  }

  /**
   * A quarter on the map.
   *
   * @param base what the count is a share of, for example residents; null when it is too small
   * @param count null when it is too small to be shown
   * @param share of the base, between 0 and 1; null with the count, or when there is no base
   */
  record QuarterView(
      long id,
      String name,
      String address,
      String regionCode,
      double lat,
      double lng,
      List<Double> outline,
      @Nullable Integer base,
      @Nullable Integer count,
      @Nullable Double share,
      boolean suppressed) {}

  /** Quarters coloured by one measure. */
  record QuarterMap(Measure measure, List<QuarterView> quarters) {}

  QuarterMap map(Scope scope, @Nullable String region, String measure) {
    Measure by = measures.get(measure);
    ToIntFunction<String> smallest = smallCells.smallest();
    return new QuarterMap(
        by,
        quarters.list(readers.within(scope, region)).stream()
            .map(q -> onMap(q, by, smallest.applyAsInt(q.regionPath())))
            .toList());
  }

  private static QuarterView onMap(Quarter q, Measure by, int smallest) {
    Map<String, Integer> told = smallest == 0 ? q.counts() : q.released();
    Set<String> hidden = SmallCells.hidden(told, by.code(), smallest);
    boolean noBase =
        hidden.contains(by.base())
            || SmallCells.hidden(told, by.base(), smallest).contains(by.base());
    boolean noCount = hidden.contains(by.code());
    int base = told.getOrDefault(by.base(), 0);
    int count = told.getOrDefault(by.code(), 0);
    return new QuarterView(
        q.id(),
        q.name(),
        q.address(),
        q.regionCode(),
        q.lat(),
        q.lng(),
        q.outline(),
        noBase ? null : base,
        noCount ? null : count,
        noBase || noCount || base == 0 ? null : Math.min(1, (double) count / base),
        noBase || noCount);
  }

  /** One measure of a quarter; count and share as on the map. */
  record Figure(
      Measure measure,
      @Nullable Integer base,
      @Nullable Integer count,
      @Nullable Double share,
      boolean suppressed) {}

  /** A quarter in figures: no house, no door, nobody. */
  record QuarterFigures(
      long id,
      String name,
      String address,
      String regionCode,
      double lat,
      double lng,
      List<Figure> figures) {}

  QuarterFigures figures(Scope scope, long id) {
    Quarter q = quarters.get(scope, id);
    int smallest = smallCells.smallest().applyAsInt(q.regionPath());
    List<Figure> figures =
        measures.list().stream().map(by -> figure(by, onMap(q, by, smallest))).toList();
    return new QuarterFigures(
        q.id(), q.name(), q.address(), q.regionCode(), q.lat(), q.lng(), figures);
  }

  private static Figure figure(Measure by, QuarterView seen) {
    return new Figure(by, seen.base(), seen.count(), seen.share(), seen.suppressed());
  }

  /** A building in the list of its quarter. */
  record BuildingView(
      long id,
      String name,
      int floors,
      int doors,
      int residents,
      int vacant,
      int rent,
      int count) {}

  /** A quarter with its buildings, each with the count of the measure. */
  record QuarterPage(
      long id,
      String name,
      String address,
      double lat,
      double lng,
      List<Double> outline,
      Map<String, Integer> counts,
      Measure measure,
      List<BuildingView> buildings) {}

  QuarterPage quarter(Scope scope, long id, String measure) {
    Measure by = measures.get(measure);
    Quarter quarter = quarters.get(scope, id);
    Map<Long, List<Door>> doorsOf = new HashMap<>();
    for (Door door : doors.ofQuarter(scope, id)) {
      doorsOf.computeIfAbsent(door.buildingId(), b -> new ArrayList<>()).add(door);
    }
    Map<Long, List<Dweller>> dwellers = byDoor(persons.inQuarter(scope, id));
    List<BuildingView> views = new ArrayList<>();
    for (Building b : buildings.ofQuarter(scope, id)) {
      views.add(building(b, doorsOf.getOrDefault(b.id(), List.of()), dwellers, by.code()));
    }
    return new QuarterPage(
        quarter.id(),
        quarter.name(),
        quarter.address(),
        quarter.lat(),
        quarter.lng(),
        quarter.outline(),
        quarter.counts(),
        by,
        views);
  }

  private static BuildingView building(
      Building b, List<Door> doors, Map<Long, List<Dweller>> dwellers, String measure) {
    int residents = 0;
    int vacant = 0;
    int rent = 0;
    int count = 0;
    for (Door door : doors) {
      List<Dweller> here = dwellers.getOrDefault(door.id(), List.of());
      residents += here.size();
      vacant += door.occupancy() == Occupancy.VACANT ? 1 : 0;
      rent += door.occupancy() == Occupancy.RENT ? 1 : 0;
      count += door.occupancy().name().equals(measure) ? 1 : 0;
      count += (int) here.stream().filter(d -> d.groups().contains(measure)).count();
    }
    return new BuildingView(
        b.id(),
        b.name(),
        b.floors(),
        doors.size(),
        residents,
        vacant,
        rent,
        measure.equals("RESIDENTS") ? residents : count);
  }

  private static Map<Long, List<Dweller>> byDoor(List<Dweller> dwellers) {
    Map<Long, List<Dweller>> byDoor = new HashMap<>();
    for (Dweller d : dwellers) {
      byDoor.computeIfAbsent(d.doorId(), id -> new ArrayList<>()).add(d);
    }
    return byDoor;
  }

  /**
   * A door in the picture.
   *
   * @param groups codes of the special groups of those who live behind it
   */
  record DoorCell(
      long id,
      int entrance,
      int floor,
      String label,
      Occupancy occupancy,
      int residents,
      List<String> groups) {}

  /**
   * A building as floors × doors in one answer.
   *
   * @param entrances numbers, ascending
   * @param floors numbers, the highest first, as one draws them
   */
  record Picture(
      long id,
      long quarterId,
      String name,
      List<Integer> entrances,
      List<Integer> floors,
      List<DoorCell> doors) {}

  Picture picture(Scope scope, long buildingId) {
    Building building = buildings.get(scope, buildingId);
    return picture(
        building,
        doors.ofBuilding(scope, buildingId),
        byDoor(persons.inBuilding(scope, buildingId)));
  }

  /** All buildings of a quarter in one answer, in the order of their names. */
  List<Picture> pictures(Scope scope, long quarterId) {
    quarters.get(scope, quarterId);
    Map<Long, List<Door>> doorsOf =
        doors.ofQuarter(scope, quarterId).stream().collect(Collectors.groupingBy(Door::buildingId));
    Map<Long, List<Dweller>> dwellers = byDoor(persons.inQuarter(scope, quarterId));
    return buildings.ofQuarter(scope, quarterId).stream()
        .map(b -> picture(b, doorsOf.getOrDefault(b.id(), List.of()), dwellers))
        .toList();
  }

  private Picture picture(Building building, List<Door> doors, Map<Long, List<Dweller>> dwellers) {
    boolean groups =
        readers.shown(Readers.DOOR).apply(building.regionPath()).field("groups").plain();
    List<DoorCell> cells = new ArrayList<>();
    TreeSet<Integer> entrances = new TreeSet<>();
    TreeSet<Integer> floors = new TreeSet<>(Comparator.reverseOrder());
    for (Door d : doors) {
      List<Dweller> here = dwellers.getOrDefault(d.id(), List.of());
      entrances.add(d.entrance());
      floors.add(d.floor());
      cells.add(cell(d, here, groups));
    }
    return new Picture(
        building.id(),
        building.quarterId(),
        building.name(),
        List.copyOf(entrances),
        List.copyOf(floors),
        cells);
  }

  private static DoorCell cell(Door d, List<Dweller> here, boolean groups) {
    return new DoorCell(
        d.id(),
        d.entrance(),
        d.floor(),
        d.label(),
        d.occupancy(),
        here.size(),
        groups
            ? here.stream().flatMap(p -> p.groups().stream()).distinct().sorted().toList()
            : List.of());
  }
}
