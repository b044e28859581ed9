package io.yiwang.citymap;

import com.google.common.geometry.S1Angle;
import com.google.common.geometry.S2Cap;
import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2LatLng;
import com.google.common.geometry.S2RegionCoverer;
import io.yiwang.kernel.GeoPoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** The things that stand in the city, in their table. */
public class Components {
  private static final int BATCH = 1_000;
  private static final int MOST_CELLS = 8;

  private final JdbcTemplate jdbc;

  Components(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<Component> find(String id) {
    return jdbc
        .query("select * from citymap.component where id = ?", Components::component, id)
        .stream()
        .findFirst();
  }

  /**
   * Components within a radius, the nearest first: a range scan for each S2 cell of the circle's
   * cover.
   */
  public List<Component> nearest(GeoPoint point, double radiusMetres, int limit) {
    List<Component> found = new ArrayList<>();
    for (S2CellId cell : cover(point, radiusMetres)) {
      found.addAll(
          jdbc.query(
              "select * from citymap.component where s2 between ? and ?",
              Components::component,
              cell.rangeMin().id(),
              cell.rangeMax().id()));
    }
    return found.stream()
        .filter(c -> c.point().distanceMetres(point) <= radiusMetres)
        .sorted(
            Comparator.comparingDouble((Component c) -> c.point().distanceMetres(point))
                .thenComparing(Component::id))
        .limit(limit)
        .toList();
  }

  private static List<S2CellId> cover(GeoPoint point, double radiusMetres) {
    S2Cap cap =
        S2Cap.fromAxisAngle(
            S2LatLng.fromDegrees(point.lat(), point.lng()).toPoint(),
            S1Angle.radians(radiusMetres * 1.001 / GeoPoint.EARTH_RADIUS_M));
    return S2RegionCoverer.builder().setMaxCells(MOST_CELLS).build().getCovering(cap).cellIds();
  }

  /** Adds components or replaces those with the same identifiers. */
  public void load(List<Component> components) {
    jdbc.batchUpdate(
        """
        insert into citymap.component as c (id, class_code, name_zh, owner_unit, lat, lng, s2, region_code)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (id) do update set class_code = excluded.class_code, name_zh = excluded.name_zh,
          owner_unit = excluded.owner_unit, lat = excluded.lat, lng = excluded.lng,
          s2 = excluded.s2, region_code = excluded.region_code, changed_at = now()
        """,
        components,
        BATCH,
        (ps, c) -> {
          ps.setString(1, c.id());
          ps.setString(2, c.classCode());
          ps.setString(3, c.nameZh());
          ps.setString(4, c.ownerUnit());
          ps.setDouble(5, c.point().lat());
          ps.setDouble(6, c.point().lng());
          ps.setLong(7, c.point().s2Leaf());
          ps.setString(8, c.regionCode());
        });
  }

  private static Component component(ResultSet rs, int row) throws SQLException {
    return new Component(
        rs.getString("id"),
        rs.getString("class_code"),
        rs.getString("name_zh"),
        rs.getString("owner_unit"),
        new GeoPoint(rs.getDouble("lat"), rs.getDouble("lng")),
        rs.getString("region_code"));
  }
}
