package io.yiwang.registry.houses;

import io.yiwang.access.reorganisation.Follower;
import io.yiwang.access.reorganisation.PlacedTable;
import io.yiwang.access.reorganisation.Succession;
import io.yiwang.house.Problem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Quarters go where they lie; houses and the people in them go with their quarter. */
@Component
class RegistryFollow implements Follower {
  private final JdbcTemplate jdbc;

  RegistryFollow(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Quarters and enterprises have a place of their own. */
  @Configuration(proxyBeanMethods = false)
  static class Tables {
    @Bean
    PlacedTable placedQuarters() {
      return new PlacedTable("registry.quarter", true, true);
    }

    @Bean
    PlacedTable placedEnterprises() {
      return new PlacedTable("registry.enterprise", true, true);
    }
  }

  @Override
  public Map<String, Long> count(Succession s) {
    Map<String, Long> counts = new LinkedHashMap<>();
    if (s.isOfRegions()) {
      counts.put("quarters", number("registry.quarter"));
      counts.put("residents", number("registry.person"));
      counts.put("enterprises", number("registry.enterprise"));
    }
    return counts;
  }

  private long number(String table) {
    Long number =
        jdbc.queryForObject(
            """
            select count(*) from %s where region_path in (select was from path_move)
              or region_path in (select path from code_move where was = now)
            """
                .formatted(table),
            Long.class);
    return number == null ? 0 : number;
  }

  /** A quarter is known by its region and name. */
  @Override
  public void follow(Succession s, long reorganisation, Instant now) {
    List<String> alike =
        jdbc.query(
            """
            select q.name from registry.quarter q
            left join code_move m on m.was = q.region_code and m.rank = 0
            where s_of_regions
            """
                    .replace("s_of_regions", Boolean.toString(s.isOfRegions()))
                + """
                  and coalesce(m.now, q.region_code) in (select now from code_move where rank = 0)
                group by coalesce(m.now, q.region_code), q.name having count(*) > 1 limit 5
                """,
            (rs, i) -> rs.getString(1));
    if (!alike.isEmpty()) {
      throw Problem.conflict(
          "quarters-alike",
          "Two quarters would have the same name in one region: " + alike + ".",
          "Maybe rename one of them first.");
    }
  }

  @Override
  public void sweep(Succession s) {
    boolean divided = s.isOfRegions() && s.codes().values().stream().anyMatch(c -> c.size() > 1);
    if (!divided) {
      return;
    }
    jdbc.execute("drop table if exists pg_temp.quarter_moved");
    jdbc.execute(
        """
        create temporary table quarter_moved on commit drop as
        select q.id, q.region_path from registry.quarter q where exists (
          select from code_move m
          where m.was in (select was from code_move group by was having count(*) > 1)
            and (q.region_path = m.path or starts_with(q.region_path, m.path || '.')))
        """);
    for (String table : List.of("building", "door")) {
      jdbc.update(
          """
          update registry.%s t set region_path = q.region_path from quarter_moved q
          where t.quarter_id = q.id and t.region_path <> q.region_path
          """
              .formatted(table));
    }
    for (String table : List.of("household", "person", "residence", "statement", "visit")) {
      jdbc.update(
          """
          update registry.%s t set region_path = q.region_path
          from quarter_moved q join registry.door d on d.quarter_id = q.id
          where t.door_id = d.id and t.region_path <> q.region_path
          """
              .formatted(table));
    }
  }
}
