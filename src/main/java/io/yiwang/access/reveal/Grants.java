package io.yiwang.access.reveal;

import io.yiwang.access.Person;
import io.yiwang.access.SignedIn;
import io.yiwang.house.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The grants in their table. Read as the one who asks, so that the database shows one's own and
 * those one may decide about; written by the platform.
 */
@Component
class Grants {
  private static final int MOST_LISTED = 100;

  private final JdbcClient jdbc;

  Grants(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What somebody asks for. */
  record Wanted(
      List<String> objects, List<String> fields, String purpose, String reference, boolean bulk) {}

  Grant get(long id) {
    return jdbc.sql("select * from access.reveal_grant where id = ?")
        .param(id)
        .query(Grants::grant)
        .optional()
        .orElseThrow(() -> Problem.notFound("reveal", id));
  }

  /** Somebody's own since then, the newest first. */
  List<Grant> of(long person, Instant since) {
    return jdbc.sql(
            """
            select * from access.reveal_grant where person_id = ? and asked_at > ?
            order by id desc limit ?
            """)
        .params(person, Timestamp.from(since), MOST_LISTED)
        .query(Grants::grant)
        .list();
  }

  /** Undecided ones that were asked for since then, the oldest first. */
  List<Grant> undecided(Instant since) {
    return jdbc.sql(
            """
            select * from access.reveal_grant
            where bulk and approved is null and asked_at > ? order by asked_at, id limit ?
            """)
        .params(Timestamp.from(since), MOST_LISTED)
        .query(Grants::grant)
        .list();
  }

  /** Holds others up who count what this person was granted. */
  void lock(long person) {
    jdbc.sql("select id from access.person where id = ? for update")
        .param(person)
        .query()
        .listOfRows();
  }

  /** The records somebody was granted since then without a second person, with these. */
  Set<String> grantedWith(Collection<String> objects, long person, Instant since) {
    Set<String> all = new HashSet<>(objects);
    all.addAll(
        jdbc.sql(
                """
                select distinct unnest(objects) from access.reveal_grant
                where person_id = ? and asked_at > ? and not bulk
                """)
            .params(person, Timestamp.from(since))
            .query((rs, i) -> rs.getString(1))
            .list());
    return all;
  }

  /**
   * @param endsAt null for one that waits
   */
  long add(SignedIn asker, Wanted wanted, Instant now, @Nullable Instant endsAt) {
    Person p = asker.person();
    return jdbc.sql(
            """
            insert into access.reveal_grant (person_id, login, name, session_id, unit_code, region_code, region_path,
              objects, fields, purpose, reference, bulk, asked_at, begun_at, ends_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
            """)
        .params(p.id(), p.login(), p.name(), asker.session())
        .params(p.unitCode(), p.regionCode(), p.regionPath())
        .param(wanted.objects().toArray(String[]::new))
        .param(wanted.fields().toArray(String[]::new))
        .params(wanted.purpose(), wanted.reference(), wanted.bulk(), Timestamp.from(now))
        .param(endsAt == null ? null : Timestamp.from(now))
        .param(endsAt == null ? null : Timestamp.from(endsAt))
        .query(Long.class)
        .single();
  }

  /** False when somebody else was quicker. */
  boolean decide(long id, Person by, Instant now, boolean approved, @Nullable String reason) {
    return jdbc.sql(
                """
                update access.reveal_grant set approved = ?, decided_by = ?, decided_name = ?, decided_at = ?, reason = ?
                where id = ? and bulk and approved is null and person_id <> ?
                """)
            .params(approved, by.id(), by.name(), Timestamp.from(now))
            .param(reason)
            .params(id, by.id())
            .update()
        == 1;
  }

  void begin(long id, Instant now, Instant endsAt) {
    jdbc.sql(
            "update access.reveal_grant set begun_at = ?, ends_at = ? where id = ? and begun_at is"
                + " null")
        .params(Timestamp.from(now), Timestamp.from(endsAt), id)
        .update();
  }

  void end(long id, Instant now) {
    jdbc.sql(
            """
            update access.reveal_grant set begun_at = coalesce(begun_at, :now), ends_at = :now
            where id = :id and (ends_at > :now or (ends_at is null and coalesce(approved, false)))
            """)
        .param("now", Timestamp.from(now))
        .param("id", id)
        .update();
  }

  private static Grant grant(ResultSet rs, int row) throws SQLException {
    boolean approved = rs.getBoolean("approved");
    boolean decided = !rs.wasNull();
    Instant decidedAt = instant(rs, "decided_at");
    return new Grant(
        rs.getLong("id"),
        new Grant.Asker(
            rs.getLong("person_id"),
            rs.getString("login"),
            rs.getString("name"),
            rs.getLong("session_id"),
            rs.getString("unit_code"),
            rs.getString("region_code"),
            rs.getString("region_path")),
        List.of((String[]) rs.getArray("objects").getArray()),
        List.of((String[]) rs.getArray("fields").getArray()),
        rs.getString("purpose"),
        rs.getString("reference"),
        rs.getBoolean("bulk"),
        rs.getTimestamp("asked_at").toInstant(),
        decided && decidedAt != null
            ? new Grant.Verdict(
                approved, rs.getString("decided_name"), decidedAt, rs.getString("reason"))
            : null,
        instant(rs, "begun_at"),
        instant(rs, "ends_at"));
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp at = rs.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
