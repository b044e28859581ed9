package io.yiwang.sensing.rules.alarms;

import io.yiwang.house.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where somebody works, so that nothing is raised there meanwhile. */
@Component
class Maintenance {
  private static final int MOST = 500;

  private final JdbcClient jdbc;
  private final Clock clock;

  Maintenance(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Work on a device, or in a region.
   *
   * @param device code of the device; null for the whole region
   */
  record Work(
      long id,
      @Nullable String device,
      String regionPath,
      Instant from,
      Instant to,
      String reason,
      String by) {}

  /** What is going on or will. */
  List<Work> list() {
    return jdbc.sql(
            """
            select id, device_code, region_path, from_at, to_at, reason, by_name from sensing.maintenance
            where to_at > ? order by from_at, id limit ?
            """)
        .params(Timestamp.from(clock.instant()), MOST)
        .query(
            (rs, row) ->
                new Work(
                    rs.getLong(1),
                    rs.getString(2),
                    rs.getString(3),
                    rs.getTimestamp(4).toInstant(),
                    rs.getTimestamp(5).toInstant(),
                    rs.getString(6),
                    rs.getString(7)))
        .list();
  }

  Work get(long id) {
    return list().stream()
        .filter(w -> w.id() == id)
        .findFirst()
        .orElseThrow(() -> Problem.notFound("maintenance", id));
  }

  long add(@Nullable Long device, Work work) {
    return jdbc.sql(
            """
            insert into sensing.maintenance (device, device_code, region_path, from_at, to_at, reason, by_name)
            values (:device, :code, :path, :from, :to, :reason, :by) returning id
            """)
        .param("device", device)
        .param("code", work.device())
        .param("path", work.regionPath())
        .param("from", Timestamp.from(work.from()))
        .param("to", Timestamp.from(work.to()))
        .param("reason", work.reason())
        .param("by", work.by())
        .query(Long.class)
        .single();
  }

  /** Ends it now; what has not begun is taken out. */
  void end(long id) {
    Timestamp now = Timestamp.from(clock.instant());
    jdbc.sql("delete from sensing.maintenance where id = ? and from_at >= ?")
        .params(id, now)
        .update();
    jdbc.sql("update sensing.maintenance set to_at = ? where id = ? and to_at > ?")
        .params(now, id, now)
        .update();
  }
}
