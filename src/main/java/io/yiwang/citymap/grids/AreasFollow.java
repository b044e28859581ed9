package io.yiwang.citymap.grids;

import io.yiwang.access.reorganisation.CityDay;
import io.yiwang.access.reorganisation.Follower;
import io.yiwang.access.reorganisation.Succession;
import java.sql.Date;
import java.time.Instant;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Responsibility areas whose unit grids were drawn anew go on with what became of them, from that
 * day on.
 */
@Component
class AreasFollow implements Follower {
  /** The areas that lose a grid or part of one, with the grids they are to have. */
  private static final String CONTINUED =
      """
      select a.id, array(
          select distinct coalesce(m.now, g.code) from unnest(a.grids) g(code)
          left join code_move m on m.was = g.code
          where m.now is null or m.now = g.code or not exists (
            select from citymap.responsibility_area o
            where o.valid_to is null and o.id <> a.id and m.now = any(o.grids))
          order by 1) as grids
      from citymap.responsibility_area a
      where a.valid_to is null and exists (select from code_move m where m.was = any(a.grids))
      """;

  private final JdbcTemplate jdbc;
  private final CityDay day;

  AreasFollow(JdbcTemplate jdbc, CityDay day) {
    this.jdbc = jdbc;
    this.day = day;
  }

  @Override
  public Map<String, Long> count(Succession s) {
    if (!s.isOfRegions()) {
      return Map.of();
    }
    Long areas = jdbc.queryForObject("select count(*) from (" + CONTINUED + ") c", Long.class);
    return areas == null || areas == 0 ? Map.of() : Map.of("responsibilityAreas", areas);
  }

  @Override
  public void follow(Succession s, long reorganisation, Instant now) {
    if (!s.isOfRegions()) {
      return;
    }
    Date today = Date.valueOf(day.today());
    jdbc.update(
        """
        with continued as (%s), ended as (
          update citymap.responsibility_area a set valid_to = greatest(a.valid_from, ?), ended_by = ?
          from continued c where c.id = a.id returning a.*)
        insert into citymap.responsibility_area (code, valid_from, name_zh, name_en, neighbourhood,
          region_path, grids, unit_code, person_name, changed_name, changed_at, made_by)
        select e.code, greatest(e.valid_from, ?), e.name_zh, e.name_en, e.neighbourhood, e.region_path,
          c.grids, e.unit_code, e.person_name, e.changed_name, e.changed_at, ?
        from ended e join continued c on c.id = e.id
        """
            .formatted(CONTINUED),
        today,
        reorganisation,
        today,
        reorganisation);
  }

  @Override
  public void unfollow(Succession s, long reorganisation, Instant now) {
    jdbc.update("delete from citymap.responsibility_area where made_by = ?", reorganisation);
    jdbc.update(
        """
        update citymap.responsibility_area set valid_to = null, ended_by = null where ended_by = ?
        """,
        reorganisation);
  }
}
