package io.yiwang.registry.houses;

import io.yiwang.house.Problem;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.registry.Scope;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The quarters in their table. */
@Component
public class Quarters {
  private static final TypeReference<Map<String, Integer>> COUNTS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  Quarters(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  public Quarter get(Scope scope, long id) {
    return jdbc.sql("select * from registry.quarter where id = :id and" + Scope.sql("region_path"))
        .param("id", id)
        .params(scope.params())
        .query(this::quarter)
        .optional()
        .orElseThrow(() -> Problem.notFound("quarter", id));
  }

  /** All quarters of a scope, by name. */
  public List<Quarter> list(Scope scope) {
    return jdbc.sql(
            "select * from registry.quarter where" + Scope.sql("region_path") + "order by name, id")
        .params(scope.params())
        .query(this::quarter)
        .list();
  }

  /** A quarter to be added. */
  public record NewQuarter(
      String name,
      String address,
      String regionCode,
      String regionPath,
      @Nullable String unitCode,
      GeoPoint point,
      @Nullable Integer built,
      List<Double> outline) {}

  /** Adds it unless the region has one of that name; returns the id of the one that is there. */
  public long ensure(NewQuarter q) {
    return jdbc.sql(
            """
            insert into registry.quarter
              (name, address, region_code, region_path, unit_code, lat, lng, s2, built, outline)
            values (:name, :address, :code, :path, :unit, :lat, :lng, :s2, :built, :outline)
            on conflict (region_code, name) do update set address = excluded.address
            returning id
            """)
        .param("name", q.name())
        .param("address", q.address())
        .param("code", q.regionCode())
        .param("path", q.regionPath())
        .param("unit", q.unitCode())
        .param("lat", q.point().lat())
        .param("lng", q.point().lng())
        .param("s2", q.point().s2Leaf())
        .param("built", q.built())
        .param("outline", q.outline().stream().mapToDouble(Double::doubleValue).toArray())
        .query(Long.class)
        .single();
  }

  private Quarter quarter(ResultSet rs, int row) throws SQLException {
    Array outline = rs.getArray("outline");
    int built = rs.getInt("built");
    Map<String, Integer> counts = json.readValue(rs.getString("counts"), COUNTS);
    String released = rs.getString("released");
    return new Quarter(
        rs.getLong("id"),
        rs.getString("name"),
        rs.getString("address"),
        rs.getString("region_code"),
        rs.getString("region_path"),
        rs.getString("unit_code"),
        rs.getDouble("lat"),
        rs.getDouble("lng"),
        built == 0 ? null : built,
        outline == null ? List.of() : Arrays.asList((Double[]) outline.getArray()),
        counts,
        released == null ? counts : json.readValue(released, COUNTS));
  }
}
