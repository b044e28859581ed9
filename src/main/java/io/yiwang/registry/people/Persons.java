package io.yiwang.registry.people;

import io.yiwang.house.Problem;
import io.yiwang.kernel.CitizenNumber;
import io.yiwang.kernel.MobileNumber;
import io.yiwang.kernel.Sex;
import io.yiwang.registry.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The persons in their table: every read of one is here, shown as the policy shows them to whoever
 * asks. In the clear they come out of {@link #plain} only, which whoever calls it must have
 * audited.
 */
@Component
public class Persons {
  private static final String IN_QUARTER =
      """
      from registry.person p join registry.door d on d.id = p.door_id
        join registry.building b on b.id = d.building_id
      where d.quarter_id = :quarter and p.merged_into is null and\
      """;

  private static final String LIVING = "merged_into is null and" + Scope.sql("region_path");

  private final JdbcClient jdbc;
  private final Identifiers identifiers;
  private final Groups groups;
  private final Veil veil;

  Persons(JdbcClient jdbc, Identifiers identifiers, Groups groups, Veil veil) {
    this.veil = veil;
    this.jdbc = jdbc;
    this.identifiers = identifiers;
    this.groups = groups;
  }

  public PersonView get(Scope scope, long id) {
    return find(scope, id).orElseThrow(() -> Problem.notFound("person", id));
  }

  public Optional<PersonView> find(Scope scope, long id) {
    return select("id = :id and " + LIVING, scope).param("id", id).query(view()).optional();
  }

  /** Those who live behind a door, the head of the household first. */
  public List<PersonView> atDoor(Scope scope, long doorId) {
    return select("door_id = :door and " + LIVING + "order by household_id, relation, id", scope)
        .param("door", doorId)
        .query(view())
        .list();
  }

  /**
   * Somebody in the list of a building.
   *
   * @param door label of the dwelling, for example 301
   */
  public record Resident(PersonView person, int entrance, int floor, String door) {}

  /** Those who live in a building, all or of one group, door by door. */
  public List<Resident> residents(
      Scope scope, long buildingId, @Nullable SpecialGroup group, long offset, int limit) {
    RowMapper<PersonView> view = view();
    return jdbc.sql(
            "select p.*, d.entrance, d.floor, d.label from registry.door d"
                + " join registry.person p on p.door_id = d.id"
                + " where d.building_id = :building and p.merged_into is null and"
                + Scope.sql("p.region_path")
                + (group == null ? "" : "and " + groups.condition(group))
                + " order by d.entrance, d.floor, d.label, p.household_id, p.relation, p.id"
                + " limit :limit offset :offset")
        .param("building", buildingId)
        .param("today", groups.today())
        .param("limit", limit)
        .param("offset", offset)
        .params(scope.params())
        .query(
            (rs, i) ->
                new Resident(
                    view.mapRow(rs, i),
                    rs.getInt("entrance"),
                    rs.getInt("floor"),
                    rs.getString("label")))
        .list();
  }

  /** What a building's picture shows of somebody: no identifier at all. */
  public record Dweller(long doorId, int relation, List<String> groups) {}

  public List<Dweller> inBuilding(Scope scope, long buildingId) {
    return dwellers("building_id", scope, buildingId);
  }

  public List<Dweller> inQuarter(Scope scope, long quarterId) {
    return dwellers("quarter_id", scope, quarterId);
  }

  private List<Dweller> dwellers(String place, Scope scope, long id) {
    return jdbc.sql(
            "select p.door_id, p.relation, p.groups, p.birth from registry.door d"
                + " join registry.person p on p.door_id = d.id"
                + " where d."
                + place
                + " = :id and p.merged_into is null and"
                + Scope.sql("p.region_path"))
        .param("id", id)
        .params(scope.params())
        .query(
            (rs, i) ->
                new Dweller(
                    rs.getLong(1),
                    rs.getInt(2),
                    groups.of(rs.getInt(3), rs.getObject(4, LocalDate.class))))
        .list();
  }

  /** The one with exactly this number. */
  public List<PersonView> withNumber(Scope scope, CitizenNumber number) {
    return select("number_index = :index and " + LIVING, scope)
        .param("index", identifiers.index(number))
        .query(view())
        .list();
  }

  /** All with exactly this phone: families share one. */
  public List<PersonView> withPhone(Scope scope, MobileNumber phone, int limit) {
    return select("phone_index = :index and " + LIVING + "order by id limit :limit", scope)
        .param("index", identifiers.index(phone))
        .param("limit", limit)
        .query(view())
        .list();
  }

  /**
   * Those of a name in a scope, or whose name begins so, a page at a time in the order of the
   * index.
   */
  public List<PersonView> named(Scope scope, String name, boolean whole, long offset, int limit) {
    String condition = whole ? "name = :name" : "name ~>=~ :name and name ~<~ :nameEnd";
    return select(
            condition
                + " and "
                + LIVING
                + "order by name using ~<~, region_path using ~<~, id limit :limit offset :offset",
            scope)
        .param("name", name)
        .param("nameEnd", name + "\uFFFD")
        .param("limit", limit)
        .param("offset", offset)
        .query(view())
        .list();
  }

  /** Those who live in a quarter, as they may leave in a file: building by building. */
  void eachInQuarter(Scope scope, long quarterId, BiConsumer<PersonView, String> consumer) {
    RowMapper<PersonView> view = view(veil.leaving());
    jdbc.sql(
            "select p.*, b.name || ' ' || d.entrance || ' ' || d.label as place "
                + IN_QUARTER
                + Scope.sql("p.region_path")
                + "order by b.name, d.entrance, d.floor, d.label, p.household_id, p.relation, p.id")
        .param("quarter", quarterId)
        .params(scope.params())
        .query(
            rs -> {
              consumer.accept(view.mapRow(rs, 0), rs.getString("place"));
            });
  }

  /** The ids of those who live in a quarter. */
  List<Long> idsInQuarter(Scope scope, long quarterId) {
    return jdbc.sql("select p.id " + IN_QUARTER + Scope.sql("p.region_path"))
        .param("quarter", quarterId)
        .params(scope.params())
        .query((rs, i) -> rs.getLong(1))
        .list();
  }

  /** Somebody in the clear. */
  public record Plain(
      String name,
      @Nullable LocalDate birth,
      @Nullable CitizenNumber number,
      @Nullable MobileNumber phone) {}

  Plain plain(Scope scope, long id) {
    return select("id = :id and " + LIVING, scope)
        .param("id", id)
        .query(
            (rs, i) ->
                new Plain(
                    rs.getString("name"),
                    rs.getObject("birth", LocalDate.class),
                    identifiers.openNumber(rs.getBytes("number_sealed")),
                    identifiers.openPhone(rs.getBytes("phone_sealed"))))
        .optional()
        .orElseThrow(() -> Problem.notFound("person", id));
  }

  /** Everything we believe about a person, to be written. */
  public record Belief(
      String name,
      Sex sex,
      @Nullable LocalDate birth,
      @Nullable Long numberIndex,
      byte @Nullable [] numberSealed,
      @Nullable Long phoneIndex,
      byte @Nullable [] phoneSealed,
      int groups,
      SourceKind origin,
      String regionPath,
      @Nullable String unitCode) {}

  /** Keys of persons to come. */
  public List<Long> newIds(int count) {
    return jdbc.sql("select nextval('registry.person_id_seq') from generate_series(1, :count)")
        .param("count", count)
        .query((rs, i) -> rs.getLong(1))
        .list();
  }

  /** Writes it over whatever is there under the id. Where they live is written by Residences. */
  public void put(long id, Belief b) {
    jdbc.sql(
            """
            insert into registry.person as p (id, name, sex, birth, number_index, number_sealed, phone_index,
              phone_sealed, groups, origin, region_path, unit_code)
            values (:id, :name, :sex, :birth, :numberIndex, :number, :phoneIndex, :phone, :groups, :origin, :path, :unit)
            on conflict (id) do update set name = excluded.name, sex = excluded.sex, birth = excluded.birth,
              number_index = excluded.number_index, number_sealed = excluded.number_sealed,
              phone_index = excluded.phone_index, phone_sealed = excluded.phone_sealed, groups = excluded.groups,
              origin = excluded.origin, merged_into = null,
              region_path = case when p.door_id is null then excluded.region_path else p.region_path end
            """)
        .param("id", id)
        .param("name", b.name())
        .param("sex", b.sex().ordinal())
        .param("birth", b.birth())
        .param("numberIndex", b.numberIndex())
        .param("number", b.numberSealed())
        .param("phoneIndex", b.phoneIndex())
        .param("phone", b.phoneSealed())
        .param("groups", b.groups())
        .param("origin", b.origin().ordinal())
        .param("path", b.regionPath())
        .param("unit", b.unitCode())
        .update();
  }

  /** These are the same as somebody else; their rows say so and hold nothing any more. */
  public void absorb(Collection<Long> ids, long into) {
    if (!ids.isEmpty()) {
      jdbc.sql(
              """
              update registry.person set merged_into = :into, door_id = null, household_id = null,
                number_index = null, number_sealed = null, phone_index = null, phone_sealed = null
              where id in (:ids) and id <> :into
              """)
          .param("ids", ids)
          .param("into", into)
          .update();
    }
  }

  private JdbcClient.StatementSpec select(String where, Scope scope) {
    return jdbc.sql("select * from registry.person where " + where).params(scope.params());
  }

  private RowMapper<PersonView> view() {
    return view(veil.now());
  }

  private static RowMapper<PersonView> view(Function<Veil.Known, PersonView> shown) {
    return (rs, row) -> shown.apply(known(rs));
  }

  private static Veil.Known known(ResultSet rs) throws SQLException {
    return new Veil.Known(
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
}
