package io.yiwang.demo;

import io.yiwang.access.Duty;
import io.yiwang.access.NewPerson;
import io.yiwang.access.Unit;
import io.yiwang.citymap.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

/** The people of the demonstration city: made-up names, one shared password. */
final class Cast {
  /** Whoever has such a login is played by the simulation; all others wait for a visitor. */
  static final String PLAYED = "sim-";

  static final String PASSWORD = "yiwang";

  private static final String[][] FAMILY = {
    {"王", "Wang"}, {"李", "Li"}, {"张", "Zhang"}, {"刘", "Liu"}, {"陈", "Chen"}, {"杨", "Yang"},
    {"黄", "Huang"}, {"赵", "Zhao"}, {"周", "Zhou"}, {"吴", "Wu"}, {"徐", "Xu"}, {"孙", "Sun"},
    {"朱", "Zhu"}, {"马", "Ma"}, {"胡", "Hu"}, {"郭", "Guo"}, {"林", "Lin"}, {"何", "He"},
    {"高", "Gao"}, {"沈", "Shen"}, {"陆", "Lu"}, {"顾", "Gu"}, {"曹", "Cao"}, {"金", "Jin"}
  };
  private static final String[][] GIVEN = {
    {"建国", "Jianguo"},
    {"伟", "Wei"},
    {"芳", "Fang"},
    {"敏", "Min"},
    {"静", "Jing"},
    {"强", "Qiang"},
    {"磊", "Lei"},
    {"洋", "Yang"},
    {"勇", "Yong"},
    {"艳", "Yan"},
    {"杰", "Jie"},
    {"娟", "Juan"},
    {"涛", "Tao"},
    {"明", "Ming"},
    {"超", "Chao"},
    {"霞", "Xia"},
    {"平", "Ping"},
    {"刚", "Gang"},
    {"志强", "Zhiqiang"},
    {"海燕", "Haiyan"},
    {"晓东", "Xiaodong"},
    {"丽华", "Lihua"},
    {"国庆", "Guoqing"},
    {"雪梅", "Xuemei"},
    {"文斌", "Wenbin"},
    {"阿福", "Afu"}
  };

  private final String hash;
  private final SplittableRandom random;
  private final Function<String, Optional<Region>> regions;

  /**
   * @param hash of {@link #PASSWORD}
   * @param regions finds them by code
   */
  Cast(String hash, long seed, Function<String, Optional<Region>> regions) {
    this.hash = hash;
    this.random = new SplittableRandom(seed);
    this.regions = regions;
  }

  /** Everybody the simulation plays. */
  List<NewPerson> played(List<Unit> units, double scale) {
    int perStreet = Math.max(2, (int) Math.round(8 * scale));
    int perCrew = Math.max(4, (int) Math.round(40 * scale));
    List<NewPerson> people = new ArrayList<>();
    for (Unit unit : units) {
      switch (unit.kind()) {
        case CREW -> {
          boolean ofStreet = unit.regionCode().length() == 9;
          int size =
              ofStreet ? perStreet : unit.regionCode().equals("310000") ? 4 * perCrew : perCrew;
          for (int i = 1; i <= size; i++) {
            people.add(played("w", unit, i, Duty.GRID_WORKER));
          }
        }
        case STREET_OFFICE -> people.add(played("o", unit, 1, Duty.STREET_OFFICER));
        case CENTRE -> {
          boolean ofCity = unit.code().equals(DemoUnits.CITY_CENTRE);
          people.add(played("o", unit, 1, ofCity ? Duty.CITY_OFFICER : Duty.DISTRICT_OFFICER));
          people.add(played("a", unit, 1, Duty.ACCEPTOR));
          people.add(played("c", unit, 1, Duty.CHECKER));
        }
        case DEPARTMENT -> people.add(played("d", unit, 1, Duty.DISPATCHER));
      }
    }
    return people;
  }

  private NewPerson played(String part, Unit unit, int number, Duty duty) {
    String login =
        PLAYED + part + "-" + unit.code().toLowerCase(java.util.Locale.ROOT) + "-" + number;
    return person(login, unit.code(), unit.regionCode(), duty);
  }

  NewPerson person(String login, String unit, String region, Duty duty) {
    String[] family = FAMILY[random.nextInt(FAMILY.length)];
    String[] given = GIVEN[random.nextInt(GIVEN.length)];
    Region home =
        regions
            .apply(region)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "The demonstration city has no region " + region + "."));
    return new NewPerson(
        login,
        family[0] + given[0],
        given[1] + " " + family[1],
        hash,
        Set.of(duty),
        unit,
        region,
        home.path());
  }
}
