package io.yiwang.registry.view;

import io.yiwang.access.Decision;
import io.yiwang.house.Problem;
import io.yiwang.registry.Readers;
import io.yiwang.registry.Scope;
import io.yiwang.registry.people.Groups;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Visits that were asked for together, and how far they are. */
@Component
class VisitRounds {
  private final JdbcClient jdbc;
  private final Clock clock;
  private final Groups groups;
  private final Readers readers;

  VisitRounds(JdbcClient jdbc, Clock clock, Groups groups, Readers readers) {
    this.readers = readers;
    this.jdbc = jdbc;
    this.clock = clock;
    this.groups = groups;
  }

  /**
   * A round with its progress.
   *
   * @param building null when it is the whole quarter
   * @param met how many of those done met somebody; null when results are not shown
   */
  record Round(
      long id,
      String purpose,
      List<String> groups,
      String quarter,
      @Nullable String building,
      LocalDate dueOn,
      String askedBy,
      Instant askedAt,
      int open,
      int overdue,
      int done,
      @Nullable Integer met,
      int cancelled) {}

  private static final String SELECT =
      """
      select r.*, q.name as quarter, b.name as building, p.*
      from registry.visit_round r join registry.quarter q on q.id = r.quarter_id
        left join registry.building b on b.id = r.building_id
        cross join lateral (select count(*) filter (where state = 'OPEN') as open,
          count(*) filter (where state = 'OPEN' and due_on < :today) as overdue,
          count(*) filter (where state = 'DONE') as done, count(*) filter (where result = 'MET') as met,
          count(*) filter (where state = 'CANCELLED') as cancelled from registry.visit v where v.round_id = r.id) p
      where\
      """;

  /** The newest first. */
  List<Round> list(Scope scope, long offset, int limit) {
    return rounds("true", scope, 0, offset, limit);
  }

  Round get(Scope scope, long id) {
    return rounds("r.id = :id", scope, id, 0, 1).stream()
        .findFirst()
        .orElseThrow(() -> Problem.notFound("round", id));
  }

  private List<Round> rounds(String which, Scope scope, long id, long offset, int limit) {
    Function<String, Decision> shown = readers.shown(Readers.VISIT);
    return jdbc.sql(
            SELECT
                + Scope.sql("r.region_path")
                + "and "
                + which
                + " order by r.id desc limit :limit offset :offset")
        .param("today", groups.today())
        .param("id", id)
        .param("limit", limit)
        .param("offset", offset)
        .params(scope.params())
        .query(
            (rs, i) ->
                new Round(
                    rs.getLong("id"),
                    rs.getString("purpose"),
                    List.of((String[]) rs.getArray("groups").getArray()),
                    rs.getString("quarter"),
                    rs.getString("building"),
                    rs.getObject("due_on", LocalDate.class),
                    rs.getString("asked_by"),
                    rs.getTimestamp("asked_at").toInstant(),
                    rs.getInt("open"),
                    rs.getInt("overdue"),
                    rs.getInt("done"),
                    shown.apply(rs.getString("region_path")).field("result").plain()
                        ? rs.getInt("met")
                        : null,
                    rs.getInt("cancelled")))
        .list();
  }

  /** Where the visits of a round are made. */
  record Place(long quarterId, @Nullable Long buildingId, String regionPath) {}

  long begin(Place place, VisitBook.Wanted wanted, String by) {
    return jdbc.sql(
            """
            insert into registry.visit_round
              (purpose, groups, quarter_id, building_id, due_on, asked_by, asked_at, region_path)
            values (:purpose, :groups, :quarter, :building::integer, :due, :by, :at, :path) returning id
            """)
        .param("purpose", wanted.purpose())
        .param("groups", wanted.groups().toArray(String[]::new))
        .param("quarter", place.quarterId)
        .param("building", place.buildingId)
        .param("due", wanted.dueOn())
        .param("by", by)
        .param("at", Timestamp.from(clock.instant()))
        .param("path", place.regionPath)
        .query(Long.class)
        .single();
  }

  /** Forgets a round that asked for nothing. */
  void drop(long id) {
    jdbc.sql("delete from registry.visit_round where id = ?").param(id).update();
  }

  /** Cancels those of its visits that are open; the others stay as they are. */
  List<Long> cancel(Scope scope, long id, VisitBook.Hand hand) {
    get(scope, id);
    return jdbc.sql(
            """
            with ended as (update registry.visit set state = 'CANCELLED' where round_id = :id and state = 'OPEN'
              returning id)
            insert into registry.visit_act (visit_id, key, act, by, at)
            select id, :key, 'CANCEL', :by, :at from ended
            on conflict do nothing returning visit_id
            """)
        .param("id", id)
        .param("key", hand.key())
        .param("by", hand.by())
        .param("at", Timestamp.from(clock.instant()))
        .query((rs, i) -> rs.getLong(1))
        .list();
  }

  /** Opens again what was cancelled under that key. */
  List<Long> uncancel(Scope scope, long id, VisitBook.Hand hand) {
    get(scope, id);
    return jdbc.sql(
            """
            with again as (update registry.visit v set state = 'OPEN' from registry.visit_act a
              where v.round_id = :id and v.state = 'CANCELLED' and a.visit_id = v.id and a.act = 'CANCEL' and a.key = :key
              returning v.id)
            insert into registry.visit_act (visit_id, key, act, by, at)
            select id, :key || '/undone', 'REOPEN', :by, :at from again
            on conflict do nothing returning visit_id
            """)
        .param("id", id)
        .param("key", hand.key())
        .param("by", hand.by())
        .param("at", Timestamp.from(clock.instant()))
        .query((rs, i) -> rs.getLong(1))
        .list();
  }
}
