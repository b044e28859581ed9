package io.yiwang.registry.view;

import io.yiwang.house.Problem;
import io.yiwang.registry.Scope;
import io.yiwang.registry.houses.Building;
import io.yiwang.registry.houses.Buildings;
import io.yiwang.registry.houses.Door;
import io.yiwang.registry.houses.Doors;
import io.yiwang.registry.houses.Quarter;
import io.yiwang.registry.houses.Quarters;
import io.yiwang.registry.people.Groups;
import io.yiwang.registry.people.Persons;
import io.yiwang.registry.people.Persons.Dweller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which doors somebody means who asks for visits. */
@Component
class VisitTargets {
  private final Quarters quarters;
  private final Buildings buildings;
  private final Doors doors;
  private final Persons persons;
  private final Groups groups;

  VisitTargets(
      Quarters quarters, Buildings buildings, Doors doors, Persons persons, Groups groups) {
    this.quarters = quarters;
    this.buildings = buildings;
    this.doors = doors;
    this.persons = persons;
    this.groups = groups;
  }

  /**
   * Exactly one of door, building and quarter.
   *
   * @param groups with a building or quarter: doors behind which one person lives who belongs to
   *     all of them; empty means every door
   */
  record Asked(
      @Nullable Long door, @Nullable Long building, @Nullable Long quarter, List<String> groups) {}

  /**
   * The doors.
   *
   * @param place what they are the doors of; null for a single door
   */
  record Chosen(List<Long> doors, VisitRounds.@Nullable Place place) {}

  Chosen choose(Scope scope, Asked asked) {
    if (asked.door != null) {
      return new Chosen(List.of(doors.get(scope, asked.door).id()), null);
    }
    asked.groups.forEach(groups::require);
    if (asked.building != null) {
      Building b = buildings.get(scope, asked.building);
      List<Long> found =
          asked.groups.isEmpty()
              ? ids(doors.ofBuilding(scope, b.id()))
              : homes(persons.inBuilding(scope, b.id()), asked.groups);
      return new Chosen(found, new VisitRounds.Place(b.quarterId(), b.id(), b.regionPath()));
    }
    if (asked.quarter == null) {
      throw Problem.badField("doorId", null, "or buildingId or quarterId must be given.", null);
    }
    Quarter q = quarters.get(scope, asked.quarter);
    List<Long> found =
        asked.groups.isEmpty()
            ? ids(doors.ofQuarter(scope, q.id()))
            : homes(persons.inQuarter(scope, q.id()), asked.groups);
    return new Chosen(found, new VisitRounds.Place(q.id(), null, q.regionPath()));
  }

  private static List<Long> ids(List<Door> doors) {
    return doors.stream().map(Door::id).toList();
  }

  private static List<Long> homes(List<Dweller> dwellers, List<String> groups) {
    return dwellers.stream()
        .filter(d -> d.groups().containsAll(groups))
        .map(Dweller::doorId)
        .distinct()
        .toList();
  }
}
