package io.yiwang.registry.view;

import io.yiwang.access.Decision;
import io.yiwang.house.Problem;
import io.yiwang.registry.Readers;
import io.yiwang.registry.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The visits in their table. */
@Component
class Visits {
  private final JdbcClient jdbc;
  private final Clock clock;
  private final Readers readers;

  Visits(JdbcClient jdbc, Clock clock, Readers readers) {
    this.readers = readers;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** OPEN until somebody has been there. */
  enum State {
    OPEN,
    DONE,
    CANCELLED
  }

  /** What came of a visit. */
  enum Result {
    MET,
    NOT_HOME,
    REFUSED,
    MOVED_AWAY,
    NOBODY_LIVES_HERE
  }

  /**
   * A visit to a door.
   *
   * @param place quarter, building, entrance and door, as one walks there
   */
  record Visit(
      long id,
      long doorId,
      String place,
      @Nullable Long personId,
      String purpose,
      LocalDate dueOn,
      String askedBy,
      Instant askedAt,
      @Nullable Long assignedTo,
      State state,
      @Nullable Result result,
      @Nullable String note,
      @Nullable String doneBy,
      @Nullable Instant doneAt) {}

  private static final String SELECT =
      """
      select v.*, q.name || ' ' || b.name || ' ' || d.entrance || ' ' || d.label as place
      from registry.visit v join registry.door d on d.id = v.door_id
        join registry.building b on b.id = d.building_id join registry.quarter q on q.id = d.quarter_id
      where\
      """;

  Visit get(Scope scope, long id) {
    return jdbc.sql(SELECT + Scope.sql("v.region_path") + "and v.id = :id")
        .param("id", id)
        .params(scope.params())
        .query(visit())
        .optional()
        .orElseThrow(() -> Problem.notFound("visit", id));
  }

  /** All of a door, the newest first. */
  List<Visit> ofDoor(Scope scope, long doorId) {
    return jdbc.sql(
            SELECT
                + Scope.sql("v.region_path")
                + "and v.door_id = :door order by v.id desc limit 100")
        .param("door", doorId)
        .params(scope.params())
        .query(visit())
        .list();
  }

  /**
   * A page of those in a state: open ones by the day they are due, others the newest first.
   *
   * @param assignee only theirs and those that are nobody's; null for all
   */
  List<Visit> list(Scope scope, State state, @Nullable Long assignee, long offset, int limit) {
    return jdbc.sql(
            SELECT
                + Scope.sql("v.region_path")
                + """
                and v.state = :state and (:assignee::bigint is null or v.assigned_to is null or v.assigned_to = :assignee)
                order by case when v.state = 'OPEN' then v.due_on end, v.done_at desc nulls last, v.id
                limit :limit offset :offset
                """)
        .param("state", state.name())
        .param("assignee", assignee)
        .param("limit", limit)
        .param("offset", offset)
        .params(scope.params())
        .query(visit())
        .list();
  }

  /** A visit to be made. */
  record Wanted(
      @Nullable Long personId, String purpose, LocalDate dueOn, @Nullable Long assignedTo) {}

  /** Asks for a visit to each of the doors that has none open for that purpose. */
  List<Long> ask(Scope scope, Collection<Long> doorIds, Wanted wanted, String by) {
    return doorIds.isEmpty()
        ? List.of()
        : jdbc.sql(
                """
                insert into registry.visit
                  (door_id, person_id, purpose, due_on, asked_by, asked_at, assigned_to, state, region_path, unit_code)
                select d.id, :person::bigint, :purpose::text, :due::date, :by::text, :at::timestamptz, :assignee::bigint, 'OPEN', d.region_path, d.unit_code
                from registry.door d where d.id in (:doors) and not exists (select from registry.visit v
                  where v.door_id = d.id and v.purpose = :purpose and v.state = 'OPEN') and\
                """
                    + Scope.sql("d.region_path")
                    + "order by d.id returning id")
            .param("person", wanted.personId())
            .param("purpose", wanted.purpose())
            .param("due", wanted.dueOn())
            .param("by", by)
            .param("at", Timestamp.from(clock.instant()))
            .param("assignee", wanted.assignedTo())
            .param("doors", doorIds)
            .params(scope.params())
            .query((rs, i) -> rs.getLong(1))
            .list();
  }

  /** What came of a visit, by whom; the key is new for every visit. */
  record Found(Result result, @Nullable String note, String key, String by) {}

  /**
   * Ends a visit with its result. The same key again changes nothing; another one finds it done.
   *
   * @return whether it was recorded now
   */
  boolean record(Scope scope, long id, Found found) {
    Visit present = get(scope, id);
    int recorded =
        jdbc.sql(
                """
                update registry.visit set state = 'DONE', result = :result, note = :note, done_by = :by, done_at = :at,
                  done_key = :key where id = :id and state = 'OPEN'
                """)
            .param("result", found.result.name())
            .param("note", found.note)
            .param("by", found.by)
            .param("at", Timestamp.from(clock.instant()))
            .param("key", found.key)
            .param("id", id)
            .update();
    if (recorded == 0 && !found.key.equals(keyOf(id))) {
      throw Problem.conflict(
              "visit-ended",
              "Visit " + id + " is " + present.state() + " already.",
              "Maybe somebody else has been there.")
          .with("visit", get(scope, id));
    }
    return recorded > 0;
  }

  private @Nullable String keyOf(long id) {
    return jdbc.sql("select coalesce(done_key, '') from registry.visit where id = ?")
        .param(id)
        .query(String.class)
        .single();
  }

  /** Opens an ended one again, or cancels an open one. */
  void turn(Scope scope, long id, State to) {
    get(scope, id);
    jdbc.sql(
            """
            update registry.visit set state = ?, result = null, note = null, done_by = null, done_at = null,
              done_key = null where id = ?
            """)
        .params(to.name(), id)
        .update();
  }

  private RowMapper<Visit> visit() {
    Function<String, Decision> shown = readers.shown(Readers.VISIT);
    return (rs, row) -> visit(rs, shown.apply(rs.getString("region_path")).field("result").plain());
  }

  private static Visit visit(ResultSet rs, boolean results) throws SQLException {
    String result = results ? rs.getString("result") : null;
    Timestamp done = rs.getTimestamp("done_at");
    return new Visit(
        rs.getLong("id"),
        rs.getLong("door_id"),
        rs.getString("place"),
        rs.getObject("person_id", Long.class),
        rs.getString("purpose"),
        rs.getObject("due_on", LocalDate.class),
        rs.getString("asked_by"),
        rs.getTimestamp("asked_at").toInstant(),
        rs.getObject("assigned_to", Long.class),
        State.valueOf(rs.getString("state")),
        result == null ? null : Result.valueOf(result),
        results ? rs.getString("note") : null,
        rs.getString("done_by"),
        done == null ? null : done.toInstant());
  }
}
