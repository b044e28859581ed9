package io.yiwang.demo.people;

import io.yiwang.kernel.GeoPoint;
import io.yiwang.registry.load.QuarterLoad;
import io.yiwang.registry.load.QuarterLoad.BuildingLoad;
import io.yiwang.registry.load.QuarterLoad.DoorLoad;
import io.yiwang.registry.load.QuarterLoad.FormerStay;
import io.yiwang.registry.load.QuarterLoad.PersonLoad;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Makes one quarter with its houses, residents and enterprises. It depends on seed and number only,
 * so any thread can make any quarter.
 */
final class QuarterMaker {
  private static final double METRES_PER_DEGREE_LAT = 110_900;
  private static final double METRES_PER_DEGREE_LNG = 95_200;

  /** Ids of a quarter's doors and persons begin at its number times this. */
  static final int DOORS = 10_000;

  static final int PERSONS = 40_000;
  private static final int BUILDINGS = 100;

  private final long seed;
  private final Names names;

  QuarterMaker(long seed, Names names) {
    this.seed = seed;
    this.names = names;
  }

  /**
   * Where a quarter lies.
   *
   * @param road name of a road there, for the address
   */
  record Site(
      String regionCode,
      String regionPath,
      @Nullable String unitCode,
      String district,
      String road,
      GeoPoint point) {}

  QuarterLoad make(int number, Site site) {
    var random = new SplittableRandom(seed * 1_000_003 + number);
    QuarterSketch sketch = QuarterSketch.of(seed, number, site.district, site.road);
    List<BuildingLoad> buildings = new ArrayList<>();
    List<DoorLoad> doors = new ArrayList<>();
    for (int b = 0; b < sketch.buildings(); b++) {
      int id = number * BUILDINGS + b + 1;
      buildings.add(new BuildingLoad(id, (b + 1) + "号楼", sketch.floors()));
      addDoors(doors, number, id, sketch, random);
    }
    var households = new Households(number, random, names, new SyntheticNumbers(number), buildings);
    List<PersonLoad> persons = households.people(doors);
    return new QuarterLoad(
        number + 1,
        sketch.name(),
        sketch.address(),
        site.regionCode,
        site.regionPath,
        site.unitCode,
        site.point,
        sketch.built(),
        outline(site.point, sketch, random),
        buildings,
        doors,
        persons,
        former(persons, doors, random),
        new Firms(number, random, names, households.numbers()).around(site, sketch.address()));
  }

  private static void addDoors(
      List<DoorLoad> doors,
      int number,
      int building,
      QuarterSketch sketch,
      SplittableRandom random) {
    for (int e = 1; e <= sketch.entrances(); e++) {
      for (int f = 1; f <= sketch.floors(); f++) {
        for (int d = 1; d <= sketch.landing(); d++) {
          int dice = random.nextInt(100);
          int occupancy = dice < 64 ? 1 : dice < 92 ? 2 : 3;
          doors.add(
              new DoorLoad(
                  number * DOORS + doors.size() + 1,
                  building,
                  e,
                  f,
                  Integer.toString(f * 100 + d),
                  occupancy));
        }
      }
    }
  }

  /** One person in twenty moved inside the quarter. */
  private static List<FormerStay> former(
      List<PersonLoad> persons, List<DoorLoad> doors, SplittableRandom random) {
    List<FormerStay> former = new ArrayList<>();
    for (PersonLoad p : persons) {
      if (random.nextInt(20) == 0) {
        LocalDate until = p.since();
        former.add(
            new FormerStay(
                p.id(),
                doors.get(random.nextInt(doors.size())).id(),
                until.minusDays(200 + random.nextInt(3_000)),
                until));
      }
    }
    return former;
  }

  /** A rectangle that has room for the houses, turned a little. */
  private static List<Double> outline(GeoPoint at, QuarterSketch sketch, SplittableRandom random) {
    double area = sketch.buildings() * 900.0 + sketch.floors() * 40;
    double width = Math.sqrt(area) * (0.8 + random.nextDouble() * 0.5);
    double height = area / width;
    double turn = random.nextDouble() * 0.6 - 0.3;
    List<Double> ring = new ArrayList<>();
    double[][] corners = {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}, {-1, -1}};
    for (double[] c : corners) {
      double x = c[0] * width / 2;
      double y = c[1] * height / 2;
      ring.add(
          degrees(at.lng() + (x * Math.cos(turn) - y * Math.sin(turn)) / METRES_PER_DEGREE_LNG));
      ring.add(
          degrees(at.lat() + (x * Math.sin(turn) + y * Math.cos(turn)) / METRES_PER_DEGREE_LAT));
    }
    return ring;
  }

  private static double degrees(double value) {
    return Math.round(value * 1e6) / 1e6;
  }
}
