package io.yiwang.registry.view;

import io.yiwang.house.SystemDuty;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is told of a quarter to those who may not open its doors: not the counts of this moment but
 * those released, once a day. Two days' counts would otherwise tell by their difference who moved
 * in. A count is released anew only when it, and what it leaves of the residents, has changed by
 * nothing or by as many as a cell must have.
 */
@Component
class Releases {
  private static final TypeReference<Map<String, Integer>> COUNTS = new TypeReference<>() {};

  private final JdbcTemplate jdbc;
  private final JsonMapper json;

  Releases(JdbcTemplate jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  private record Row(long id, String counts, String released) {}

  /** Quarters counted since they were last looked at. */
  @Scheduled(fixedDelayString = "PT30M", initialDelayString = "PT12M")
  void renew() {
    SystemDuty.run(
        () -> {
          List<Row> rows =
              jdbc.query(
                  """
                  select id, counts::text, coalesce(released, counts)::text from registry.quarter
                  where released_on is distinct from counted_on
                  """,
                  (rs, i) -> new Row(rs.getLong(1), rs.getString(2), rs.getString(3)));
          jdbc.batchUpdate(
              """
              update registry.quarter set released = ?::jsonb, released_on = counted_on where id = ?
              """,
              rows,
              500,
              (ps, row) -> {
                Map<String, Integer> next =
                    next(
                        json.readValue(row.released, COUNTS),
                        json.readValue(row.counts, COUNTS),
                        SmallCells.INSIDE);
                ps.setString(1, json.writeValueAsString(next));
                ps.setLong(2, row.id);
              });
        });
  }

  /** What is released after {@code before}, now that the counts are {@code now}. */
  static Map<String, Integer> next(
      Map<String, Integer> before, Map<String, Integer> now, int smallest) {
    Map<String, Integer> next = new HashMap<>(before);
    for (String base : List.of("RESIDENTS", "DOORS")) {
      if (moved(before, now, base, smallest)) {
        next.put(base, now.getOrDefault(base, 0));
      }
    }
    Set<String> parts = new HashSet<>(now.keySet());
    parts.addAll(before.keySet());
    for (String part : parts) {
      String base = Measures.OF_DOORS.contains(part) ? "DOORS" : "RESIDENTS";
      int others =
          next.getOrDefault(base, 0)
              - now.getOrDefault(part, 0)
              - (before.getOrDefault(base, 0) - before.getOrDefault(part, 0));
      boolean othersTell = others != 0 && Math.abs(others) < smallest;
      if (!part.equals(base)
          && !part.equals("DOORS")
          && moved(before, now, part, smallest)
          && !othersTell) {
        next.put(part, now.getOrDefault(part, 0));
      }
    }
    return next;
  }

  private static boolean moved(
      Map<String, Integer> before, Map<String, Integer> now, String measure, int smallest) {
    return Math.abs(now.getOrDefault(measure, 0) - before.getOrDefault(measure, 0)) >= smallest;
  }
}
