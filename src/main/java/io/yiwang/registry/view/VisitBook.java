package io.yiwang.registry.view;

import io.yiwang.house.Problem;
import io.yiwang.registry.Scope;
import io.yiwang.registry.houses.Doors;
import io.yiwang.registry.houses.Occupancy;
import io.yiwang.registry.people.Groups;
import io.yiwang.registry.people.Tallies;
import io.yiwang.registry.view.Visits.Result;
import io.yiwang.registry.view.Visits.State;
import io.yiwang.registry.view.Visits.Visit;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is done about visits. Phones send again what they heard no answer to, so every act has a
 * key: the same key again changes nothing, even if the visit has been opened again since. Acts on
 * one visit follow each other, since each takes its row first.
 */
@Component
class VisitBook {
  private final JdbcClient jdbc;
  private final Clock clock;
  private final Visits visits;
  private final Doors doors;
  private final Tallies tallies;
  private final Groups groups;

  VisitBook(
      JdbcClient jdbc, Clock clock, Visits visits, Doors doors, Tallies tallies, Groups groups) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.visits = visits;
    this.doors = doors;
    this.tallies = tallies;
    this.groups = groups;
  }

  /**
   * A visit to be made.
   *
   * @param groups why these doors; empty when they were not chosen by groups
   */
  record Wanted(
      @Nullable Long personId,
      String purpose,
      List<String> groups,
      LocalDate dueOn,
      @Nullable Long assignedTo,
      @Nullable Long round) {}

  private static final String NONE_OPEN =
      """
      not exists (select from registry.visit v
        where v.door_id = d.id and v.purpose = :purpose and v.state = 'OPEN')
      """;

  /** How many of the doors would get a visit: those that have none open for that purpose. */
  int free(Collection<Long> doorIds, String purpose) {
    return doorIds.isEmpty()
        ? 0
        : jdbc.sql("select count(*) from registry.door d where d.id in (:doors) and " + NONE_OPEN)
            .param("doors", doorIds)
            .param("purpose", purpose)
            .query(Integer.class)
            .single();
  }

  /** Asks for a visit to each of the doors that has none open for that purpose. */
  List<Long> ask(Scope scope, Collection<Long> doorIds, Wanted wanted, String by) {
    return doorIds.isEmpty()
        ? List.of()
        : jdbc.sql(
                """
                insert into registry.visit (door_id, person_id, purpose, groups, due_on, asked_by, asked_at,
                  assigned_to, round_id, state, region_path, unit_code)
                select d.id, :person::bigint, :purpose::text, :groups::text[], :due::date, :by::text,
                  :at::timestamptz, :assignee::bigint, :round::integer, 'OPEN', d.region_path, d.unit_code
                from registry.door d where d.id in (:doors) and\
                """
                    + " "
                    + NONE_OPEN
                    + "and"
                    + Scope.sql("d.region_path")
                    + "order by d.id returning id")
            .param("person", wanted.personId())
            .param("purpose", wanted.purpose())
            .param("groups", wanted.groups().toArray(String[]::new))
            .param("due", wanted.dueOn())
            .param("by", by)
            .param("at", Timestamp.from(clock.instant()))
            .param("assignee", wanted.assignedTo())
            .param("round", wanted.round())
            .param("doors", doorIds)
            .params(scope.params())
            .query((rs, i) -> rs.getLong(1))
            .list();
  }

  /**
   * What came of a visit.
   *
   * @param occupancy how the dwelling was seen to be lived in
   * @param followUpOn when somebody has to go there again
   * @param at when it was, by the phone that was there; null is now
   */
  record Found(
      Result result,
      @Nullable String note,
      @Nullable Occupancy occupancy,
      @Nullable LocalDate followUpOn,
      @Nullable Instant at) {}

  /** Who does it, and the key under which it was sent. */
  record Hand(String by, String key) {}

  /** Ends a visit with its result, and asks for the next one if there has to be one. */
  void record(Scope scope, long id, Found found, Hand hand) {
    Visit visit = taken(scope, id);
    if (known(id, hand.key)) {
      return;
    }
    if (visit.state() != State.OPEN) {
      throw ended(visit);
    }
    Instant at = moment(visit, found.at);
    jdbc.sql(
            """
            insert into registry.visit_act
              (visit_id, key, act, result, note, occupancy, before, checked_before, by, at)
            select :id, :key, 'RECORD', :result, :note, :occupancy::smallint, d.occupancy, d.checked_on, :by, :at
            from registry.door d where d.id = :door
            """)
        .param("id", id)
        .param("key", hand.key)
        .param("result", found.result.name())
        .param("note", found.note)
        .param("occupancy", found.occupancy == null ? null : found.occupancy.ordinal())
        .param("by", hand.by)
        .param("at", Timestamp.from(at))
        .param("door", visit.doorId())
        .update();
    jdbc.sql(
            """
            update registry.visit v set state = 'DONE', result = a.result, note = a.note, done_by = a.by, done_at = a.at
            from registry.visit_act a where v.id = ? and a.visit_id = v.id and a.key = ?
            """)
        .params(id, hand.key)
        .update();
    if (found.occupancy != null) {
      doors.occupy(scope, visit.doorId(), found.occupancy, groups.today());
      tallies.count(List.of(visit.quarterId()));
    }
    if (found.followUpOn != null) {
      followUp(id, found.followUpOn, hand.by);
    }
  }

  private void followUp(long id, LocalDate on, String by) {
    jdbc.sql(
            """
            insert into registry.visit (door_id, person_id, purpose, groups, due_on, asked_by, asked_at, assigned_to,
              round_id, follows, state, region_path, unit_code)
            select d.door_id, d.person_id, d.purpose, d.groups, :on::date, :by::text, :at::timestamptz, d.assigned_to,
              d.round_id, d.id, 'OPEN', d.region_path, d.unit_code
            from registry.visit d where d.id = :id and not exists (select from registry.visit v
              where v.door_id = d.door_id and v.purpose = d.purpose and v.state = 'OPEN')
            """)
        .param("on", on)
        .param("by", by)
        .param("at", Timestamp.from(clock.instant()))
        .param("id", id)
        .update();
  }

  /** Not later than now nor before it was asked for: clocks of phones are wrong. */
  private Instant moment(Visit visit, @Nullable Instant told) {
    Instant now = clock.instant();
    if (told == null || told.isAfter(now)) {
      return now;
    }
    return told.isBefore(visit.askedAt()) ? visit.askedAt() : told;
  }

  /**
   * Opens an ended visit again: what its result changed at the door, and the visit it asked for,
   * are taken back as long as nobody has gone on from there.
   */
  void reopen(Scope scope, long id, Hand hand) {
    Visit visit = taken(scope, id);
    if (known(id, hand.key) || visit.state() == State.OPEN) {
      return;
    }
    jdbc.sql("update registry.visit set state = 'CANCELLED' where follows = ? and state = 'OPEN'")
        .param(id)
        .update();
    int changed =
        jdbc.sql(
                """
                update registry.door d set occupancy = a.before, checked_on = a.checked_before
                from (select * from registry.visit_act where visit_id = :id and act = 'RECORD' order by at desc limit 1) a
                where d.id = :door and a.occupancy is not null and d.occupancy = a.occupancy
                """)
            .param("id", id)
            .param("door", visit.doorId())
            .update();
    if (changed > 0) {
      tallies.count(List.of(visit.quarterId()));
    }
    turn(id, State.OPEN, "REOPEN", hand);
  }

  /** Nobody has to go there any more. */
  void cancel(Scope scope, long id, Hand hand) {
    Visit visit = taken(scope, id);
    if (known(id, hand.key) || visit.state() == State.CANCELLED) {
      return;
    }
    if (visit.state() == State.DONE) {
      throw ended(visit);
    }
    turn(id, State.CANCELLED, "CANCEL", hand);
  }

  private void turn(long id, State to, String act, Hand hand) {
    jdbc.sql("insert into registry.visit_act (visit_id, key, act, by, at) values (?, ?, ?, ?, ?)")
        .params(id, hand.key, act, hand.by, Timestamp.from(clock.instant()))
        .update();
    jdbc.sql(
            """
            update registry.visit set state = ?, result = null, note = null, done_by = null, done_at = null
            where id = ?
            """)
        .params(to.name(), id)
        .update();
  }

  private Visit taken(Scope scope, long id) {
    jdbc.sql("select id from registry.visit where id = ? for update").param(id).query(rs -> {});
    return visits.get(scope, id);
  }

  private boolean known(long id, String key) {
    return jdbc.sql("select exists (select from registry.visit_act where visit_id = ? and key = ?)")
        .params(id, key)
        .query(Boolean.class)
        .single();
  }

  private static Problem ended(Visit visit) {
    return Problem.conflict(
            "visit-ended",
            "Visit " + visit.id() + " is " + visit.state() + " already.",
            "Maybe somebody else has been there.")
        .with("visit", visit);
  }
}
