package io.yiwang.demo.ground;

import io.yiwang.demo.Resources;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who answers for things: the demonstration's bureaus, companies and street offices. */
final class Keeping {
  private static final Map<String, String[]> OTHERS =
      Map.of(
          "TELECOM", new String[] {"上海信息管线有限公司", "Telecom Duct Company"},
          "HEAT", new String[] {"上海热力有限公司", "Heating Company"},
          "POLICE", new String[] {"公安局", "Public Security Bureau"},
          "METRO", new String[] {"上海地铁集团", "Metro Group"});

  private final GroundSink sink;
  private final Map<String, String> districtNames;
  private final Map<String, String[]> departments = new HashMap<>();
  private final Map<String, Integer> known = new HashMap<>();

  /**
   * @param districtNames Chinese, by code
   */
  Keeping(GroundSink sink, Map<String, String> districtNames) {
    this.sink = sink;
    this.districtNames = districtNames;
    Resources.csv("departments.csv")
        .forEach(
            row ->
                departments.put(
                    Resources.field(row, "suffix"),
                    new String[] {
                      Resources.field(row, "level"),
                      Resources.field(row, "name_zh"),
                      Resources.field(row, "name_en"),
                      Resources.field(row, "crew_zh"),
                      Resources.field(row, "crew_en")
                    }));
  }

  /** Fills in who answers for a thing in a neighbourhood. */
  void keep(Thing thing, String role, Hood hood) {
    thing.owner = unit(role, hood, false);
    thing.maintainer = unit(role, hood, true);
    thing.manager =
        switch (role) {
          case "SUPPLY" -> unit("WATER", hood, false);
          case "GAS", "POWER", "TELECOM", "HEAT", "METRO" -> unit("ROAD", hood, false);
          default -> thing.owner;
        };
  }

  private int unit(String role, Hood hood, boolean crew) {
    String[] department = departments.get(role);
    if (role.equals("OFFICE")) {
      String street = hood.code.substring(0, 9);
      String end = crew ? "-CREW" : "-OFFICE";
      String name = hood.street + (crew ? "网格巡查队" : "办事处");
      return known.computeIfAbsent(
          street + end, c -> sink.keeper(c, name, crew ? "Grid Crew" : "Street Office", c));
    }
    if (department == null) {
      String[] names = OTHERS.getOrDefault(role, new String[] {role, role});
      return keeper("310000-" + role, names[0], names[1], null);
    }
    String region = department[0].equals("CITY") ? "310000" : hood.division();
    String district = districtNames.getOrDefault(region, "上海市");
    String code = region + "-" + role + (crew ? "-CREW" : "");
    return keeper(code, district + department[crew ? 3 : 1], department[crew ? 4 : 2], code);
  }

  private int keeper(String code, String zh, String en, @Nullable String unit) {
    Integer there = known.get(code);
    if (there == null) {
      there = sink.keeper(code, zh, en, unit);
      known.put(code, there);
    }
    return there;
  }
}
