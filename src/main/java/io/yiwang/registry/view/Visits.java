package io.yiwang.registry.view;

import io.yiwang.access.Decision;
import io.yiwang.house.Problem;
import io.yiwang.registry.Readers;
import io.yiwang.registry.Scope;
import io.yiwang.registry.people.Groups;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The visits in their table, to be read; {@link VisitBook} changes them. */
@Component
class Visits {
  private final JdbcClient jdbc;
  private final Readers readers;
  private final Groups groups;
  private final TransactionTemplate transaction;

  Visits(JdbcClient jdbc, Readers readers, Groups groups, TransactionTemplate transaction) {
    this.transaction = transaction;
    this.readers = readers;
    this.jdbc = jdbc;
    this.groups = groups;
  }

  /** OPEN until somebody has been there. */
  enum State {
    OPEN,
    DONE,
    CANCELLED
  }

  /** When a visit is due, seen from today. */
  enum Due {
    OVERDUE,
    TODAY,
    LATER
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
   * @param groups why this door: special groups of those who live there, when it was chosen by them
   * @param round the visits it was asked for with
   * @param follows the visit whose result asked for this one
   */
  record Visit(
      long id,
      long doorId,
      String place,
      long quarterId,
      @Nullable Long personId,
      String purpose,
      List<String> groups,
      LocalDate dueOn,
      Due due,
      String askedBy,
      Instant askedAt,
      @Nullable Long assignedTo,
      @Nullable Long round,
      @Nullable Long follows,
      State state,
      @Nullable Result result,
      @Nullable String note,
      @Nullable String doneBy,
      @Nullable Instant doneAt) {}

  private static final String FROM =
      """
      from registry.visit v join registry.door d on d.id = v.door_id
        join registry.building b on b.id = d.building_id join registry.quarter q on q.id = d.quarter_id
      where\
      """;

  private static final String SELECT =
      """
      select v.*, q.name || ' ' || b.name || ' ' || d.entrance || ' ' || d.label as place, d.quarter_id
      """
          + FROM;

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
   * Which visits are asked about; what is null or empty narrows nothing.
   *
   * @param assignee only theirs and those that are nobody's
   */
  record Filter(
      State state,
      Set<Due> due,
      @Nullable Long quarter,
      @Nullable String group,
      @Nullable Long round,
      @Nullable Result result,
      @Nullable Long assignee) {

    static Filter of(@Nullable Long quarter, @Nullable Long assignee) {
      return new Filter(State.OPEN, Set.of(), quarter, null, null, null, assignee);
    }

    Map<String, @Nullable Object> params(LocalDate today) {
      Map<String, @Nullable Object> params = new HashMap<>();
      params.put("state", state.name());
      params.put("overdue", due.isEmpty() || due.contains(Due.OVERDUE));
      params.put("now", due.isEmpty() || due.contains(Due.TODAY));
      params.put("later", due.isEmpty() || due.contains(Due.LATER));
      params.put("quarter", quarter);
      params.put("group", group);
      params.put("round", round);
      params.put("result", result == null ? null : result.name());
      params.put("assignee", assignee);
      params.put("today", today);
      return params;
    }
  }

  private static final String PLACE =
      Scope.sql("v.region_path")
          + """
          and (:quarter::bigint is null or d.quarter_id = :quarter)
          and (:assignee::bigint is null or v.assigned_to is null or v.assigned_to = :assignee)
          """;

  private static final String FILTER =
      PLACE
          + """
          and v.state = :state
          and (:overdue and v.due_on < :today or :now and v.due_on = :today or :later and v.due_on > :today)
          and (:group::text is null or :group = any(v.groups))
          and (:round::bigint is null or v.round_id = :round)
          and (:result::text is null or v.result = :result)
          """;

  /** Some of them, and how many there are, at one moment. */
  record Listed(List<Visit> items, long total) {}

  Listed page(Scope scope, Filter filter, long offset, int limit) {
    RowMapper<Visit> shown = visit(); // who asks is found out before the transaction
    return Objects.requireNonNull(
        transaction.execute(
            status ->
                new Listed(
                    list(scope, filter, offset, limit).query(shown).list(), count(scope, filter))));
  }

  /** A page: open ones by the day they are due and the way one walks, others the newest first. */
  private JdbcClient.StatementSpec list(Scope scope, Filter filter, long offset, int limit) {
    return jdbc.sql(
            SELECT
                + FILTER
                + """
                order by case when v.state = 'OPEN' then v.due_on end, v.done_at desc nulls last,
                  q.name, b.id, d.entrance, d.floor, d.label, v.id
                limit :limit offset :offset
                """)
        .params(filter.params(groups.today()))
        .param("limit", limit)
        .param("offset", offset)
        .params(scope.params());
  }

  private long count(Scope scope, Filter filter) {
    return jdbc.sql("select count(*) " + FROM + FILTER)
        .params(filter.params(groups.today()))
        .params(scope.params())
        .query(Long.class)
        .single();
  }

  /** How many visits there are of each kind. */
  record Counts(int overdue, int today, int later, int done, int cancelled) {}

  Counts counts(Scope scope, Filter filter) {
    return jdbc.sql(
            """
            select count(*) filter (where v.state = 'OPEN' and v.due_on < :today),
              count(*) filter (where v.state = 'OPEN' and v.due_on = :today),
              count(*) filter (where v.state = 'OPEN' and v.due_on > :today),
              count(*) filter (where v.state = 'DONE'), count(*) filter (where v.state = 'CANCELLED')
            """
                + FROM
                + PLACE)
        .params(filter.params(groups.today()))
        .params(scope.params())
        .query(
            (rs, i) ->
                new Counts(rs.getInt(1), rs.getInt(2), rs.getInt(3), rs.getInt(4), rs.getInt(5)))
        .single();
  }

  /** What somebody did about a visit. */
  record Act(String act, @Nullable Result result, @Nullable String note, String by, Instant at) {}

  /** The newest first; results as the policy shows them. */
  List<Act> acts(long visit) {
    Function<String, Decision> shown = readers.shown(Readers.VISIT);
    return jdbc.sql(
            """
            select a.*, v.region_path from registry.visit_act a join registry.visit v on v.id = a.visit_id
            where v.id = ? order by a.at desc
            """)
        .param(visit)
        .query(
            (rs, i) -> {
              boolean plain = shown.apply(rs.getString("region_path")).field("result").plain();
              String result = plain ? rs.getString("result") : null;
              return new Act(
                  rs.getString("act"),
                  result == null ? null : Result.valueOf(result),
                  plain ? rs.getString("note") : null,
                  rs.getString("by"),
                  rs.getTimestamp("at").toInstant());
            })
        .list();
  }

  private RowMapper<Visit> visit() {
    Function<String, Decision> shown = readers.shown(Readers.VISIT);
    LocalDate today = groups.today();
    return (rs, row) ->
        visit(rs, shown.apply(rs.getString("region_path")).field("result").plain(), today);
  }

  private static Visit visit(ResultSet rs, boolean results, LocalDate today) throws SQLException {
    String result = results ? rs.getString("result") : null;
    Timestamp done = rs.getTimestamp("done_at");
    LocalDate dueOn = rs.getObject("due_on", LocalDate.class);
    return new Visit(
        rs.getLong("id"),
        rs.getLong("door_id"),
        rs.getString("place"),
        rs.getLong("quarter_id"),
        rs.getObject("person_id", Long.class),
        rs.getString("purpose"),
        List.of((String[]) rs.getArray("groups").getArray()),
        dueOn,
        dueOn.isBefore(today) ? Due.OVERDUE : dueOn.equals(today) ? Due.TODAY : Due.LATER,
        rs.getString("asked_by"),
        rs.getTimestamp("asked_at").toInstant(),
        rs.getObject("assigned_to", Long.class),
        longOrNull(rs, "round_id"),
        longOrNull(rs, "follows"),
        State.valueOf(rs.getString("state")),
        result == null ? null : Result.valueOf(result),
        results ? rs.getString("note") : null,
        rs.getString("done_by"),
        done == null ? null : done.toInstant());
  }

  private static @Nullable Long longOrNull(ResultSet rs, String column) throws SQLException {
    long value = rs.getLong(column);
    return rs.wasNull() ? null : value;
  }
}
