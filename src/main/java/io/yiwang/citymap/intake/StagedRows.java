package io.yiwang.citymap.intake;

import io.yiwang.citymap.files.RowFault;
import io.yiwang.citymap.intake.StagedRow.Difference;
import io.yiwang.citymap.intake.StagedRow.Kind;
import io.yiwang.kernel.GeoPoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of imports in their tables; used as the platform. */
@Component
class StagedRows {
  private static final int BATCH = 500;

  private final JdbcTemplate template;
  private final JdbcClient jdbc;
  private final JsonMapper json;

  StagedRows(JdbcTemplate template, JdbcClient jdbc, JsonMapper json) {
    this.template = template;
    this.jdbc = jdbc;
    this.json = json;
  }

  void add(long id, List<MappedRow> rows) {
    template.batchUpdate(
        """
        insert into citymap.map_import_row (import_id, row_no, given_id, source_key, class_no, division, lat_e7, lng_e7,
          shape, facts)
        values (?, ?, ?::bigint, ?, ?, ?, ?, ?, ?, ?::jsonb)
        """,
        rows,
        BATCH,
        (ps, r) -> {
          ps.setLong(1, id);
          ps.setLong(2, r.row());
          ps.setObject(3, r.id(), java.sql.Types.BIGINT);
          ps.setString(4, r.key());
          ps.setInt(5, r.classNo());
          ps.setInt(6, Integer.parseInt(r.division()));
          ps.setInt(7, r.point().latE7());
          ps.setInt(8, r.point().lngE7());
          ps.setBytes(9, bytes(r.shape()));
          ps.setString(10, json.writeValueAsString(r.facts()));
        });
  }

  static byte @Nullable [] bytes(@Nullable Geometry shape) {
    return shape == null ? null : new WKBWriter().write(shape);
  }

  /** Which of the keys the import has already, and in which row. */
  Map<String, Long> rowsOf(long id, Collection<String> keys) {
    Map<String, Long> found = new HashMap<>();
    jdbc.sql(
            "select source_key, row_no from citymap.map_import_row where import_id = ? and"
                + " source_key = any(?)")
        .params(id, keys.toArray(String[]::new))
        .query(
            rs -> {
              found.put(rs.getString(1), rs.getLong(2));
            });
    return found;
  }

  /** A row that is not taken. */
  record Reject(long row, String field, String value, String rule, @Nullable String advice) {
    static Reject of(long row, RowFault fault) {
      return new Reject(row, fault.field(), fault.value(), fault.rule(), fault.advice());
    }
  }

  void reject(long id, List<Reject> rejects) {
    template.batchUpdate(
        """
        insert into citymap.map_import_reject (import_id, row_no, field, value, rule, advice) values (?, ?, ?, ?, ?, ?)
        on conflict (import_id, row_no) do nothing
        """,
        rejects,
        BATCH,
        (ps, r) -> {
          ps.setLong(1, id);
          ps.setLong(2, r.row());
          ps.setString(3, r.field().replace("\0", ""));
          ps.setString(4, r.value().replace("\0", ""));
          ps.setString(5, r.rule());
          ps.setString(6, r.advice());
        });
  }

  List<Reject> rejects(long id, long after, int limit) {
    return jdbc.sql(
            """
            select * from citymap.map_import_reject where import_id = ? and row_no > ? order by row_no limit ?
            """)
        .params(id, after, limit)
        .query(
            (rs, i) ->
                new Reject(
                    rs.getLong("row_no"),
                    rs.getString("field"),
                    rs.getString("value"),
                    rs.getString("rule"),
                    rs.getString("advice")))
        .list();
  }

  /** How often a rule was broken. */
  record Reason(String field, String rule, long count) {}

  List<Reason> reasons(long id) {
    return jdbc.sql(
            """
            select field, rule, count(*) n from citymap.map_import_reject where import_id = ?
            group by field, rule order by n desc, field limit 50
            """)
        .param(id)
        .query((rs, i) -> new Reason(rs.getString(1), rs.getString(2), rs.getLong(3)))
        .list();
  }

  /** Rows after a row, in their order. */
  List<StagedRow> list(long id, long after, int limit) {
    return jdbc.sql(
            "select * from citymap.map_import_row where import_id = ? and row_no > ? order by"
                + " row_no limit ?")
        .params(id, after, limit)
        .query(this::read)
        .list();
  }

  /** Rows of one kind after a row, in their order. */
  List<StagedRow> list(long id, Kind kind, long after, int limit) {
    return jdbc.sql(
            """
            select * from citymap.map_import_row where import_id = ? and kind = ? and row_no > ? order by row_no limit ?
            """)
        .params(id, kind.ordinal(), after, limit)
        .query(this::read)
        .list();
  }

  /** Changes as numbers: row, kind, longitude and latitude, and those before. */
  List<double[]> points(long id, int most) {
    return jdbc.sql(
            """
            select row_no, kind, lng_e7, lat_e7, coalesce(before_lng_e7, lng_e7), coalesce(before_lat_e7, lat_e7)
            from citymap.map_import_row where import_id = ? and kind between 1 and 4 order by kind, row_no limit ?
            """)
        .params(id, most)
        .query(
            (rs, i) ->
                new double[] {
                  rs.getLong(1),
                  rs.getInt(2),
                  rs.getInt(3) / 1e7,
                  rs.getInt(4) / 1e7,
                  rs.getInt(5) / 1e7,
                  rs.getInt(6) / 1e7
                })
        .list();
  }

  /** Begins a comparison anew. */
  void reset(long id) {
    jdbc.sql("delete from citymap.map_import_row where import_id = ? and row_no < 0")
        .param(id)
        .update();
    jdbc.sql(
            """
            update citymap.map_import_row set kind = 0, component_id = null, expected = null, before_lat_e7 = null,
              before_lng_e7 = null, metres = null, differences = '[]'
            where import_id = ? and (kind <> 0 or component_id is not null)
            """)
        .param(id)
        .update();
  }

  /** Gives rows the components their identifier or their source's key says. */
  void recognise(long id, String source) {
    jdbc.sql(
            """
            update citymap.map_import_row set component_id = given_id where import_id = ? and given_id is not null
            """)
        .param(id)
        .update();
    jdbc.sql(
            """
            update citymap.map_import_row r set component_id =
              (select k.component_id from citymap.map_source_key k where k.source = ? and k.key = r.source_key)
            where r.import_id = ? and r.given_id is null
            """)
        .params(source, id)
        .update();
  }

  /** A row that is the same component as one before it. */
  record Twice(long row, long first, long component) {}

  List<Twice> twice(long id) {
    return jdbc.sql(
            """
            select row_no, first, component_id from (
              select row_no, component_id, min(row_no) over (partition by component_id) as first
              from citymap.map_import_row where import_id = ? and component_id is not null) r
            where row_no > first order by row_no
            """)
        .param(id)
        .query((rs, i) -> new Twice(rs.getLong(1), rs.getLong(2), rs.getLong(3)))
        .list();
  }

  /** Which of the components rows of the import are taken for already. */
  List<Long> claimed(long id, Collection<Long> components) {
    return jdbc.sql(
            "select component_id from citymap.map_import_row where import_id = ? and component_id ="
                + " any(?)")
        .params(id, components.toArray(Long[]::new))
        .query((rs, i) -> rs.getLong(1))
        .list();
  }

  /** Keeps what the comparison says of rows. */
  void compared(long id, List<StagedRow> rows) {
    template.batchUpdate(
        """
        update citymap.map_import_row set kind = ?, component_id = ?::bigint, expected = ?, before_lat_e7 = ?::int,
          before_lng_e7 = ?::int, metres = ?::real, differences = ?::jsonb
        where import_id = ? and row_no = ?
        """,
        rows,
        BATCH,
        (ps, r) -> {
          GeoPoint before = r.before();
          ps.setInt(1, r.kind().ordinal());
          ps.setObject(2, r.componentId(), java.sql.Types.BIGINT);
          ps.setTimestamp(3, r.expected() == null ? null : Timestamp.from(r.expected()));
          ps.setObject(4, before == null ? null : before.latE7(), java.sql.Types.INTEGER);
          ps.setObject(5, before == null ? null : before.lngE7(), java.sql.Types.INTEGER);
          ps.setObject(6, r.metres() == null ? null : r.metres().floatValue(), java.sql.Types.REAL);
          ps.setString(7, json.writeValueAsString(r.differences()));
          ps.setLong(8, id);
          ps.setLong(9, r.row());
        });
  }

  /** Takes out rows that turn out to be bad. */
  void drop(long id, List<Reject> bad) {
    reject(id, bad);
    jdbc.sql("delete from citymap.map_import_row where import_id = ? and row_no = any(?)")
        .params(id, bad.stream().map(Reject::row).toArray(Long[]::new))
        .update();
  }

  /** Adds things of the city that the file does not have. */
  void vanished(long id, List<io.yiwang.citymap.Component> components, long firstRow) {
    long[] row = {firstRow};
    template.batchUpdate(
        """
        insert into citymap.map_import_row (import_id, row_no, kind, component_id, class_no, division, lat_e7, lng_e7,
          facts, expected, before_lat_e7, before_lng_e7)
        values (?, ?, 4, ?, ?, 0, ?, ?, ?::jsonb, ?, ?, ?)
        """,
        components,
        BATCH,
        (ps, c) -> {
          ps.setLong(1, id);
          ps.setLong(2, -row[0]++);
          ps.setLong(3, c.id());
          ps.setInt(4, c.classNo());
          ps.setInt(5, c.point().latE7());
          ps.setInt(6, c.point().lngE7());
          ps.setString(7, json.writeValueAsString(json.createObjectNode().put("name", c.name())));
          ps.setTimestamp(8, Timestamp.from(c.knownFrom()));
          ps.setInt(9, c.point().latE7());
          ps.setInt(10, c.point().lngE7());
        });
  }

  /** Sets which rows are not to be applied; all others are. */
  void leaveOut(long id, Collection<Long> rows) {
    jdbc.sql(
            """
            update citymap.map_import_row set left_out = row_no = any(?) where import_id = ?
              and left_out <> (row_no = any(?))
            """)
        .params(rows.toArray(Long[]::new), id, rows.toArray(Long[]::new))
        .update();
  }

  List<Integer> classes(long id) {
    return jdbc.sql(
            "select distinct class_no from citymap.map_import_row where import_id = ? and row_no >"
                + " 0")
        .param(id)
        .query((rs, i) -> rs.getInt(1))
        .list();
  }

  void clear(long id) {
    jdbc.sql("delete from citymap.map_import_row where import_id = ?").param(id).update();
  }

  private StagedRow read(ResultSet rs, int i) throws SQLException {
    Timestamp expected = rs.getTimestamp("expected");
    Integer beforeLat = rs.getObject("before_lat_e7", Integer.class);
    Integer beforeLng = rs.getObject("before_lng_e7", Integer.class);
    Float metres = rs.getObject("metres", Float.class);
    return new StagedRow(
        rs.getLong("row_no"),
        Kind.values()[rs.getInt("kind")],
        rs.getObject("component_id", Long.class),
        rs.getObject("given_id", Long.class),
        rs.getString("source_key"),
        rs.getInt("class_no"),
        rs.getInt("division"),
        GeoPoint.ofE7(rs.getInt("lat_e7"), rs.getInt("lng_e7")),
        shape(rs.getBytes("shape")),
        json.readTree(rs.getString("facts")),
        expected == null ? null : expected.toInstant(),
        beforeLat == null || beforeLng == null ? null : GeoPoint.ofE7(beforeLat, beforeLng),
        metres == null ? null : metres.doubleValue(),
        json.readValue(rs.getString("differences"), new TypeReference<List<Difference>>() {}),
        rs.getBoolean("left_out"));
  }

  private static @Nullable Geometry shape(byte @Nullable [] bytes) {
    try {
      return bytes == null ? null : new WKBReader().read(bytes);
    } catch (ParseException e) {
      throw new IllegalStateException("A shape that we wrote cannot be read.", e);
    }
  }
}
