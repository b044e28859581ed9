package io.yiwang.registry.intake;

import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.registry.houses.Building;
import io.yiwang.registry.houses.Buildings;
import io.yiwang.registry.houses.Doors;
import io.yiwang.registry.houses.Occupancy;
import io.yiwang.registry.houses.Quarters;
import io.yiwang.registry.houses.Quarters.NewQuarter;
import io.yiwang.registry.intake.ImportRuns.Counts;
import io.yiwang.registry.intake.ImportRuns.Reject;
import io.yiwang.registry.people.Groups;
import io.yiwang.registry.people.Tallies;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Rows about doors; quarters and buildings come into being with their first door. */
final class HouseRows implements RowTaker {
  private static final int FLOORS = 200;

  private final Regions regions;
  private final Quarters quarters;
  private final Buildings buildings;
  private final Doors doors;
  private final Groups groups;
  private final Tallies tallies;
  private final Map<String, Long> quarterIds = new HashMap<>();
  private final Set<Long> touched = new HashSet<>();

  HouseRows(
      Regions regions,
      Quarters quarters,
      Buildings buildings,
      Doors doors,
      Groups groups,
      Tallies tallies) {
    this.regions = regions;
    this.quarters = quarters;
    this.buildings = buildings;
    this.doors = doors;
    this.groups = groups;
    this.tallies = tallies;
  }

  @Override
  public Counts take(List<Row> rows, Consumer<Reject> rejects) {
    int taken = 0;
    for (Row row : rows) {
      try {
        take(row);
        taken++;
      } catch (BadRow bad) {
        rejects.accept(RowTaker.reject(row, bad));
      }
    }
    return new Counts(rows.size(), taken, 0, 0, 0, rows.size() - taken);
  }

  @Override
  public void done() {
    tallies.count(touched);
  }

  private void take(Row row) {
    Region region = region(row);
    String label = row.needed("door");
    int floor = floor(row, label);
    Occupancy occupancy = row.read("occupancy", Occupancy::parse);
    String buildingName = row.needed("building");
    int entrance = row.integer("entrance", 1);
    if (entrance < 1 || entrance > FLOORS) {
      throw new BadRow("entrance", row.text("entrance"), "must be between 1 and 200.", null);
    }
    long quarter = quarter(row, region);
    Building building = buildings.ensure(quarter, buildingName, floor, region.path());
    Occupancy known = occupancy == null ? Occupancy.UNKNOWN : occupancy;
    doors.ensure(
        new Doors.Place(building, entrance, floor, label),
        known,
        known == Occupancy.UNKNOWN ? null : groups.today());
    touched.add(quarter);
  }

  private Region region(Row row) {
    String code = row.needed("region");
    return regions
        .find(code)
        .orElseThrow(() -> new BadRow("region", code, "must be a region of this city.", null));
  }

  private long quarter(Row row, Region region) {
    String name = row.needed("quarter");
    Long known = quarterIds.get(region.code() + name);
    if (known != null) {
      return known;
    }
    Double lat = row.read("lat", Double::valueOf);
    Double lng = row.read("lng", Double::valueOf);
    GeoPoint point = region.centre();
    if (lat != null && lng != null) {
      try {
        point = new GeoPoint(lat, lng);
      } catch (IllegalArgumentException e) {
        throw BadRow.of("lat", row.text("lat"), e);
      }
      String there = regions.locate(point).map(Region::path).orElse("");
      if (!(there + ".").startsWith(region.path() + ".")) {
        throw new BadRow(
            "lat",
            lat + ", " + lng,
            "must lie in the region " + region.code() + ".",
            "Maybe latitude and longitude are swapped.");
      }
    }
    long id =
        quarters.ensure(
            new NewQuarter(
                name,
                row.text("address"),
                region.code(),
                region.path(),
                null,
                point,
                row.read("built", Integer::valueOf),
                List.of()));
    quarterIds.put(region.code() + name, id);
    return id;
  }

  /** Told, or what precedes the last two digits of the door. */
  private static int floor(Row row, String label) {
    String digits = label.replaceAll("\\D", "");
    int guess =
        digits.length() > 2
            ? Integer.parseInt(digits.substring(0, Math.min(3, digits.length() - 2)))
            : 1;
    int floor = row.integer("floor", guess);
    if (floor < -9 || floor == 0 || floor > FLOORS) {
      throw new BadRow(
          "floor", Integer.toString(floor), "must be between -9 and 200 and not 0.", null);
    }
    return floor;
  }
}
