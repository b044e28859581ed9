package io.yiwang.dispatch;

import io.yiwang.house.SystemDuty;
import io.yiwang.kernel.GeoPoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The duty board's rows in PostgreSQL. The board serves everybody from memory, so the platform
 * itself reads and writes them; what each may see of them its controllers decide.
 */
@Component
class WorkerStore {
  private final JdbcClient jdbc;
  private final JdbcTemplate template;
  private final Rosters rosters;

  WorkerStore(JdbcClient jdbc, JdbcTemplate template, Rosters rosters) {
    this.jdbc = jdbc;
    this.template = template;
    this.rosters = rosters;
  }

  /** A stored worker with the roster. */
  record Row(
      NewWorker who,
      @Nullable Boolean switchedOn,
      @Nullable Instant switchedAt,
      @Nullable Instant seenAt,
      List<Shift> shifts) {}

  List<Row> list() {
    return SystemDuty.call(this::read);
  }

  /** Ids of the workers the present subject may see, as the database shows them. */
  Set<Long> visible() {
    return Set.copyOf(jdbc.sql("select person_id from dispatch.worker").query(Long.class).list());
  }

  private List<Row> read() {
    Map<Long, List<Shift>> shifts =
        rosters.list().stream().collect(Collectors.groupingBy(Shift::personId));
    return jdbc.sql("select * from dispatch.worker order by person_id")
        .query((rs, i) -> row(rs, shifts))
        .list();
  }

  void putAll(Collection<NewWorker> workers) {
    SystemDuty.run(() -> put(workers));
  }

  private void put(Collection<NewWorker> workers) {
    template.batchUpdate(
        """
        insert into dispatch.worker
          (person_id, name, name_en, role, unit_code, region_path, max_load, lat, lng)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (person_id) do update set name = excluded.name, name_en = excluded.name_en,
          role = excluded.role, unit_code = excluded.unit_code,
          region_path = excluded.region_path, max_load = excluded.max_load
        """,
        workers,
        500,
        (ps, w) -> {
          ps.setLong(1, w.personId());
          ps.setString(2, w.name());
          ps.setString(3, w.nameEn());
          ps.setString(4, w.role().name());
          ps.setString(5, w.unitCode());
          ps.setString(6, w.regionPath());
          ps.setInt(7, w.maxLoad());
          GeoPoint at = w.at();
          ps.setObject(8, at == null ? null : at.lat(), Types.DOUBLE);
          ps.setObject(9, at == null ? null : at.lng(), Types.DOUBLE);
        });
  }

  void switchDuty(long personId, boolean on, Instant at) {
    SystemDuty.run(
        () ->
            jdbc.sql(
                    """
                    update dispatch.worker set switched_on = ?, switched_at = ? where person_id = ?
                    """)
                .params(on, Timestamp.from(at), personId)
                .update());
  }

  void move(Collection<Position> positions) {
    SystemDuty.run(() -> write(positions));
  }

  private void write(Collection<Position> positions) {
    template.batchUpdate(
        """
        update dispatch.worker set lat = ?, lng = ?, seen_at = ?
        where person_id = ? and (seen_at is null or seen_at < ?)
        """,
        positions,
        500,
        (ps, p) -> {
          ps.setDouble(1, p.point().lat());
          ps.setDouble(2, p.point().lng());
          ps.setTimestamp(3, Timestamp.from(p.at()));
          ps.setLong(4, p.workerId());
          ps.setTimestamp(5, Timestamp.from(p.at()));
        });
  }

  private static Row row(ResultSet rs, Map<Long, List<Shift>> shifts) throws SQLException {
    Double lat = rs.getObject("lat", Double.class);
    Double lng = rs.getObject("lng", Double.class);
    var who =
        new NewWorker(
            rs.getLong("person_id"),
            rs.getString("name"),
            rs.getString("name_en"),
            WorkerRole.valueOf(rs.getString("role")),
            rs.getString("unit_code"),
            rs.getString("region_path"),
            rs.getInt("max_load"),
            lat == null || lng == null ? null : new GeoPoint(lat, lng));
    return new Row(
        who,
        rs.getObject("switched_on", Boolean.class),
        instant(rs.getTimestamp("switched_at")),
        instant(rs.getTimestamp("seen_at")),
        shifts.getOrDefault(who.personId(), List.of()));
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }
}
