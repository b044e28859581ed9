package io.yiwang.registry.mine;

import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import io.yiwang.access.Decision;
import io.yiwang.access.OwnSubjects;
import io.yiwang.access.Vault;
import io.yiwang.house.SystemDuty;
import io.yiwang.kernel.Sex;
import io.yiwang.registry.fusion.Origins;
import io.yiwang.registry.houses.Occupancy;
import io.yiwang.registry.people.Groups;
import io.yiwang.registry.people.Identifiers;
import io.yiwang.registry.people.Relation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is kept about somebody, shown to themselves. Rows are read as the resident, so that row
 * security decides which are theirs; only the names of places are the platform's to tell.
 */
@Component
class OwnRecords implements OwnSubjects {
  private final JdbcClient jdbc;
  private final Claims claims;
  private final Me me;
  private final Vault vault;
  private final Groups groups;
  private final Origins origins;
  private final AuditTrail audit;

  OwnRecords(
      JdbcClient jdbc,
      Claims claims,
      Me me,
      Vault vault,
      Groups groups,
      Origins origins,
      AuditTrail audit) {
    this.jdbc = jdbc;
    this.claims = claims;
    this.me = me;
    this.vault = vault;
    this.groups = groups;
    this.origins = origins;
    this.audit = audit;
  }

  /**
   * Where one lives.
   *
   * @param residents how many are kept as living behind the door; a stranger among them would show
   */
  record OwnHome(
      @Nullable String place,
      @Nullable String door,
      @Nullable Occupancy occupancy,
      int residents,
      @Nullable Integer household) {}

  /** Where one lived. */
  record OwnStay(String place, Relation relation, LocalDate since, @Nullable LocalDate until) {}

  /** A visit to one's door: what it was for and when, not what was noted. */
  record OwnVisit(String purpose, LocalDate dueOn, String state, @Nullable Instant doneAt) {}

  /** All that is kept about oneself. */
  record OwnRecord(
      @Nullable String name,
      Sex sex,
      @Nullable LocalDate birth,
      @Nullable String number,
      @Nullable String phone,
      List<String> groups,
      Relation relation,
      @Nullable OwnHome home,
      List<Origins.FieldOrigin> origins,
      List<OwnStay> stays,
      List<OwnVisit> visits) {}

  private record Row(
      long id,
      String name,
      Sex sex,
      @Nullable LocalDate birth,
      byte @Nullable [] number,
      byte @Nullable [] phone,
      int groups,
      Relation relation,
      @Nullable Long door,
      @Nullable Long household,
      String regionPath) {}

  /** The record of the account's person; empty when it is linked to nobody. */
  Optional<OwnRecord> find(long account) {
    return SystemDuty.call(() -> claims.personOf(account)).flatMap(this::row).map(this::shown);
  }

  private Optional<Row> row(long person) {
    return jdbc.sql("select * from registry.person where id = ?")
        .param(person)
        .query(OwnRecords::row)
        .optional();
  }

  private static Row row(ResultSet rs, int row) throws SQLException {
    return new Row(
        rs.getLong("id"),
        rs.getString("name"),
        Sex.values()[rs.getInt("sex")],
        rs.getObject("birth", LocalDate.class),
        rs.getBytes("number_sealed"),
        rs.getBytes("phone_sealed"),
        rs.getInt("groups"),
        Relation.of(rs.getInt("relation")),
        longOrNull(rs, "door_id"),
        longOrNull(rs, "household_id"),
        rs.getString("region_path"));
  }

  private static @Nullable Long longOrNull(ResultSet rs, String column) throws SQLException {
    long value = rs.getLong(column);
    return rs.wasNull() ? null : value;
  }

  private OwnRecord shown(Row row) {
    Decision as = me.shown("person", row.regionPath);
    audit.append(
        audit.entry(AuditAction.VIEW, "person.own").about("person:" + row.id).in(row.regionPath));
    return new OwnRecord(
        as.field("name").apply(row.name),
        as.field("sex").plain() ? row.sex : Sex.UNKNOWN,
        as.field("birth").plain() ? row.birth : null,
        as.field("citizenNumber").apply(open(Identifiers.NUMBER, row.number)),
        as.field("phone").apply(open(Identifiers.PHONE, row.phone)),
        as.field("groups").plain() ? groups.of(row.groups, row.birth) : List.of(),
        as.field("household").plain() ? row.relation : Relation.UNKNOWN,
        row.door == null ? null : home(row.door, row.household),
        SystemDuty.call(() -> origins.of(row.id)),
        as.field("address").plain() ? stays(row.id) : List.of(),
        visits(row));
  }

  private @Nullable String open(String field, byte @Nullable [] sealed) {
    return sealed == null ? null : vault.open(field, sealed);
  }

  private record DoorRow(String door, int occupancy, String regionPath) {}

  private @Nullable OwnHome home(long door, @Nullable Long household) {
    Optional<DoorRow> own =
        jdbc.sql("select entrance, label, occupancy, region_path from registry.door where id = ?")
            .param(door)
            .query(
                (rs, i) ->
                    new DoorRow(
                        rs.getInt(1) + "-" + rs.getString(2), rs.getInt(3), rs.getString(4)))
            .optional();
    if (own.isEmpty()) {
      return null;
    }
    Decision as = me.shown("door", own.get().regionPath);
    Decision with = me.shown("household", own.get().regionPath);
    int[] residents = SystemDuty.call(() -> residents(door, household));
    return new OwnHome(
        as.field("number").apply(SystemDuty.call(() -> place(door))),
        as.field("number").apply(own.get().door),
        as.field("occupancy").plain() ? Occupancy.values()[own.get().occupancy] : null,
        with.field("members").plain() ? residents[0] : 0,
        with.field("members").plain() && household != null ? residents[1] : null);
  }

  private int[] residents(long door, @Nullable Long household) {
    return jdbc.sql(
            """
            select count(*), count(*) filter (where household_id = :household::bigint)
            from registry.person where door_id = :door and merged_into is null
            """)
        .param("door", door)
        .param("household", household)
        .query((rs, i) -> new int[] {rs.getInt(1), rs.getInt(2)})
        .single();
  }

  private String place(long door) {
    return jdbc.sql(
            """
            select q.address || ' ' || q.name || ' ' || b.name from registry.door d
              join registry.building b on b.id = d.building_id join registry.quarter q on q.id = d.quarter_id
            where d.id = ?
            """)
        .param(door)
        .query(String.class)
        .single();
  }

  private record StayRow(
      long door, Relation relation, LocalDate since, @Nullable LocalDate until) {}

  private List<OwnStay> stays(long person) {
    List<StayRow> rows =
        jdbc.sql(
                """
                select door_id, relation, since, until from registry.residence
                where person_id = ? and kind = 1 order by until desc nulls first, since desc
                """)
            .param(person)
            .query(
                (rs, i) ->
                    new StayRow(
                        rs.getLong(1),
                        Relation.of(rs.getInt(2)),
                        rs.getObject(3, LocalDate.class),
                        rs.getObject(4, LocalDate.class)))
            .list();
    return SystemDuty.call(
        () ->
            rows.stream()
                .map(r -> new OwnStay(place(r.door), r.relation, r.since, r.until))
                .toList());
  }

  /** Visits to oneself, or to nobody in particular at one's door. */
  private List<OwnVisit> visits(Row row) {
    return jdbc.sql(
            """
            select purpose, due_on, state, done_at from registry.visit
            where person_id = :person or person_id is null and door_id = :door
            order by due_on desc, id desc limit 100
            """)
        .param("person", row.id)
        .param("door", row.door)
        .query(
            (rs, i) -> {
              Timestamp done = rs.getTimestamp(4);
              return new OwnVisit(
                  rs.getString(1),
                  rs.getObject(2, LocalDate.class),
                  rs.getString(3),
                  done == null ? null : done.toInstant());
            })
        .list();
  }

  @Override
  public List<String> of(long account) {
    return SystemDuty.call(
        () ->
            claims
                .personOf(account)
                .map(
                    person -> {
                      List<String> all = new ArrayList<>(List.of("person:" + person));
                      jdbc.sql("select id from registry.person where merged_into = ? order by id")
                          .param(person)
                          .query((rs, i) -> "person:" + rs.getLong(1))
                          .list()
                          .forEach(all::add);
                      return all;
                    })
                .orElse(List.of()));
  }
}
