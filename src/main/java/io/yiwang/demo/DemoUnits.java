package io.yiwang.demo;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.yiwang.access.Unit;
import io.yiwang.access.UnitKind;
import io.yiwang.citymap.Region;
import io.yiwang.dispatch.Responsibility;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The organisation of the demonstration city and who must mend what in it. */
final class DemoUnits {
  static final String CITY_CENTRE = "310000-CENTRE";
  private static final LocalDate SINCE = LocalDate.of(2026, 1, 1);

  private final Region city;
  private final List<Region> districts;
  private final List<Region> streets;

  DemoUnits(Region city, List<Region> districts, List<Region> streets) {
    this.city = city;
    this.districts = districts;
    this.streets = streets;
  }

  /** Parents before their children. */
  List<Unit> units() {
    List<Unit> units = new ArrayList<>();
    units.add(
        new Unit(
            CITY_CENTRE,
            "上海市城市运行管理中心",
            "Shanghai City Operations Centre",
            UnitKind.CENTRE,
            city.code(),
            null));
    for (Region d : districts) {
      units.add(
          new Unit(
              d.code() + "-CENTRE",
              d.nameZh() + "城市运行管理中心",
              d.nameEn() + " Operations Centre",
              UnitKind.CENTRE,
              d.code(),
              CITY_CENTRE));
    }
    Resources.csv("departments.csv").forEach(row -> addDepartment(row, units));
    streets.forEach(s -> addStreet(s, units));
    return units;
  }

  private void addDepartment(NamedCsvRecord row, List<Unit> units) {
    boolean ofCity = Resources.field(row, "level").equals("CITY");
    for (Region region : ofCity ? List.of(city) : districts) {
      String code = region.code() + "-" + Resources.field(row, "suffix");
      String parent = region.code() + "-CENTRE";
      units.add(
          new Unit(
              code,
              region.nameZh() + Resources.field(row, "name_zh"),
              region.nameEn() + " " + Resources.field(row, "name_en"),
              UnitKind.DEPARTMENT,
              region.code(),
              parent));
      units.add(
          new Unit(
              code + "-CREW",
              region.nameZh() + Resources.field(row, "crew_zh"),
              region.nameEn() + " " + Resources.field(row, "crew_en"),
              UnitKind.CREW,
              region.code(),
              code));
    }
  }

  private static void addStreet(Region street, List<Unit> units) {
    String office = street.code() + "-OFFICE";
    String zh =
        street.nameZh().endsWith("街道")
            ? street.nameZh() + "办事处"
            : street.nameZh().matches(".*[镇乡]")
                ? street.nameZh() + "人民政府"
                : street.nameZh() + "管委会";
    units.add(
        new Unit(
            office,
            zh,
            street.nameEn() + " Office",
            UnitKind.STREET_OFFICE,
            street.code(),
            street.parent() + "-CENTRE"));
    units.add(
        new Unit(
            street.code() + "-CREW",
            street.nameZh() + "网格巡查队",
            street.nameEn() + " Grid Crew",
            UnitKind.CREW,
            street.code(),
            office));
  }

  List<Responsibility> responsibilities() {
    List<Responsibility> rows = new ArrayList<>();
    for (NamedCsvRecord row : Resources.csv("responsibility.csv")) {
      List<Region> regions =
          switch (Resources.field(row, "level")) {
            case "CITY" -> List.of(city);
            case "DISTRICT" -> districts;
            default -> streets;
          };
      for (Region region : regions) {
        rows.add(
            new Responsibility(
                0,
                Resources.field(row, "class"),
                region.code(),
                null,
                region.code() + "-" + Resources.field(row, "unit"),
                SINCE,
                null));
      }
    }
    return rows;
  }
}
