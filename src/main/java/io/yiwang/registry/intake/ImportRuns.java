package io.yiwang.registry.intake;

import io.yiwang.house.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Files that were read, and their rows that were not taken, in their tables. */
@Component
class ImportRuns {
  private final JdbcClient jdbc;
  private final JdbcTemplate template;
  private final Clock clock;

  ImportRuns(JdbcClient jdbc, JdbcTemplate template, Clock clock) {
    this.jdbc = jdbc;
    this.template = template;
    this.clock = clock;
  }

  /** What became of the rows so far. */
  record Counts(int rows, int added, int joined, int repeated, int doubtful, int rejected) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    Counts plus(Counts more) {
      return new Counts(
          rows + more.rows,
          added + more.added,
          joined + more.joined,
          repeated + more.repeated,
          doubtful + more.doubtful,
          rejected + more.rejected);
    }
  }

  /** A file that was read. */
  record Run(
      long id,
      String kind,
      String source,
      String startedBy,
      Instant startedAt,
      @Nullable Instant endedAt,
      Counts counts) {}

  /** A row that was not taken; numbers start at 1 after the header. */
  record Reject(int row, String field, String value, String rule, @Nullable String advice) {}

  long start(String kind, String source, String by) {
    return jdbc.sql(
            "insert into registry.import_run (kind, source, started_by, started_at) values (?, ?,"
                + " ?, ?) returning id")
        .params(kind, source, by, Timestamp.from(clock.instant()))
        .query(Long.class)
        .single();
  }

  void add(long id, Counts c, List<Reject> rejects) {
    jdbc.sql(
            """
            update registry.import_run set rows = rows + ?, added = added + ?, joined = joined + ?,
              repeated = repeated + ?, doubtful = doubtful + ?, rejected = rejected + ? where id = ?
            """)
        .params(c.rows, c.added, c.joined, c.repeated, c.doubtful, c.rejected, id)
        .update();
    template.batchUpdate(
        "insert into registry.import_reject (run_id, row_no, field, value, rule, advice) values (?,"
            + " ?, ?, ?, ?, ?)",
        rejects,
        500,
        (ps, r) -> {
          ps.setLong(1, id);
          ps.setInt(2, r.row());
          ps.setString(3, r.field());
          ps.setString(4, r.value());
          ps.setString(5, r.rule());
          ps.setString(6, r.advice());
        });
  }

  void end(long id) {
    jdbc.sql("update registry.import_run set ended_at = ? where id = ?")
        .params(Timestamp.from(clock.instant()), id)
        .update();
  }

  Run get(long id) {
    return jdbc.sql("select * from registry.import_run where id = ?")
        .param(id)
        .query(ImportRuns::run)
        .optional()
        .orElseThrow(() -> Problem.notFound("import", id));
  }

  List<Run> list(long offset, int limit) {
    return jdbc.sql("select * from registry.import_run order by id desc limit ? offset ?")
        .params(limit, offset)
        .query(ImportRuns::run)
        .list();
  }

  List<Reject> rejects(long id, int afterRow, int limit) {
    return jdbc.sql(
            "select * from registry.import_reject where run_id = ? and row_no > ? order by row_no"
                + " limit ?")
        .params(id, afterRow, limit)
        .query(
            (rs, i) ->
                new Reject(
                    rs.getInt("row_no"),
                    rs.getString("field"),
                    rs.getString("value"),
                    rs.getString("rule"),
                    rs.getString("advice")))
        .list();
  }

  private static Run run(ResultSet rs, int row) throws SQLException {
    Timestamp ended = rs.getTimestamp("ended_at");
    return new Run(
        rs.getLong("id"),
        rs.getString("kind"),
        rs.getString("source"),
        rs.getString("started_by"),
        rs.getTimestamp("started_at").toInstant(),
        ended == null ? null : ended.toInstant(),
        new Counts(
            rs.getInt("rows"),
            rs.getInt("added"),
            rs.getInt("joined"),
            rs.getInt("repeated"),
            rs.getInt("doubtful"),
            rs.getInt("rejected")));
  }
}
