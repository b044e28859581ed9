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
  private static final String[] ENDINGS = {"新村", "花园", "公寓", "小区", "家园", "苑", "名邸", "大厦", "里", "坊"};
  private static final String[] MOTTOES = {
    "安居", "和平", "新华", "绿地", "阳光", "锦绣", "梧桐", "曙光", "明珠", "春申", "永乐", "仁德", "康泰", "长乐", "瑞金", "景云"
  };
  private static final double METRES_PER_DEGREE_LAT = 110_900;
  private static final double METRES_PER_DEGREE_LNG = 95_200;

  /** Ids of a quarter's doors and persons begin at its number times this. */
  static final int DOORS = 10_000;

  static final int PERSONS = 40_000;
  private static final int BUILDINGS = 100;

  /** Every so many quarters there is an estate of 5,000 doors. */
  private static final int LARGE_EVERY = 700;

  private static final int LARGE_AT = 3;

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
    boolean large = number % LARGE_EVERY == LARGE_AT;
    Plan plan = large ? new Plan(25, 25, 1, 8) : Plan.any(random);
    List<BuildingLoad> buildings = new ArrayList<>();
    List<DoorLoad> doors = new ArrayList<>();
    for (int b = 0; b < plan.buildings; b++) {
      int id = number * BUILDINGS + b + 1;
      buildings.add(new BuildingLoad(id, (b + 1) + "号楼", plan.floors));
      addDoors(doors, number, id, plan, random);
    }
    var households = new Households(number, random, names, new SyntheticNumbers(number), buildings);
    List<PersonLoad> persons = households.people(doors);
    int lane = 10 + random.nextInt(1_990);
    String address = site.district + site.road + lane + "弄";
    return new QuarterLoad(
        number + 1,
        name(number, site, random),
        address,
        site.regionCode,
        site.regionPath,
        site.unitCode,
        site.point,
        1952 + random.nextInt(70),
        outline(site.point, plan, random),
        buildings,
        doors,
        persons,
        former(persons, doors, random),
        new Firms(number, random, names, households.numbers()).around(site, address));
  }

  private static String name(int number, Site site, SplittableRandom random) {
    String first =
        random.nextBoolean()
            ? site.road.replaceFirst("路$", "")
            : MOTTOES[random.nextInt(MOTTOES.length)];
    return first + ENDINGS[random.nextInt(ENDINGS.length)] + (number % 97 + 1) + "期";
  }

  /** The shape of a quarter: how many buildings, floors, entrances and doors on a landing. */
  private record Plan(int buildings, int floors, int entrances, int landing) {
    static Plan any(SplittableRandom random) {
      int kind = random.nextInt(100);
      if (kind < 55) { // walk-ups of the workers' estates
        return new Plan(6 + random.nextInt(25), 6, 2 + random.nextInt(3), 2);
      }
      if (kind < 90) {
        return new Plan(3 + random.nextInt(12), 12 + random.nextInt(22), 1, 4 + random.nextInt(4));
      }
      return new Plan(10 + random.nextInt(16), 3, 1, 4); // lanes
    }
  }

  private static void addDoors(
      List<DoorLoad> doors, int number, int building, Plan plan, SplittableRandom random) {
    for (int e = 1; e <= plan.entrances; e++) {
      for (int f = 1; f <= plan.floors; f++) {
        for (int d = 1; d <= plan.landing; d++) {
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
  private static List<Double> outline(GeoPoint at, Plan plan, SplittableRandom random) {
    double area = plan.buildings * 900.0 + plan.floors * 40;
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
