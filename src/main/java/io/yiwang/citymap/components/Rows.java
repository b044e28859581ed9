package io.yiwang.citymap.components;

import io.yiwang.citymap.Accuracy;
import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentSource;
import io.yiwang.citymap.ComponentState;
import io.yiwang.kernel.GeoPoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;
import tools.jackson.databind.json.JsonMapper;

/** Things as rows of {@code citymap.component} and {@code citymap.component_past}. */
public final class Rows {
  /** Columns both tables share, in the order in which they are written. */
  public static final String COLUMNS =
      "id, s2, valid_from, known_from, lat_e7, lng_e7, class_no, manager, owner, maintainer,"
          + " height, state, accuracy, source, name, address, remark, details, shape, region_path";

  static final int COLUMN_COUNT = 20;

  private static final String PRESENT =
      "(select "
          + COLUMNS
          + ", null::timestamptz as valid_to, null::timestamptz as known_to from"
          + " citymap.component)";
  private static final String AT_A_TIME =
      """
      (select %1$s, null::timestamptz as valid_to, null::timestamptz as known_to from citymap.component
       where valid_from <= %2$s and known_from <= %3$s
       union all
       select %1$s, valid_to, known_to from citymap.component_past
       where valid_from <= %2$s and (valid_to is null or valid_to > %2$s)
         and known_from <= %3$s and (known_to is null or known_to > %3$s))
      """;

  private Rows() {}

  /** What stands for the table in a question about a moment; the moment's times are in the text. */
  static String relation(AsOf asOf) {
    return asOf.isNow()
        ? PRESENT
        : AT_A_TIME.formatted(COLUMNS, literal(asOf.valid()), literal(asOf.known()));
  }

  private static String literal(@Nullable Instant at) {
    return at == null ? "'infinity'::timestamptz" : "'" + at + "'::timestamptz";
  }

  /** A row that has {@link #COLUMNS}, {@code valid_to} and {@code known_to}. */
  public static Component read(ResultSet rs, JsonMapper json) throws SQLException {
    String details = rs.getString("details");
    int lat = rs.getInt("lat_e7");
    int lng = rs.getInt("lng_e7");
    return new Component(
        rs.getLong("id"),
        rs.getInt("class_no"),
        ComponentState.of(rs.getInt("state")),
        rs.getString("name"),
        rs.getString("address"),
        GeoPoint.ofE7(lat, lng),
        shape(rs.getBytes("shape")),
        rs.getObject("height", Float.class),
        rs.getObject("manager", Integer.class),
        rs.getObject("owner", Integer.class),
        rs.getObject("maintainer", Integer.class),
        Accuracy.of(rs.getInt("accuracy")),
        ComponentSource.of(rs.getInt("source")),
        rs.getString("remark"),
        details == null ? null : json.readTree(details),
        time(rs, "valid_from", Instant.EPOCH),
        rs.getTimestamp("valid_to") == null ? null : time(rs, "valid_to", Instant.EPOCH),
        time(rs, "known_from", Instant.EPOCH),
        rs.getTimestamp("known_to") == null ? null : time(rs, "known_to", Instant.EPOCH),
        rs.getString("region_path"));
  }

  private static Instant time(ResultSet rs, String column, Instant none) throws SQLException {
    Timestamp at = rs.getTimestamp(column);
    return at == null ? none : at.toInstant();
  }

  static @Nullable Geometry shape(byte @Nullable [] wkb) {
    if (wkb == null) {
      return null;
    }
    try {
      return new WKBReader().read(wkb);
    } catch (ParseException e) {
      throw new IllegalStateException("A shape in citymap.component cannot be read.", e);
    }
  }

  static byte @Nullable [] wkb(@Nullable Geometry shape) {
    return shape == null ? null : new WKBWriter(2).write(shape);
  }

  /** Values of {@link #COLUMNS} for a statement. */
  static List<@Nullable Object> values(Component c, JsonMapper json) {
    List<@Nullable Object> values = new ArrayList<>(COLUMN_COUNT + 2);
    values.add(c.id());
    values.add(c.point().s2Leaf());
    values.add(Timestamp.from(c.validFrom()));
    values.add(Timestamp.from(c.knownFrom()));
    values.add(c.point().latE7());
    values.add(c.point().lngE7());
    values.add(c.classNo());
    values.add(c.manager());
    values.add(c.owner());
    values.add(c.maintainer());
    values.add(c.height());
    values.add(c.state().number());
    values.add(c.accuracy().number());
    values.add(c.source().number());
    values.add(c.name());
    values.add(c.address());
    values.add(c.remark());
    values.add(c.details() == null ? null : json.writeValueAsString(c.details()));
    values.add(wkb(c.shape()));
    values.add(c.regionPath());
    return values;
  }

  /** Placeholders for {@link #values}. */
  static final String PLACES =
      "?, ?, ?, ?, ?, ?, ?, ?::int, ?::int, ?::int, ?::real, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::bytea,"
          + " ?";

  static @Nullable Timestamp timestamp(@Nullable Instant at) {
    return at == null ? null : Timestamp.from(at);
  }
}
