package io.yiwang.registry.view;

import io.yiwang.house.Problem;
import io.yiwang.registry.people.Groups;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What quarters can be coloured by. */
@Component
class Measures {
  /** What counts doors, not people. */
  static final Set<String> OF_DOORS = Set.of("OWN", "RENT", "VACANT", "DOORS");

  private static final List<Measure> HOUSES =
      List.of(
          new Measure("RESIDENTS", "居住人数", "Residents", "DOORS"),
          new Measure("VACANT", "空置", "Vacant", "DOORS"),
          new Measure("RENT", "出租", "Rented", "DOORS"),
          new Measure("OWN", "自住", "Owned", "DOORS"));

  private final Groups groups;

  Measures(Groups groups) {
    this.groups = groups;
  }

  /**
   * Something that is counted in each quarter.
   *
   * @param base the measure it is a share of
   */
  record Measure(String code, String nameZh, String nameEn, String base) {}

  List<Measure> list() {
    return Stream.concat(
            groups.list().stream()
                .map(g -> new Measure(g.code(), g.nameZh(), g.nameEn(), "RESIDENTS")),
            HOUSES.stream())
        .toList();
  }

  Measure get(String code) {
    return list().stream()
        .filter(m -> m.code().equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.badField(
                    "measure",
                    code,
                    "must be one of " + list().stream().map(Measure::code).toList() + ".",
                    null));
  }
}
