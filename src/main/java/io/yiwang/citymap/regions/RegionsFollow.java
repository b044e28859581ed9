package io.yiwang.citymap.regions;

import io.yiwang.access.reorganisation.Follower;
import io.yiwang.access.reorganisation.PlacedTable;
import io.yiwang.access.reorganisation.Succession;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Counts the regions whose line is another now; components follow their owners. */
@Component
class RegionsFollow implements Follower {
  private final JdbcTemplate jdbc;

  RegionsFollow(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Components go to the part of a region they stand in. */
  @Configuration(proxyBeanMethods = false)
  static class Tables {
    @Bean
    PlacedTable placedComponents() {
      return new PlacedTable("citymap.component", false, true);
    }
  }

  @Override
  public Map<String, Long> count(Succession s) {
    Map<String, Long> counts = new LinkedHashMap<>();
    jdbc.query(
        """
        select r.level, count(distinct r.code) from path_move m
        join citymap.region r on r.path = m.now and r.valid_to is null
        group by r.level
        """,
        rs -> {
          counts.put(rs.getString(1).toLowerCase(Locale.ROOT) + "s", rs.getLong(2));
        });
    return counts;
  }

  @Override
  public void follow(Succession s, long reorganisation, Instant now) {
    if (!s.isOfRegions()) {
      jdbc.update(
          """
          insert into access.followed (reorganisation, tab, col, id, was, became)
          select ?, 'citymap.component', 'owner_unit', t.id, m.was, m.now
          from citymap.component t join code_move m on m.was = t.owner_unit
          where m.rank = 0 and m.was <> m.now
          """,
          reorganisation);
      jdbc.update(
          """
          update citymap.component t set owner_unit = m.now from code_move m
          where t.owner_unit = m.was and m.rank = 0 and m.was <> m.now
          """);
    }
  }
}
