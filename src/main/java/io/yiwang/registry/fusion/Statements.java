package io.yiwang.registry.fusion;

import io.yiwang.kernel.Sex;
import io.yiwang.registry.people.Relation;
import io.yiwang.registry.people.SourceKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The statements in their table. Not for views: identifiers are sealed, names are not masked. */
@Component
class Statements {
  /** A key shared by more statements than this (a made-up phone) tells nobody apart. */
  private static final int MOST_ALIKE = 200;

  private final JdbcClient jdbc;
  private final Clock clock;

  Statements(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  List<Statement> ofPersons(Collection<Long> personIds) {
    return personIds.isEmpty()
        ? List.of()
        : jdbc.sql("select * from registry.statement where person_id in (:ids) order by id")
            .param("ids", personIds)
            .query(Statements::statement)
            .list();
  }

  Optional<Statement> find(long id) {
    return jdbc.sql("select * from registry.statement where id = ?")
        .param(id)
        .query(Statements::statement)
        .optional();
  }

  /** Keeps it; empty when the source has sent one under that key before. */
  Optional<Statement> add(Statement s, long personId) {
    return jdbc.sql(
            """
            insert into registry.statement (own_person, person_id, source_kind, source, source_key, at, received_at,
              name, sex, birth, number_index, number_sealed, phone_index, phone_sealed, door_id, household, relation,
              groups, region_path)
            values (:person, :person, :kind, :source, :key, :at, :received, :name, :sex, :birth, :numberIndex, :number,
              :phoneIndex, :phone, :door, :household, :relation, :groups, :path)
            on conflict (source, source_key) do nothing returning id
            """)
        .param("person", personId)
        .param("kind", s.kind().name())
        .param("source", s.source())
        .param("key", s.key())
        .param("at", Timestamp.from(s.at()))
        .param("received", Timestamp.from(clock.instant()))
        .param("name", s.name())
        .param("sex", s.sex().ordinal())
        .param("birth", s.birth())
        .param("numberIndex", s.number() == null ? null : s.number().index())
        .param("number", s.number() == null ? null : s.number().bytes())
        .param("phoneIndex", s.phone() == null ? null : s.phone().index())
        .param("phone", s.phone() == null ? null : s.phone().bytes())
        .param("door", s.doorId())
        .param("household", s.household())
        .param("relation", s.relation().ordinal())
        .param("groups", s.groups())
        .param("path", s.regionPath())
        .query(Long.class)
        .optional()
        .map(id -> s.withIds(id, personId));
  }

  /**
   * All that share with the statement one of the keys without which no two match: number, phone,
   * name with birth, door with name or birth.
   */
  List<Statement> alike(Statement s) {
    String keys =
        """
        (select id from %1$s where number_index = :number limit %2$d)
        union (select id from %1$s where phone_index = :phone limit %2$d)
        union (select id from %1$s where birth = :birth and name = :name limit %2$d)
        union (select id from %1$s where door_id = :door and (name = :name or birth = :birth) limit %2$d)
        """;
    List<Long> silent =
        bound(
                jdbc.sql(
                    "select p.id from registry.person p where p.id in ("
                        + keys.formatted("registry.person", MOST_ALIKE)
                        + ") and p.merged_into is null and not exists"
                        + " (select from registry.statement s where s.person_id = p.id)"),
                s)
            .query((rs, i) -> rs.getLong(1))
            .list();
    silent.forEach(this::speakFor);
    return bound(
            jdbc.sql(
                "select * from registry.statement where id in ("
                    + keys.formatted("registry.statement", MOST_ALIKE)
                    + ") order by id"),
            s)
        .query(Statements::statement)
        .list();
  }

  private static JdbcClient.StatementSpec bound(JdbcClient.StatementSpec sql, Statement s) {
    return sql.param("number", s.number() == null ? null : s.number().index())
        .param("phone", s.phone() == null ? null : s.phone().index())
        .param("birth", s.birth())
        .param("name", s.name())
        .param("door", s.doorId());
  }

  /** Makes the row of a bulk load the first statement about its person. */
  void speakFor(long personId) {
    jdbc.sql(
            """
            insert into registry.statement (own_person, person_id, source_kind, source, source_key, at, received_at,
              name, sex, birth, number_index, number_sealed, phone_index, phone_sealed, door_id, household, relation,
              groups, region_path, unit_code)
            select p.id, p.id, :kinds[p.origin + 1], 'register', p.id::text,
              coalesce((select max(since) from registry.residence r where r.person_id = p.id and until is null),
                date '2000-01-01')::timestamp at time zone 'UTC',
              :received::timestamptz, p.name, p.sex, p.birth, p.number_index, p.number_sealed, p.phone_index, p.phone_sealed,
              p.door_id, coalesce(h.number, ''), p.relation, p.groups, p.region_path, p.unit_code
            from registry.person p left join registry.household h on h.id = p.household_id
            where p.id = :id and not exists (select from registry.statement s where s.person_id = p.id)
            on conflict do nothing
            """
                .replace(":kinds", KINDS))
        .param("id", personId)
        .param("received", Timestamp.from(clock.instant()))
        .update();
  }

  private static final String KINDS =
      "(array['"
          + String.join(
              "','", java.util.Arrays.stream(SourceKind.values()).map(SourceKind::name).toList())
          + "'])";

  void assign(Collection<Statement> statements, long personId) {
    jdbc.sql(
            "update registry.statement set person_id = :person where id in (:ids) and person_id <>"
                + " :person")
        .param("person", personId)
        .param("ids", statements.stream().map(Statement::id).toList())
        .update();
  }

  /** The person a statement speaks of now. */
  long personOf(long statementId) {
    return jdbc.sql("select person_id from registry.statement where id = ?")
        .param(statementId)
        .query(Long.class)
        .single();
  }

  private static Statement statement(ResultSet rs, int row) throws SQLException {
    return new Statement(
        rs.getLong("id"),
        rs.getLong("own_person"),
        SourceKind.valueOf(rs.getString("source_kind")),
        rs.getString("source"),
        rs.getString("source_key"),
        rs.getTimestamp("at").toInstant(),
        rs.getString("name"),
        Sex.values()[rs.getInt("sex")],
        rs.getObject("birth", LocalDate.class),
        sealed(rs, "number"),
        sealed(rs, "phone"),
        longOrNull(rs, "door_id"),
        rs.getString("household"),
        Relation.of(rs.getInt("relation")),
        rs.getObject("groups", Integer.class),
        rs.getString("region_path"));
  }

  private static Statement.@Nullable Sealed sealed(ResultSet rs, String field) throws SQLException {
    byte[] bytes = rs.getBytes(field + "_sealed");
    return bytes == null ? null : new Statement.Sealed(rs.getLong(field + "_index"), bytes);
  }

  private static @Nullable Long longOrNull(ResultSet rs, String column) throws SQLException {
    long value = rs.getLong(column);
    return rs.wasNull() ? null : value;
  }
}
