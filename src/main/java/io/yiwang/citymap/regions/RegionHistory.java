package io.yiwang.citymap.regions;

import io.yiwang.citymap.Region;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What regions were, and what became of them. */
@Component
public class RegionHistory {
  private final JdbcTemplate jdbc;

  RegionHistory(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A region as it was from one day to another.
   *
   * @param successors codes of what it became, if it is no more
   */
  record RegionVersion(
      String code,
      LocalDate validFrom,
      @Nullable LocalDate validTo,
      String level,
      String nameZh,
      String nameEn,
      @Nullable String parent,
      String path,
      List<String> successors) {}

  /** Keeps regions as they are before a reorganisation, so that it can be undone. */
  void keep(long reorganisation, Collection<String> codes) {
    jdbc.update(
        """
        insert into citymap.region_before
        select ?, code, level, name_zh, name_en, parent, path, lat, lng, area
        from citymap.region where valid_to is null and code = any(?)
        """,
        reorganisation,
        codes.toArray(String[]::new));
  }

  void keepSuccessors(long reorganisation, Map<String, List<String>> successors) {
    successors.forEach(
        (code, heirs) ->
            heirs.forEach(
                heir ->
                    jdbc.update(
                        "insert into citymap.region_successor values (?, ?, ?)",
                        code,
                        heir,
                        reorganisation)));
  }

  List<RegionPlan.Planned> before(long reorganisation) {
    return jdbc.query(
        """
        select code, level, name_zh, name_en, parent, path, lat, lng, area
        from citymap.region_before where reorganisation = ? order by code
        """,
        (rs, i) ->
            new RegionPlan.Planned(RegionStore.region(rs), RegionStore.area(rs.getBytes("area"))),
        reorganisation);
  }

  Set<String> successors(long reorganisation) {
    return new TreeSet<>(
        jdbc.query(
            "select distinct successor from citymap.region_successor where reorganisation = ?",
            (rs, i) -> rs.getString(1),
            reorganisation));
  }

  void forget(long reorganisation) {
    jdbc.update("delete from citymap.region_successor where reorganisation = ?", reorganisation);
    jdbc.update("delete from citymap.region_before where reorganisation = ?", reorganisation);
  }

  /** Whether there was such a region for a day at least. */
  boolean everWas(String code) {
    return !jdbc.queryForList(
            """
            select 1 from citymap.region where code = ? and valid_to > valid_from
            union all select 1 from citymap.region_successor where code = ? limit 1
            """,
            code,
            code)
        .isEmpty();
  }

  /** A region with its area, as it held on a day. */
  public record Dated(Region region, Geometry area, LocalDate validFrom) {}

  /** How a region was on a day; none when there was no such region. */
  public Optional<Dated> on(String code, LocalDate day) {
    return dated("code = ?", code, day).stream().findFirst();
  }

  /** What lay right below a region on a day, by code. */
  public List<Dated> below(String parent, LocalDate day) {
    return dated("parent = ?", parent, day);
  }

  private List<Dated> dated(String condition, String code, LocalDate day) {
    return jdbc.query(
        """
        select code, level, name_zh, name_en, parent, path, lat, lng, area, valid_from
        from citymap.region
        where %s and valid_from <= ? and (valid_to is null or valid_to > ?) order by code
        """
            .formatted(condition),
        (rs, i) ->
            new Dated(
                RegionStore.region(rs),
                RegionStore.area(rs.getBytes("area")),
                rs.getDate("valid_from").toLocalDate()),
        code,
        Date.valueOf(day),
        Date.valueOf(day));
  }

  /** The days from which there was something else right below a region, the newest first. */
  public List<LocalDate> daysOfChange(String parent) {
    return jdbc.query(
        """
        select distinct day from (
          select valid_from as day from citymap.region where parent = ?
          union select valid_to from citymap.region where parent = ? and valid_to > valid_from) d
        where day is not null order by day desc
        """,
        (rs, i) -> rs.getDate(1).toLocalDate(),
        parent,
        parent);
  }

  /** All codes that begin with a text and were ever given to a region. */
  public Set<String> codes(String prefix) {
    return new TreeSet<>(
        jdbc.query(
            """
            select code from citymap.region where starts_with(code, ?)
            union select successor from citymap.region_successor where starts_with(successor, ?)
            """,
            (rs, i) -> rs.getString(1),
            prefix,
            prefix));
  }

  /** All there was under a code, the newest first; empty when there never was such a region. */
  List<RegionVersion> versions(String code) {
    List<String> successors =
        jdbc.query(
            "select distinct successor from citymap.region_successor where code = ? order by 1",
            (rs, i) -> rs.getString(1),
            code);
    return jdbc.query(
        """
        select code, valid_from, valid_to, level, name_zh, name_en, parent, path
        from citymap.region where code = ? order by valid_from desc
        """,
        (rs, i) -> {
          var end = rs.getDate("valid_to");
          return new RegionVersion(
              rs.getString("code"),
              rs.getDate("valid_from").toLocalDate(),
              end == null ? null : end.toLocalDate(),
              rs.getString("level"),
              rs.getString("name_zh"),
              rs.getString("name_en"),
              rs.getString("parent"),
              rs.getString("path"),
              i == 0 ? successors : List.of());
        },
        code);
  }
}
