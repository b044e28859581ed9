package io.yiwang.citymap.regions;

import io.yiwang.access.reorganisation.Follower;
import io.yiwang.access.reorganisation.Succession;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Counts the regions whose line is another now. */
@Component
class RegionsFollow implements Follower {
  private final JdbcTemplate jdbc;

  RegionsFollow(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
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
}
