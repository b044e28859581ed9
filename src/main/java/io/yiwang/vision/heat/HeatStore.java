package io.yiwang.vision.heat;

import io.yiwang.vision.cameras.Camera;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The counts in their table. */
@Component
class HeatStore {
  private final JdbcTemplate jdbc;

  HeatStore(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  void keep(Camera camera, Instant minute, Map<Long, Double> people) {
    jdbc.batchUpdate(
        """
        insert into vision.heat (minute, cell, camera_id, region_path, people)
        select ?, ?, c.id, c.region_path, ? from vision.camera c where c.id = ?
        on conflict (minute, cell, camera_id) do update set people = greatest(heat.people, excluded.people)
        """,
        people.entrySet().stream()
            .map(
                e ->
                    new Object[] {
                      Timestamp.from(minute), e.getKey(), e.getValue().floatValue(), camera.id()
                    })
            .toList());
  }

  /** People in a cell in the mean of the time, of those minutes in which anybody was there. */
  record Cell(long cell, double people, double most) {}

  /**
   * What whoever asks may see. Where several cameras see a cell, the one that sees most counts; a
   * minute without anybody counts as nobody.
   */
  List<Cell> between(Instant from, Instant to, double minutes) {
    return jdbc.query(
        """
        select cell, sum(people) / ? as people, max(people) as most
        from (select minute, cell, max(people) as people from vision.heat
              where minute >= ? and minute < ? group by minute, cell) m
        group by cell order by cell limit 20000
        """,
        (rs, i) -> new Cell(rs.getLong("cell"), rs.getDouble("people"), rs.getDouble("most")),
        minutes,
        Timestamp.from(from),
        Timestamp.from(to));
  }

  int forget(Instant before) {
    return jdbc.update("delete from vision.heat where minute < ?", Timestamp.from(before));
  }
}
