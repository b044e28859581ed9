package io.yiwang.citymap.regions;

import io.yiwang.citymap.City;
import io.yiwang.citymap.Region;
import io.yiwang.house.Problem;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.RegionLevel;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Regions in their table. A region that is replaced gets an end; one that did not change is left
 * alone.
 */
public class RegionStore {
  private static final int BATCH = 1_000;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  public RegionStore(JdbcTemplate jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  private record Row(Region region, byte[] area, CellCover cover) {}

  /** Keeps planned regions; answers how many of them were new or changed. */
  public int save(List<RegionPlan.Planned> planned, LocalDate today) {
    List<Row> rows = rows(planned);
    Integer changed =
        transaction.execute(
            status -> {
              jdbc.execute("select pg_advisory_xact_lock(hashtext('citymap.region'))");
              stage(rows);
              return merge(today);
            });
    return changed == null ? 0 : changed;
  }

  private static List<Row> rows(List<RegionPlan.Planned> planned) {
    return planned.parallelStream()
        .map(p -> new Row(p.region(), new WKBWriter().write(p.area()), CellCover.of(p.area())))
        .toList();
  }

  /** The path of a region is another now. */
  record Moved(String was, String now) {}

  /**
   * Keeps planned regions and ends others, in the caller's transaction; answers whose paths have
   * changed.
   *
   * @param before told the codes of what is about to change
   */
  List<Moved> reorganise(
      List<RegionPlan.Planned> planned,
      Collection<String> ended,
      LocalDate day,
      Consumer<Collection<String>> before) {
    jdbc.execute("select pg_advisory_xact_lock(hashtext('citymap.region'))");
    jdbc.execute("drop table if exists pg_temp.region_was, pg_temp.region_draft");
    jdbc.execute(
        """
        create temporary table region_was on commit drop as
        select code, path from citymap.region where valid_to is null
        """);
    Set<String> touched = new TreeSet<>(ended);
    planned.forEach(p -> touched.add(p.region().code()));
    before.accept(touched);
    end(ended, day);
    stage(rows(planned));
    merge(day);
    return jdbc.query(
        """
        select w.path, r.path from region_was w
        join citymap.region r on r.code = w.code and r.valid_to is null and r.path <> w.path
        """,
        (rs, i) -> new Moved(rs.getString(1), rs.getString(2)));
  }

  private void end(Collection<String> codes, LocalDate day) {
    jdbc.update(
        """
        update citymap.region set valid_to = greatest(valid_from, ?)
        where valid_to is null and code = any(?)
        """,
        Date.valueOf(day),
        codes.toArray(String[]::new));
  }

  /** What became of those of the codes whose regions are no more. */
  public Map<String, String> gone(Collection<String> codes) {
    Map<String, String> gone = new TreeMap<>();
    jdbc.query(
        """
        select s.code, string_agg(s.successor, ', ' order by s.successor)
        from citymap.region_successor s where s.code = any(?)
          and not exists (select from citymap.region r where r.code = s.code and r.valid_to is null)
        group by s.code
        """,
        (RowCallbackHandler) rs -> gone.put(rs.getString(1), rs.getString(2)),
        (Object) codes.toArray(String[]::new));
    return gone;
  }

  /** The present area of a region; the city's is its extent as long as it has none. */
  Geometry area(String code) {
    return jdbc
        .query(
            "select area from citymap.region where code = ? and valid_to is null",
            (rs, i) -> area(rs.getBytes(1)),
            code)
        .stream()
        .findFirst()
        .orElseThrow(() -> Problem.notFound("area of region", code));
  }

  /** The present path of a region, as the caller's transaction sees it. */
  String path(String code) {
    return jdbc
        .query(
            "select path from citymap.region where code = ? and valid_to is null",
            (rs, i) -> rs.getString(1),
            code)
        .stream()
        .findFirst()
        .orElseThrow(() -> Problem.notFound("region", code));
  }

  private void stage(List<Row> rows) {
    jdbc.execute(
        """
        create temporary table region_draft
        (like citymap.region including defaults) on commit drop
        """);
    jdbc.execute("alter table region_draft alter valid_from drop not null");
    jdbc.batchUpdate(
        """
        insert into region_draft (code, level, name_zh, name_en, parent, path, lat, lng, area,
          cells, inner_cells)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        rows,
        BATCH,
        RegionStore::bind);
  }

  private static void bind(PreparedStatement ps, Row row) throws SQLException {
    Region r = row.region;
    ps.setString(1, r.code());
    ps.setString(2, r.level().name());
    ps.setString(3, r.nameZh());
    ps.setString(4, r.nameEn());
    ps.setString(5, r.parent());
    ps.setString(6, r.path());
    ps.setDouble(7, r.centre().lat());
    ps.setDouble(8, r.centre().lng());
    ps.setBytes(9, row.area);
    Long[] cells = LongStream.of(row.cover.cells()).boxed().toArray(Long[]::new);
    ps.setArray(10, ps.getConnection().createArrayOf("bigint", cells));
    ps.setInt(11, row.cover.inner().length);
  }

  private int merge(LocalDate today) {
    jdbc.update(
        """
        delete from region_draft d using citymap.region r
        where r.code = d.code and r.valid_to is null and r.level = d.level
          and r.name_zh = d.name_zh and r.name_en = d.name_en and r.parent is not distinct from d.parent
          and r.area = d.area
        """);
    Date day = Date.valueOf(today);
    jdbc.update(
        """
        update citymap.region r set valid_to = ? from region_draft d
        where r.code = d.code and r.valid_to is null and r.valid_from < ?
        """,
        day,
        day);
    int changed =
        jdbc.update(
            """
            insert into citymap.region (code, valid_from, level, name_zh, name_en, parent, path, lat,
              lng, area, cells, inner_cells)
            select code, ?, level, name_zh, name_en, parent, path, lat, lng, area, cells, inner_cells
            from region_draft
            on conflict (code, valid_from) do update set valid_to = null, level = excluded.level,
              name_zh = excluded.name_zh, name_en = excluded.name_en, parent = excluded.parent,
              path = excluded.path, lat = excluded.lat, lng = excluded.lng, area = excluded.area,
              cells = excluded.cells, inner_cells = excluded.inner_cells
            """,
            day);
    mendPaths();
    return changed;
  }

  /** Regions below one that moved to another parent move with it. */
  private void mendPaths() {
    jdbc.update(
        """
        with recursive line (code, path) as (
          select code, path from citymap.region
          where valid_to is null
            and (parent is null
              or not exists (
                select from citymap.region p where p.code = region.parent and p.valid_to is null))
          union all
          select r.code, line.path || '.' || r.code
          from citymap.region r join line on r.parent = line.code
          where r.valid_to is null)
        update citymap.region r set path = line.path from line
        where r.code = line.code and r.valid_to is null and r.path <> line.path
        """);
  }

  /** An index of all present regions. */
  public RegionIndex index(City city) {
    List<Stored> stored = new ArrayList<>();
    jdbc.query(
        """
        select code, level, name_zh, name_en, parent, path, lat, lng, area, cells, inner_cells
        from citymap.region where valid_to is null
        """,
        rs -> {
          stored.add(
              new Stored(
                  region(rs),
                  rs.getBytes("area"),
                  CellCover.ofCells(
                      (Long[]) rs.getArray("cells").getArray(), rs.getInt("inner_cells"))));
        });
    return new RegionIndex(city, stored.parallelStream().map(Stored::placed).toList());
  }

  private record Stored(Region region, byte[] wkb, CellCover cover) {
    Placed placed() {
      return new Placed(region, new PreparedArea(area(wkb)), cover);
    }
  }

  static Region region(ResultSet rs) throws SQLException {
    return new Region(
        rs.getString("code"),
        RegionLevel.valueOf(rs.getString("level")),
        rs.getString("name_zh"),
        rs.getString("name_en"),
        rs.getString("parent"),
        rs.getString("path"),
        new GeoPoint(rs.getDouble("lat"), rs.getDouble("lng")));
  }

  /** Areas of the regions of a level below a region, by code. */
  public List<RegionPlan.Planned> areas(RegionLevel level, String parentPath) {
    return jdbc.query(
        """
        select code, level, name_zh, name_en, parent, path, lat, lng, area from citymap.region
        where valid_to is null and level = ? and (path = ? or starts_with(path, ?))
        order by code
        """,
        (rs, i) -> new RegionPlan.Planned(region(rs), area(rs.getBytes("area"))),
        level.name(),
        parentPath,
        parentPath + ".");
  }

  static Geometry area(byte[] wkb) {
    try {
      return new WKBReader().read(wkb);
    } catch (ParseException e) {
      throw new IllegalStateException("citymap.region must hold WKB.", e);
    }
  }
}
