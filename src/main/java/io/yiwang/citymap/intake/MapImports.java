package io.yiwang.citymap.intake;

import io.yiwang.citymap.intake.MapImport.Stage;
import io.yiwang.house.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The imports in their table; used as the platform. */
@Component
class MapImports {
  /** Longer than a step of the work takes, so that nobody else takes it up meanwhile. */
  private static final Duration LEASE = Duration.ofSeconds(10);

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  MapImports(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  long add(String name, long bytes, MapMapping mapping, MapImport.By by) {
    Timestamp now = now();
    return jdbc.sql(
            """
            insert into citymap.map_import (file_name, bytes, mapping, source, stage, person_id, person_name, region_path,
              guarded, started_at, changed_at)
            values (?, ?, ?, ?, 'RECEIVING', ?, ?, ?, ?, ?, ?) returning id
            """)
        .params(name, bytes, mapping.yaml(), mapping.source(), by.personId(), by.name())
        .params(by.regionPath(), by.guarded(), now, now)
        .query(Long.class)
        .single();
  }

  MapImport get(long id) {
    return jdbc.sql("select * from citymap.map_import where id = ?")
        .param(id)
        .query(this::read)
        .optional()
        .orElseThrow(() -> Problem.notFound("import", id));
  }

  /** Those of a region, the newest first. */
  List<MapImport> list(String regionPath, long offset, int limit) {
    return jdbc.sql(
            """
            select * from citymap.map_import where region_path = ? or region_path like ? || '.%' or ? = ''
            order by id desc limit ? offset ?
            """)
        .params(regionPath, regionPath, regionPath, limit, offset)
        .query(this::read)
        .list();
  }

  /** False when another piece was quicker. */
  boolean received(long id, long before, long after) {
    return jdbc.sql(
                """
                update citymap.map_import set received = ?, changed_at = ?,
                  stage = case when ? = bytes then 'READING' else stage end
                where id = ? and received = ? and stage = 'RECEIVING'
                """)
            .params(after, now(), after, id, before)
            .update()
        == 1;
  }

  /** Takes up an import that nobody works on. */
  Optional<MapImport> take(String worker) {
    Instant at = clock.instant();
    return jdbc.sql(
            """
            update citymap.map_import set worker = ?, leased_to = ?
            where id = (select id from citymap.map_import
              where stage in ('READING', 'COMPARING', 'APPLYING') and (leased_to is null or leased_to < ? or worker = ?)
              order by id limit 1 for update skip locked)
            returning *
            """)
        .params(worker, Timestamp.from(at.plus(LEASE)), Timestamp.from(at), worker)
        .query(this::read)
        .optional();
  }

  /**
   * Within the transaction of a step: it goes on only while this instance is the one that does.
   *
   * @throws LostLease when it is not
   */
  void hold(long id, String worker) {
    int held =
        jdbc.sql(
                "update citymap.map_import set leased_to = ?, changed_at = ? where id = ? and"
                    + " worker = ? and stage <> 'DISCARDED'")
            .params(Timestamp.from(clock.instant().plus(LEASE)), now(), id, worker)
            .update();
    if (held != 1) {
      throw new LostLease();
    }
  }

  /** The import is somebody else's now, or was thrown away. */
  static final class LostLease extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  void opened(long id, String format, String crs, List<String> notes) {
    jdbc.sql("update citymap.map_import set format = ?, crs = ?, notes = ?::jsonb where id = ?")
        .params(format, crs, json.writeValueAsString(notes), id)
        .update();
  }

  void progressed(long id, long lastRow, long accepted, long rejected, long leftOut) {
    jdbc.sql(
            """
            update citymap.map_import set last_row = ?, accepted = accepted + ?, rejected = rejected + ?,
              left_out = left_out + ? where id = ?
            """)
        .params(lastRow, accepted, rejected, leftOut, id)
        .update();
  }

  void compared(long id, long rows) {
    jdbc.sql("update citymap.map_import set compared = ? where id = ?").params(rows, id).update();
  }

  /** Counts what the comparison found, and how many rows turned out bad in it. */
  void counted(long id) {
    jdbc.sql(
            """
            update citymap.map_import set (accepted, appeared, moved, amended, vanished, same) = (
              select count(*) filter (where kind <> 4), count(*) filter (where kind = 1), count(*) filter (where kind = 2),
                count(*) filter (where kind = 3), count(*) filter (where kind = 4), count(*) filter (where kind = 5)
              from citymap.map_import_row where import_id = ?),
              rejected = (select count(*) from citymap.map_import_reject where import_id = ?)
            where id = ?
            """)
        .params(id, id, id)
        .update();
  }

  void to(long id, Stage stage) {
    jdbc.sql(
            "update citymap.map_import set stage = ?, changed_at = ?, fault = null, advice = null"
                + " where id = ?")
        .params(stage.name(), now(), id)
        .update();
  }

  /** False when it is not in the stage it is to leave. */
  boolean move(long id, List<Stage> from, Stage to) {
    return jdbc.sql(
                """
                update citymap.map_import set stage = ?, changed_at = ?, fault = null, advice = null
                where id = ? and stage = any(?)
                """)
            .params(to.name(), now(), id, from.stream().map(Stage::name).toArray(String[]::new))
            .update()
        == 1;
  }

  void note(long id, List<String> notes) {
    jdbc.sql("update citymap.map_import set notes = ?::jsonb where id = ?")
        .params(json.writeValueAsString(notes), id)
        .update();
  }

  void failed(long id, String fault, @Nullable String advice) {
    jdbc.sql(
            """
            update citymap.map_import set stage = 'FAILED', fault = ?, advice = ?, changed_at = ?
            where id = ? and stage <> 'DISCARDED'
            """)
        .param(fault)
        .param(advice)
        .params(now(), id)
        .update();
  }

  void applied(long id, @Nullable Long set) {
    jdbc.sql(
            "update citymap.map_import set stage = 'APPLIED', set_id = ?, changed_at = ? where id ="
                + " ?")
        .param(set)
        .params(now(), id)
        .update();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private MapImport read(ResultSet rs, int row) throws SQLException {
    long set = rs.getLong("set_id");
    boolean unset = rs.wasNull();
    return new MapImport(
        rs.getLong("id"),
        new MapImport.File(rs.getString("file_name"), rs.getLong("bytes"), rs.getLong("received")),
        rs.getString("source"),
        rs.getString("mapping"),
        Stage.valueOf(rs.getString("stage")),
        new MapImport.By(
            rs.getLong("person_id"),
            rs.getString("person_name"),
            rs.getString("region_path"),
            rs.getBoolean("guarded")),
        rs.getTimestamp("started_at").toInstant(),
        rs.getTimestamp("changed_at").toInstant(),
        new MapImport.Read(
            rs.getString("format"),
            rs.getString("crs"),
            json.readValue(rs.getString("notes"), new TypeReference<List<String>>() {}),
            rs.getLong("last_row")),
        new MapImport.Counts(
            rs.getLong("accepted"),
            rs.getLong("rejected"),
            rs.getLong("left_out"),
            rs.getLong("compared"),
            rs.getLong("appeared"),
            rs.getLong("moved"),
            rs.getLong("amended"),
            rs.getLong("vanished"),
            rs.getLong("same")),
        rs.getString("fault"),
        rs.getString("advice"),
        unset ? null : set);
  }
}
