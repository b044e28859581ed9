package io.yiwang.cases.book;

import io.yiwang.access.reorganisation.Follower;
import io.yiwang.access.reorganisation.PlacedTable;
import io.yiwang.access.reorganisation.Succession;
import io.yiwang.cases.CaseActor;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Cases keep the names and codes they were filed under; their path, by which people see them, and
 * their unit follow. An open case tells in its history that it was handed over.
 */
@Component
class CasesFollow implements Follower {
  private final JdbcTemplate jdbc;

  CasesFollow(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Cases go to the part of a region their matter lies in. */
  @Configuration(proxyBeanMethods = false)
  static class Tables {
    @Bean
    PlacedTable placedCases() {
      return new PlacedTable("cases.case_file", true, false);
    }
  }

  @Override
  public Map<String, Long> count(Succession s) {
    String which =
        s.isOfRegions()
            ? """
            (region_path in (select was from path_move)
              or region_path in (select path from code_move where was = now))
            """
            : "unit_code in (select was from code_move)";
    Map<String, Long> counts = new LinkedHashMap<>();
    jdbc.query(
        """
        select count(*) filter (where stage < 5), count(*) filter (where stage = 5)
        from cases.case_file where
        """
            + which,
        rs -> {
          counts.put("openCases", rs.getLong(1));
          counts.put("endedCases", rs.getLong(2));
        });
    return counts;
  }

  @Override
  public void follow(Succession s, long reorganisation, Instant now) {
    if (s.isOfRegions()) {
      return;
    }
    jdbc.execute("drop table if exists pg_temp.case_handed");
    jdbc.execute(
        """
        create temporary table case_handed on commit drop as
        select f.id, f.unit_code as was, f.stage < 5 as open, f.state, f.history_count,
          coalesce((select p.now from code_move p, unnest(p.classes) c
              where p.was = f.unit_code and starts_with(f.class_code, c)
              order by length(c) desc limit 1), m.now) as now
        from cases.case_file f join code_move m on m.was = f.unit_code and m.rank = 0
        """);
    jdbc.update("delete from case_handed where was = now");
    jdbc.update(
        """
        insert into access.followed (reorganisation, tab, col, id, was, became)
        select ?, 'cases.case_file', 'unit_code', id::text, was, now from case_handed
        """,
        reorganisation);
    jdbc.update(
        """
        insert into cases.history
          (case_id, seq, at, actor_id, actor_name, action, from_state, to_state, reason, detail)
        select h.id, h.history_count + 1, ?, ?, ?, 'HANDED_OVER', h.state, h.state,
          coalesce(a.name_zh, h.was) || ' → ' || coalesce(b.name_zh, h.now),
          json_build_object('from', h.was, 'to', h.now)::text
        from case_handed h left join access.unit a on a.code = h.was
        left join access.unit b on b.code = h.now where h.open
        """,
        Timestamp.from(now),
        CaseActor.SYSTEM.id(),
        CaseActor.SYSTEM.name());
    jdbc.update(
        """
        update cases.case_file f set unit_code = h.now, filed_unit = coalesce(filed_unit, h.was),
          version = version + h.open::int, history_count = f.history_count + h.open::int,
          updated_at = case when h.open then ? else updated_at end
        from case_handed h where h.id = f.id
        """,
        Timestamp.from(now));
  }
}
