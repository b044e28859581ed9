package io.yiwang.registry.people;

import io.yiwang.citymap.City;
import io.yiwang.house.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The special groups of this city: data, read once a run. */
@Component
public class Groups {
  private final List<SpecialGroup> groups;
  private final Clock clock;
  private final City city;

  Groups(JdbcClient jdbc, Clock clock, City city) {
    this.clock = clock;
    this.city = city;
    this.groups =
        jdbc.sql("select * from registry.special_group order by bit nulls first, code")
            .query(
                (rs, i) ->
                    new SpecialGroup(
                        rs.getString("code"),
                        rs.getString("name_zh"),
                        rs.getString("name_en"),
                        rs.getObject("bit", Integer.class),
                        rs.getObject("min_age", Integer.class),
                        rs.getObject("max_age", Integer.class)))
            .list();
  }

  public List<SpecialGroup> list() {
    return groups;
  }

  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), city.zone());
  }

  public @Nullable Integer age(@Nullable LocalDate birth) {
    return birth == null ? null : Period.between(birth, today()).getYears();
  }

  /** Codes of all groups somebody belongs to. */
  public List<String> of(int noted, @Nullable LocalDate birth) {
    if (groups.isEmpty()) {
      return List.of();
    }
    Integer age = age(birth);
    List<String> codes = new ArrayList<>();
    for (SpecialGroup group : groups) {
      if (group.includes(noted, age)) {
        codes.add(group.code());
      }
    }
    return codes;
  }

  /** The bits of groups named by code or Chinese name; those that follow from the age have none. */
  public int bits(Collection<String> names) {
    int bits = 0;
    for (String name : names) {
      SpecialGroup group = get(name.strip());
      bits |= group.bit() == null ? 0 : 1 << group.bit();
    }
    return bits;
  }

  /** The group of a code; refuses one that no group has. */
  public SpecialGroup require(String code) {
    return groups.stream()
        .filter(g -> g.code().equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.badField(
                    "group",
                    code,
                    "must be one of " + groups.stream().map(SpecialGroup::code).toList() + ".",
                    null));
  }

  private SpecialGroup get(String name) {
    return groups.stream()
        .filter(g -> g.code().equals(name.toUpperCase(Locale.ROOT)) || g.nameZh().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "groups (%s) must be of %s."
                        .formatted(
                            name,
                            groups.stream()
                                .map(SpecialGroup::code)
                                .collect(Collectors.joining(", ")))));
  }

  /** The condition that a row {@code p} of registry.person belongs to the group, as SQL. */
  String condition(SpecialGroup group) {
    if (group.bit() != null) {
      return "p.groups & " + (1 << group.bit()) + " <> 0";
    }
    List<String> both = new ArrayList<>();
    if (group.minAge() != null) {
      both.add("p.birth <= cast(:today as date) - interval '%d years'".formatted(group.minAge()));
    }
    if (group.maxAge() != null) {
      both.add(
          "p.birth > cast(:today as date) - interval '%d years'".formatted(group.maxAge() + 1));
    }
    return String.join(" and ", both);
  }
}
