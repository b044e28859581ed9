package io.yiwang.citymap.components;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One thing as tiles need it. Reused for the next row: take out what you keep. */
public final class ComponentRow {
  public long id;
  public int latE7;
  public int lngE7;
  public int classNo;
  public int state;
  public @Nullable String name;

  /** Metres above ground, NaN when unknown. */
  public float height;

  /** WKB, null of a point. */
  public byte @Nullable [] shape;

  /** JSON of lines, areas and valves, null of other points. */
  public @Nullable String details;

  ComponentRow() {}

  /** Columns: id, place, class, state, name, details; then height and shape where there is one. */
  void read(ResultSet rs, boolean shaped) throws SQLException {
    id = rs.getLong(1);
    latE7 = rs.getInt(2);
    lngE7 = rs.getInt(3);
    classNo = rs.getInt(4);
    state = rs.getInt(5);
    name = rs.getString(6);
    details = rs.getString(7);
    height = Float.NaN;
    if (shaped) {
      float metres = rs.getFloat(8);
      height = rs.wasNull() ? Float.NaN : metres;
      shape = rs.getBytes(9);
    }
  }
}
