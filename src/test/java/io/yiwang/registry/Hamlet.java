package io.yiwang.registry;

import io.yiwang.kernel.CitizenNumber;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.Sex;
import io.yiwang.registry.houses.Building;
import io.yiwang.registry.houses.Buildings;
import io.yiwang.registry.houses.Doors;
import io.yiwang.registry.houses.Occupancy;
import io.yiwang.registry.houses.Quarters;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ApplicationContext;

/**
 * A quarter of its own for one test: two buildings of three floors with two doors each, in a region
 * that no other test uses.
 */
public final class Hamlet {
  private static final AtomicInteger SEQUENCE = new AtomicInteger();

  public final String region;
  public final String path;
  public final String name;
  public final long quarter;
  public final Building building;
  public final long door101;
  public final long door102;

  public Hamlet(ApplicationContext context) {
    region = "T" + UUID.randomUUID().toString().substring(0, 8);
    path = "310000." + region;
    name = "试验新村";
    quarter =
        context
            .getBean(Quarters.class)
            .ensure(
                new Quarters.NewQuarter(
                    name,
                    "长宁区江苏路12弄",
                    region,
                    path,
                    null,
                    new GeoPoint(31.22, 121.43),
                    1984,
                    List.of()));
    Buildings buildings = context.getBean(Buildings.class);
    Doors doors = context.getBean(Doors.class);
    building = buildings.ensure(quarter, "1号楼", 3, path);
    buildings.ensure(quarter, "2号楼", 3, path);
    door101 = door(doors, 1, "101");
    door102 = door(doors, 1, "102");
    for (int floor = 2; floor <= 3; floor++) {
      door(doors, floor, floor + "01");
      door(doors, floor, floor + "02");
    }
  }

  private long door(Doors doors, int floor, String label) {
    return doors.ensure(new Doors.Place(building, 1, floor, label), Occupancy.UNKNOWN, null);
  }

  /** A citizen number that belongs to nobody and is used once. */
  public static String number(String birth, Sex sex) {
    int next = SEQUENCE.incrementAndGet();
    return CitizenNumber.of(
            319_100 + next / 400,
            LocalDate.parse(birth),
            next % 400 * 2 + (sex == Sex.MALE ? 1 : 0))
        .text();
  }

  /** A phone number that is in no use and is used once. */
  public static String phone() {
    return "154%08d".formatted(99_000_000 + SEQUENCE.incrementAndGet());
  }

  /** The columns of {@link #row}. */
  public static String header() {
    return "number,name,birth,sex,phone,region,quarter,building,entrance,door,relation,groups,at\n";
  }

  /** A row of somebody living behind a door. */
  public String row(String number, String name, String phone, String door, String rest) {
    return "%s,%s,,,%s,%s,%s,1号楼,1,%s,%s\n"
        .formatted(number, name, phone, region, this.name, door, rest);
  }
}
