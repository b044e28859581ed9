package io.yiwang.registry.houses;

import io.yiwang.access.Decision;
import io.yiwang.house.Problem;
import io.yiwang.registry.Readers;
import io.yiwang.registry.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The doors in their table, shown as the policy shows them to whoever asks. */
@Component
public class Doors {
  private final JdbcClient jdbc;
  private final Readers readers;

  Doors(JdbcClient jdbc, Readers readers) {
    this.readers = readers;
    this.jdbc = jdbc;
  }

  public Door get(Scope scope, long id) {
    return find(scope, id).orElseThrow(() -> Problem.notFound("door", id));
  }

  public Optional<Door> find(Scope scope, long id) {
    return jdbc.sql("select * from registry.door where id = :id and" + Scope.sql("region_path"))
        .param("id", id)
        .params(scope.params())
        .query(door())
        .optional();
  }

  /** Address, quarter, building, entrance and door; not masked. */
  public Optional<String> place(Scope scope, long id) {
    return jdbc.sql(
            """
            select q.address || ' ' || q.name || ' ' || b.name || ' ' || d.entrance || ' ' || d.label
            from registry.door d join registry.building b on b.id = d.building_id
              join registry.quarter q on q.id = d.quarter_id
            where d.id = :id and\
            """
                + Scope.sql("d.region_path"))
        .param("id", id)
        .params(scope.params())
        .query(String.class)
        .optional();
  }

  /** All doors of a building, as one walks: entrance, floor from the ground up, label. */
  public List<Door> ofBuilding(Scope scope, long buildingId) {
    return jdbc.sql(
            "select * from registry.door where building_id = :building and"
                + Scope.sql("region_path")
                + "order by entrance, floor, label")
        .param("building", buildingId)
        .params(scope.params())
        .query(door())
        .list();
  }

  /** All doors of a quarter, each building's as {@link #ofBuilding} has them. */
  public List<Door> ofQuarter(Scope scope, long quarterId) {
    return jdbc.sql(
            "select * from registry.door where quarter_id = :quarter and"
                + Scope.sql("region_path")
                + "order by entrance, floor, label")
        .param("quarter", quarterId)
        .params(scope.params())
        .query(door())
        .list();
  }

  /** Where a door is, as an import names it. */
  public record Place(Building building, int entrance, int floor, String label) {}

  /** Adds it unless the building has that door; occupancy is changed when it is known. */
  public long ensure(Place place, Occupancy occupancy, @Nullable LocalDate checkedOn) {
    return jdbc.sql(
            """
            insert into registry.door as d
              (quarter_id, building_id, entrance, floor, label, occupancy, checked_on, region_path)
            values (:quarter, :building, :entrance, :floor, :label, :occupancy, :checked, :path)
            on conflict (building_id, entrance, label) do update set floor = excluded.floor,
              occupancy = case when excluded.occupancy = 0 then d.occupancy else excluded.occupancy end,
              checked_on = coalesce(excluded.checked_on, d.checked_on)
            returning id
            """)
        .param("quarter", place.building().quarterId())
        .param("building", place.building().id())
        .param("entrance", place.entrance())
        .param("floor", place.floor())
        .param("label", place.label())
        .param("occupancy", occupancy.ordinal())
        .param("checked", checkedOn)
        .param("path", place.building().regionPath())
        .query(Long.class)
        .single();
  }

  /** Notes how it is lived in; false when there is no such door in the scope. */
  public boolean occupy(Scope scope, long id, Occupancy occupancy, LocalDate checkedOn) {
    return jdbc.sql(
                "update registry.door set occupancy = :occupancy, checked_on = :checked"
                    + " where id = :id and"
                    + Scope.sql("region_path"))
            .param("occupancy", occupancy.ordinal())
            .param("checked", checkedOn)
            .param("id", id)
            .params(scope.params())
            .update()
        > 0;
  }

  private RowMapper<Door> door() {
    Function<String, Decision> shown = readers.shown(Readers.DOOR);
    return (rs, row) -> door(rs, shown.apply(rs.getString("region_path")));
  }

  private static Door door(ResultSet rs, Decision shown) throws SQLException {
    boolean occupancy = shown.field("occupancy").plain();
    return new Door(
        rs.getLong("id"),
        rs.getLong("quarter_id"),
        rs.getLong("building_id"),
        rs.getInt("entrance"),
        rs.getInt("floor"),
        Objects.requireNonNullElse(shown.field("number").apply(rs.getString("label")), ""),
        occupancy ? Occupancy.of(rs.getInt("occupancy")) : Occupancy.UNKNOWN,
        occupancy ? rs.getObject("checked_on", LocalDate.class) : null,
        rs.getString("region_path"),
        rs.getString("unit_code"));
  }
}
