package io.yiwang.registry.houses;

import io.yiwang.house.Problem;
import io.yiwang.registry.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The buildings in their table. */
@Component
public class Buildings {
  private final JdbcClient jdbc;

  Buildings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Building get(Scope scope, long id) {
    return jdbc.sql("select * from registry.building where id = :id and" + Scope.sql("region_path"))
        .param("id", id)
        .params(scope.params())
        .query(Buildings::building)
        .optional()
        .orElseThrow(() -> Problem.notFound("building", id));
  }

  /** All buildings of a quarter; numbers in their names count as numbers. */
  public List<Building> ofQuarter(Scope scope, long quarterId) {
    return jdbc.sql(
            "select * from registry.building where quarter_id = :quarter and"
                + Scope.sql("region_path")
                + "order by nullif(regexp_replace(name, '\\D', '', 'g'), '')::numeric, name")
        .param("quarter", quarterId)
        .params(scope.params())
        .query(Buildings::building)
        .list();
  }

  /** Adds it unless the quarter has one of that name; it grows when a door is higher up. */
  public Building ensure(long quarterId, String name, int floors, String regionPath) {
    return jdbc.sql(
            """
            insert into registry.building as b (quarter_id, name, floors, region_path)
            values (:quarter, :name, :floors, :path)
            on conflict (quarter_id, name) do update set floors = greatest(b.floors, excluded.floors)
            returning *
            """)
        .param("quarter", quarterId)
        .param("name", name)
        .param("floors", Math.max(1, floors))
        .param("path", regionPath)
        .query(Buildings::building)
        .single();
  }

  private static Building building(ResultSet rs, int row) throws SQLException {
    return new Building(
        rs.getLong("id"),
        rs.getLong("quarter_id"),
        rs.getString("name"),
        rs.getInt("floors"),
        rs.getString("region_path"));
  }
}
