package io.yiwang.access.reorganisation;

import io.yiwang.access.Person;
import io.yiwang.access.reorganisation.Reorganisation.State;
import io.yiwang.house.Problem;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reorganisations in their table. */
@Component
class ReorganisationStore {
  private static final TypeReference<Map<String, Long>> EFFECTS = new TypeReference<>() {};

  /** Grids of one neighbourhood are drawn anew whatever has become of those of another. */
  private static final String SELECT =
      """
      select r.*, state = 'APPLIED' and not exists (select from access.reorganisation l
        where l.subject = r.subject and l.state = 'APPLIED' and l.applied_at > r.applied_at
          and not (l.kind = 'REDRAW' and r.kind = 'REDRAW'
            and l.plan::jsonb -> 'codes' <> r.plan::jsonb -> 'codes')) as may_undo
      from access.reorganisation r
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  ReorganisationStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  long add(Plan plan, String reason, LocalDate day, Person by, Instant now) {
    return jdbc.sql(
            """
            insert into access.reorganisation
              (subject, kind, plan, reason, effective_on, state, asked_by, asked_name, asked_at)
            values (?, ?, ?, ?, ?, 'ASKED', ?, ?, ?) returning id
            """)
        .params(
            plan.subject().name(),
            plan.kind().name(),
            json.writeValueAsString(plan),
            reason,
            Date.valueOf(day),
            by.id(),
            by.name(),
            Timestamp.from(now))
        .query(Long.class)
        .single();
  }

  List<Reorganisation> list(int page, int size) {
    return jdbc.sql(SELECT + "order by id desc limit ? offset ?")
        .params(size, (long) page * size)
        .query(this::read)
        .list();
  }

  Reorganisation get(long id) {
    return jdbc.sql(SELECT + "where id = ?")
        .param(id)
        .query(this::read)
        .optional()
        .orElseThrow(() -> Problem.notFound("reorganisation", id));
  }

  /** Locked, so that nobody else decides about it meanwhile. */
  Reorganisation lock(long id) {
    jdbc.sql("select id from access.reorganisation where id = ? for update")
        .param(id)
        .query(Long.class)
        .optional();
    return get(id);
  }

  Optional<Long> firstDue(LocalDate today) {
    return jdbc.sql(
            """
            select id from access.reorganisation where state = 'APPROVED' and effective_on <= ?
            order by effective_on, id limit 1
            """)
        .param(Date.valueOf(today))
        .query(Long.class)
        .optional();
  }

  /** The newest change that anybody has made. */
  Optional<Instant> lastChange() {
    return jdbc.sql("select max(greatest(applied_at, undone_at)) from access.reorganisation")
        .query((rs, i) -> Optional.ofNullable(rs.getTimestamp(1)).map(Timestamp::toInstant))
        .single();
  }

  void decided(long id, State state, Person by, Instant now) {
    jdbc.sql(
            """
            update access.reorganisation
            set state = ?, decided_by = ?, decided_name = ?, decided_at = ? where id = ?
            """)
        .params(state.name(), by.id(), by.name(), Timestamp.from(now), id)
        .update();
  }

  void applied(long id, Map<String, Long> effects, Instant now) {
    jdbc.sql(
            """
            update access.reorganisation set state = 'APPLIED', applied_at = ?, effects = ?
            where id = ?
            """)
        .params(Timestamp.from(now), json.writeValueAsString(effects), id)
        .update();
  }

  void failed(long id, @Nullable String why) {
    jdbc.sql("update access.reorganisation set state = 'FAILED', failure = :why where id = :id")
        .param("why", why)
        .param("id", id)
        .update();
  }

  void undone(long id, Person by, Instant now) {
    jdbc.sql(
            """
            update access.reorganisation set state = 'UNDONE', undone_name = ?, undone_at = ?
            where id = ?
            """)
        .params(by.name(), Timestamp.from(now), id)
        .update();
  }

  private Reorganisation read(ResultSet rs, int row) throws SQLException {
    String effects = rs.getString("effects");
    return new Reorganisation(
        rs.getLong("id"),
        json.readValue(rs.getString("plan"), Plan.class),
        rs.getString("reason"),
        rs.getDate("effective_on").toLocalDate(),
        State.valueOf(rs.getString("state")),
        rs.getLong("asked_by"),
        rs.getString("asked_name"),
        rs.getTimestamp("asked_at").toInstant(),
        rs.getString("decided_name"),
        instant(rs, "decided_at"),
        instant(rs, "applied_at"),
        rs.getString("undone_name"),
        instant(rs, "undone_at"),
        effects == null ? Map.of() : json.readValue(effects, EFFECTS),
        rs.getString("failure"),
        rs.getBoolean("may_undo"));
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp at = rs.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
