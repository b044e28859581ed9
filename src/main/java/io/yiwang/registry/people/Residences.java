package io.yiwang.registry.people;

import io.yiwang.access.Decision;
import io.yiwang.registry.Readers;
import io.yiwang.registry.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who lived where when, and with whom. */
@Component
public class Residences {
  private final JdbcClient jdbc;
  private final Readers readers;

  Residences(JdbcClient jdbc, Readers readers) {
    this.readers = readers;
    this.jdbc = jdbc;
  }

  /**
   * Somebody lived behind a door.
   *
   * @param until null while they still do
   */
  public record Stay(long doorId, LocalDate since, @Nullable LocalDate until) {}

  /**
   * A stay with the place and person it tells of.
   *
   * @param name null for somebody who now lives where the reader does not look
   */
  public record StayView(
      long personId,
      @Nullable String name,
      long doorId,
      @Nullable String address,
      String relation,
      LocalDate since,
      @Nullable LocalDate until) {}

  private static final String VIEW =
      """
      select r.person_id, r.door_id, q.address || ' ' || q.name as address, r.relation, r.since, r.until, r.region_path,
        p.name, p.region_path as person_path
      from registry.residence r left join registry.person p on p.id = r.person_id and p.merged_into is null join registry.door d on d.id = r.door_id
        join registry.quarter q on q.id = d.quarter_id
      where r.kind = 1 and\
      """;

  /** Where somebody lived, the present first; addresses as the policy shows them. */
  public List<StayView> ofPerson(Scope scope, long personId) {
    return views("r.person_id = :id", scope, personId);
  }

  /** Who lived behind a door, the present first. */
  public List<StayView> ofDoor(Scope scope, long doorId) {
    return views("r.door_id = :id", scope, doorId);
  }

  /** Where somebody lives now, in full; whoever calls it must have audited it. */
  Optional<String> findAddress(long personId) {
    return jdbc.sql(
            """
            select concat_ws(' ', q.address, q.name, b.name, d.entrance, d.label)
            from registry.person p join registry.door d on d.id = p.door_id
              join registry.building b on b.id = d.building_id join registry.quarter q on q.id = d.quarter_id
            where p.id = ?
            """)
        .param(personId)
        .query(String.class)
        .optional();
  }

  private List<StayView> views(String which, Scope scope, long id) {
    Function<String, Decision> shown = readers.shown(Readers.PERSON);
    return jdbc.sql(
            VIEW
                + Scope.sql("r.region_path")
                + "and "
                + which
                + " order by r.until desc nulls first, r.since desc, r.person_id")
        .param("id", id)
        .params(scope.params())
        .query(
            (rs, i) ->
                new StayView(
                    rs.getLong(1),
                    name(rs, shown),
                    rs.getLong(2),
                    shown
                        .apply(rs.getString("region_path"))
                        .field("address")
                        .apply(rs.getString(3)),
                    Relation.of(rs.getInt(4)).name(),
                    rs.getObject(5, LocalDate.class),
                    rs.getObject(6, LocalDate.class)))
        .list();
  }

  private static @Nullable String name(ResultSet rs, Function<String, Decision> shown)
      throws SQLException {
    String path = rs.getString("person_path");
    return path == null ? null : shown.apply(path).field("name").apply(rs.getString("name"));
  }

  /**
   * Writes anew where somebody lived; the last stay is where they live now. Returns the quarters
   * whose counts that changes.
   *
   * @param household tells apart households behind the present door
   */
  public List<Long> rewrite(long personId, List<Stay> stays, String household, Relation relation) {
    List<Long> quarters = quartersOf(personId);
    jdbc.sql("delete from registry.residence where person_id = ? and kind = 1")
        .param(personId)
        .update();
    for (Stay stay : stays) {
      insert(personId, stay, stay.until() == null ? household : "", relation);
    }
    jdbc.sql(
            """
            update registry.person p set relation = :relation, door_id = r.door_id, household_id = r.household_id,
              region_path = coalesce(r.region_path, p.region_path)
            from (select 1) one left join registry.residence r
              on r.person_id = :id and r.kind = 1 and r.until is null
            where p.id = :id
            """)
        .param("id", personId)
        .param("relation", relation.ordinal())
        .update();
    List<Long> touched = new ArrayList<>(quarters);
    touched.addAll(quartersOf(personId));
    return touched;
  }

  /** Forgets where somebody lived: their stays are somebody else's now. */
  public void clear(long personId) {
    jdbc.sql("delete from registry.residence where person_id = ? and kind = 1")
        .param(personId)
        .update();
  }

  /** The quarter somebody lives in now, if any. */
  public List<Long> quartersOf(long personId) {
    return jdbc.sql(
            "select d.quarter_id from registry.person p join registry.door d on d.id = p.door_id"
                + " where p.id = ?")
        .param(personId)
        .query((rs, i) -> rs.getLong(1))
        .list();
  }

  public long quarterOf(long doorId) {
    return jdbc.sql("select quarter_id from registry.door where id = ?")
        .param(doorId)
        .query(Long.class)
        .single();
  }

  /** The household of that number behind a door, made when it is not there. */
  public long household(long doorId, String number) {
    return jdbc.sql(
            """
            insert into registry.household as h (door_id, number, region_path, unit_code)
            select id, :number::text, region_path, unit_code from registry.door where id = :door
            on conflict (door_id, number) do update set number = h.number returning id
            """)
        .param("door", doorId)
        .param("number", number)
        .query(Long.class)
        .single();
  }

  private void insert(long personId, Stay stay, String household, Relation relation) {
    jdbc.sql(
            """
            insert into registry.residence
              (person_id, door_id, household_id, kind, relation, since, until, region_path, unit_code)
            select :person::bigint, id, :household::integer, 1, :relation::smallint, :since::date, :until::date, region_path, unit_code
            from registry.door where id = :door
            """)
        .param("person", personId)
        .param("door", stay.doorId())
        .param("household", household(stay.doorId(), household))
        .param("relation", relation.ordinal())
        .param("since", stay.since())
        .param("until", stay.until())
        .update();
  }
}
