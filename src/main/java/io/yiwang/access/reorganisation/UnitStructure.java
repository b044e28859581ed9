package io.yiwang.access.reorganisation;

import io.yiwang.access.RegionPaths;
import io.yiwang.access.Unit;
import io.yiwang.access.Units;
import io.yiwang.access.reorganisation.Plan.Part;
import io.yiwang.access.reorganisation.Succession.Successor;
import io.yiwang.house.Problem;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The organisation units as plans change them. A unit that is no more keeps its row, so that what
 * it did keeps its name.
 */
@Component
class UnitStructure implements Structure {
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,60}");
  private static final Pattern CLASS = Pattern.compile("\\d{1,8}");

  private final JdbcClient jdbc;
  private final Units units;
  private final RegionPaths regions;

  UnitStructure(JdbcClient jdbc, Units units, RegionPaths regions) {
    this.jdbc = jdbc;
    this.units = units;
    this.regions = regions;
  }

  @Override
  public Plan.Subject subject() {
    return Plan.Subject.UNIT;
  }

  @Override
  public Succession apply(Plan plan, long reorganisation, LocalDate day) {
    List<Unit> present = plan.codes().stream().map(this::present).toList();
    keepVersions(plan, reorganisation, day);
    Map<String, List<Successor>> successors = new LinkedHashMap<>();
    switch (plan.kind()) {
      case RENAME, MOVE -> put(changed(plan, present.getFirst()));
      case MERGE -> merge(plan, present, successors);
      case SPLIT -> split(plan, present.getFirst(), successors);
    }
    for (String code : successors.keySet()) {
      if (successors.get(code).stream().noneMatch(s -> s.code().equals(code))) {
        jdbc.sql("update access.unit set ended_on = ? where code = ?")
            .params(Date.valueOf(day), code)
            .update();
      }
      successors.get(code).forEach(s -> keepSuccessor(code, s.code(), reorganisation));
    }
    return succession(successors);
  }

  private Unit changed(Plan plan, Unit unit) {
    Part part = plan.heir();
    boolean moves = plan.kind() == Plan.Kind.MOVE;
    String parent = part.parent();
    if (moves && (parent == null || parent.isBlank())) {
      throw Problem.badField("into.parent", null, "must be given.", null);
    }
    return new Unit(
        unit.code(),
        moves ? unit.nameZh() : part.required("nameZh", part.nameZh(), null),
        moves ? unit.nameEn() : part.required("nameEn", part.nameEn(), null),
        unit.kind(),
        unit.regionCode(),
        moves ? below(unit.code(), Objects.requireNonNull(parent)) : unit.parentCode());
  }

  /** A parent that is there and does not lie below the unit itself. */
  private String below(String code, String parent) {
    @Nullable String above = present(parent).code();
    while (above != null) {
      if (above.equals(code)) {
        throw Problem.badField("into.parent", parent, "lies below " + code + " itself.", null);
      }
      above = find(above, "").map(Unit::parentCode).orElse(null);
    }
    return parent;
  }

  private void merge(Plan plan, List<Unit> present, Map<String, List<Successor>> successors) {
    Part part = plan.heir();
    Unit first = present.getFirst();
    String code = part.required("code", part.code(), first.code());
    Unit base = present.stream().filter(u -> u.code().equals(code)).findFirst().orElse(first);
    if (!plan.codes().contains(code)) {
      refuseTaken(code);
    }
    put(
        new Unit(
            code,
            part.required("nameZh", part.nameZh(), base.nameZh()),
            part.required("nameEn", part.nameEn(), base.nameEn()),
            base.kind(),
            base.regionCode(),
            part.parent() == null ? base.parentCode() : below(code, part.parent())));
    for (Unit unit : present) {
      if (!unit.code().equals(code)) {
        jdbc.sql("update access.unit set parent_code = ? where parent_code = ? and code <> ?")
            .params(code, unit.code(), code)
            .update();
        successors.put(unit.code(), List.of(new Successor(code, "", Set.of())));
      }
    }
  }

  private void split(Plan plan, Unit unit, Map<String, List<Successor>> successors) {
    List<Successor> parts = new ArrayList<>();
    Set<String> codes = new LinkedHashSet<>();
    for (Part part : plan.into()) {
      String code = part.required("code", part.code(), null);
      if (!codes.add(code)) {
        throw Problem.badField("into.code", code, "must be given once.", null);
      }
      boolean keeps = code.equals(unit.code());
      if (!keeps) {
        refuseTaken(code);
      }
      put(
          new Unit(
              code,
              part.required("nameZh", part.nameZh(), keeps ? unit.nameZh() : null),
              part.required("nameEn", part.nameEn(), keeps ? unit.nameEn() : null),
              unit.kind(),
              unit.regionCode(),
              unit.parentCode()));
      for (String child : Objects.requireNonNullElse(part.children(), List.<String>of())) {
        if (!unit.code().equals(present(child).parentCode())) {
          throw Problem.badField(
              "into.children", child, "lies not below " + unit.code() + ".", null);
        }
        jdbc.sql("update access.unit set parent_code = ? where code = ?")
            .params(code, child)
            .update();
      }
      parts.add(new Successor(code, "", classes(part)));
    }
    jdbc.sql("update access.unit set parent_code = ? where parent_code = ? and not code = any(?)")
        .params(parts.getFirst().code(), unit.code(), codes.toArray(String[]::new))
        .update();
    successors.put(unit.code(), parts);
  }

  private static Set<String> classes(Part part) {
    List<String> given = Objects.requireNonNullElse(part.classes(), List.of());
    for (String one : given) {
      if (!CLASS.matcher(one).matches()) {
        throw Problem.badField("into.classes", one, "must be leading digits of classes.", null);
      }
    }
    return Set.copyOf(given);
  }

  @Override
  public Succession undo(Plan plan, long reorganisation, LocalDate day) {
    List<String> made =
        jdbc.sql(
                """
                select distinct successor from access.unit_successor s
                where reorganisation = ? and not exists (select from access.unit_version v
                  where v.reorganisation = s.reorganisation and v.code = s.successor)
                """)
            .param(reorganisation)
            .query((rs, i) -> rs.getString(1))
            .list();
    jdbc.sql(
            """
            update access.unit u set name_zh = v.name_zh, name_en = v.name_en, kind = v.kind,
              region_code = v.region_code, parent_code = v.parent_code, ended_on = null
            from access.unit_version v where v.reorganisation = ? and v.code = u.code
            """)
        .param(reorganisation)
        .update();
    jdbc.sql("update access.unit set ended_on = ? where code = any(?)")
        .params(Date.valueOf(day), made.toArray(String[]::new))
        .update();
    Map<String, List<Successor>> back = new LinkedHashMap<>();
    for (String code : successorsOf(reorganisation)) {
      boolean stays = !made.contains(code);
      List<Successor> old =
          plan.codes().stream()
              .filter(c -> !stays || c.equals(code))
              .map(c -> new Successor(c, "", Set.of()))
              .toList();
      if (!stays) {
        back.put(code, old);
      }
    }
    jdbc.sql("delete from access.unit_successor where reorganisation = ?")
        .param(reorganisation)
        .update();
    jdbc.sql("delete from access.unit_version where reorganisation = ?")
        .param(reorganisation)
        .update();
    return succession(back);
  }

  private List<String> successorsOf(long reorganisation) {
    return jdbc.sql("select distinct successor from access.unit_successor where reorganisation = ?")
        .param(reorganisation)
        .query((rs, i) -> rs.getString(1))
        .list();
  }

  @Override
  public void settled() {
    units.forget();
  }

  private static Succession succession(Map<String, List<Successor>> successors) {
    return Succession.of(Plan.Subject.UNIT, List.of(), successors, point -> Optional.empty());
  }

  private Unit present(String code) {
    return find(code, "and ended_on is null")
        .orElseThrow(
            () -> Problem.badField("codes", code, "is no unit of today.", "Maybe it has ended."));
  }

  private void refuseTaken(String code) {
    if (!CODE.matcher(code).matches()) {
      throw Problem.badField(
          "into.code", code, "must have 1 to 60 letters, digits and hyphens.", null);
    }
    if (find(code, "").isPresent()) {
      throw Problem.badField(
          "into.code", code, "is or was a unit already.", "Maybe choose another code.");
    }
  }

  /** How the units it touches were, children of those that end included. */
  private void keepVersions(Plan plan, long reorganisation, LocalDate day) {
    String[] codes = plan.codes().toArray(String[]::new);
    jdbc.sql(
            """
            insert into access.unit_version
              (code, until, reorganisation, name_zh, name_en, kind, region_code, parent_code)
            select code, ?, ?, name_zh, name_en, kind, region_code, parent_code
            from access.unit where ended_on is null and (code = any(?) or parent_code = any(?))
            """)
        .params(Date.valueOf(day), reorganisation, codes, codes)
        .update();
  }

  private void keepSuccessor(String code, String successor, long reorganisation) {
    jdbc.sql("insert into access.unit_successor values (?, ?, ?)")
        .params(code, successor, reorganisation)
        .update();
  }

  private void put(Unit unit) {
    if (regions.find(unit.regionCode()).isEmpty()) {
      throw Problem.badField("regionCode", unit.regionCode(), "is no region of today.", null);
    }
    jdbc.sql(
            """
            insert into access.unit (code, name_zh, name_en, kind, region_code, parent_code)
            values (:code, :zh, :en, :kind, :region, :parent)
            on conflict (code) do update set name_zh = excluded.name_zh,
              name_en = excluded.name_en, parent_code = excluded.parent_code
            """)
        .param("code", unit.code())
        .param("zh", unit.nameZh())
        .param("en", unit.nameEn())
        .param("kind", unit.kind().name())
        .param("region", unit.regionCode())
        .param("parent", unit.parentCode())
        .update();
  }

  /** Past the memory of {@link Units}, which must not learn what may be rolled back. */
  private Optional<Unit> find(String code, String which) {
    return jdbc.sql("select * from access.unit where code = ? " + which)
        .param(code)
        .query(DataClassRowMapper.newInstance(Unit.class))
        .optional();
  }
}
