package io.yiwang.access.exports;

import io.yiwang.access.Person;
import io.yiwang.house.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The exports in their table. Read as the one who asks, so that the database shows one's own and
 * those one may decide about; written by the platform.
 */
@Component
class ExportStore {
  private static final int MOST_LISTED = 100;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  ExportStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  Export get(long id) {
    return jdbc.sql("select * from access.export_request where id = ?")
        .param(id)
        .query(this::export)
        .optional()
        .orElseThrow(() -> Problem.notFound("export", id));
  }

  /** Somebody's own, the newest first. */
  List<Export> of(long person) {
    return jdbc.sql(
            "select * from access.export_request where person_id = ? order by id desc limit ?")
        .params(person, MOST_LISTED)
        .query(this::export)
        .list();
  }

  /** Those that wait for a second person, the oldest first. */
  List<Export> undecided(Instant now) {
    return jdbc.sql(
            """
            select * from access.export_request
            where needs_approval and approved is null and withdrawn_at is null and expires_at > ?
            order by asked_at, id limit ?
            """)
        .params(Timestamp.from(now), MOST_LISTED)
        .query(this::export)
        .list();
  }

  /** What was counted and how long it holds. */
  record Terms(long rows, boolean needsApproval, int mostDownloads, Instant until) {}

  long add(Person p, Export.Wanted wanted, Terms terms, Instant now) {
    return jdbc.sql(
            """
            insert into access.export_request (person_id, login, name, unit_code, region_code, region_path,
              what, filter, lang, purpose, reference, row_count, needs_approval, asked_at, most_downloads, expires_at)
            values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?) returning id
            """)
        .params(p.id(), p.login(), p.name(), p.unitCode(), p.regionCode(), p.regionPath())
        .params(wanted.what(), json.writeValueAsString(wanted.filter()), wanted.lang())
        .params(wanted.purpose(), wanted.reference(), terms.rows(), terms.needsApproval())
        .params(Timestamp.from(now), terms.mostDownloads(), Timestamp.from(terms.until()))
        .query(Long.class)
        .single();
  }

  /** What a second person says: an approved file may be downloaded until then. */
  record Decision(boolean approved, @Nullable String reason, Instant at, Instant until) {}

  /** False when somebody else was quicker. */
  boolean decide(long id, Person by, Decision d) {
    return jdbc.sql(
                """
                update access.export_request set approved = ?, decided_by = ?, decided_name = ?, decided_at = ?,
                  reason = ?, expires_at = ?
                where id = ? and needs_approval and approved is null and withdrawn_at is null and person_id <> ?
                """)
            .params(d.approved(), by.id(), by.name(), Timestamp.from(d.at()))
            .param(d.reason())
            .params(Timestamp.from(d.until()), id, by.id())
            .update()
        == 1;
  }

  /** Counts a download; false when there is none left. */
  boolean take(long id, Instant now) {
    return jdbc.sql(
                """
                update access.export_request set downloads = downloads + 1
                where id = ? and downloads < most_downloads and expires_at > ? and withdrawn_at is null
                  and (not needs_approval or approved)
                """)
            .params(id, Timestamp.from(now))
            .update()
        == 1;
  }

  /** What really left. */
  void taken(long id, long rows) {
    jdbc.sql("update access.export_request set rows_taken = rows_taken + ? where id = ?")
        .params(rows, id)
        .update();
  }

  void withdraw(long id, Instant now) {
    jdbc.sql(
            "update access.export_request set withdrawn_at = ? where id = ? and withdrawn_at is"
                + " null")
        .params(Timestamp.from(now), id)
        .update();
  }

  private Export export(ResultSet rs, int row) throws SQLException {
    boolean approved = rs.getBoolean("approved");
    boolean decided = !rs.wasNull();
    Timestamp decidedAt = rs.getTimestamp("decided_at");
    Timestamp withdrawn = rs.getTimestamp("withdrawn_at");
    return new Export(
        rs.getLong("id"),
        new Export.Asker(
            rs.getLong("person_id"),
            rs.getString("login"),
            rs.getString("name"),
            rs.getString("unit_code"),
            rs.getString("region_code"),
            rs.getString("region_path")),
        new Export.Wanted(
            rs.getString("what"),
            json.readValue(rs.getString("filter"), new TypeReference<Map<String, String>>() {}),
            rs.getString("lang"),
            rs.getString("purpose"),
            rs.getString("reference")),
        rs.getLong("row_count"),
        rs.getBoolean("needs_approval"),
        rs.getTimestamp("asked_at").toInstant(),
        decided && decidedAt != null
            ? new Export.Verdict(
                approved,
                rs.getString("decided_name"),
                decidedAt.toInstant(),
                rs.getString("reason"))
            : null,
        withdrawn == null ? null : withdrawn.toInstant(),
        rs.getInt("downloads"),
        rs.getInt("most_downloads"),
        rs.getTimestamp("expires_at").toInstant());
  }
}
