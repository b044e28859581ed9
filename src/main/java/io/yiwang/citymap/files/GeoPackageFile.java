package io.yiwang.citymap.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;

/**
 * A table of features in a GeoPackage (OGC 12-128). The database comes from outside: it is read
 * only, nothing in its schema is trusted, and only real tables are read.
 */
final class GeoPackageFile implements MapFile {
  private static final int WITHOUT_ENVELOPE = 8;
  private static final int[] ENVELOPE_BYTES = {0, 32, 48, 48, 64};

  private final Path file;
  private final Runnable done;
  private final Table table;
  private final List<String> notes = new ArrayList<>();

  private record Table(String name, String geometry, @Nullable String system) {}

  GeoPackageFile(Path file, ReadOptions options, Runnable done) {
    this.file = file;
    this.done = done;
    try (Connection sqlite = ForeignSqlite.open(file)) {
      table = chosen(tables(sqlite), options.layer());
    } catch (SQLException e) {
      throw broken(e);
    }
  }

  private static FileFault broken(SQLException e) {
    return new FileFault(
        "The GeoPackage cannot be read: " + e.getMessage(), "Maybe it is damaged.");
  }

  private Table chosen(List<Table> all, @Nullable String layer) {
    if (all.isEmpty()) {
      throw new FileFault(
          "The GeoPackage has no table of features.", "Maybe it has tiles or a view only.");
    }
    if (layer == null && all.size() > 1) {
      notes.add(
          "The GeoPackage has "
              + all.stream().map(Table::name).toList()
              + "; the first was read. Maybe say layer.");
    }
    return layer == null
        ? all.getFirst()
        : all.stream()
            .filter(one -> one.name.equals(layer))
            .findFirst()
            .orElseThrow(
                () ->
                    new FileFault(
                        "The GeoPackage has no table " + layer + ".",
                        "Maybe one of " + all.stream().map(Table::name).toList() + "."));
  }

  private static List<Table> tables(Connection sqlite) throws SQLException {
    List<Table> tables = new ArrayList<>();
    try (Statement statement = ForeignSqlite.statement(sqlite);
        ResultSet rs =
            statement.executeQuery(
                """
                select g.table_name, g.column_name, s.organization, s.organization_coordsys_id, s.definition
                from gpkg_geometry_columns g
                  join sqlite_master m on m.name = g.table_name and m.type = 'table'
                  left join gpkg_spatial_ref_sys s on s.srs_id = g.srs_id
                order by g.rowid limit 1000
                """)) {
      while (rs.next()) {
        tables.add(new Table(rs.getString(1), rs.getString(2), system(rs)));
      }
    }
    return tables;
  }

  private static @Nullable String system(ResultSet rs) throws SQLException {
    String organization = rs.getString(3);
    int code = rs.getInt(4);
    if (organization != null && organization.equalsIgnoreCase("EPSG") && code > 0) {
      return "EPSG:" + code;
    }
    String definition = rs.getString(5);
    return definition == null || definition.equals("undefined") ? null : definition;
  }

  @Override
  public String format() {
    return "GeoPackage";
  }

  @Override
  public @Nullable String declaredSystem() {
    return table.system;
  }

  @Override
  public List<String> notes() {
    return notes;
  }

  @Override
  public void read(Rows rows) {
    try (Connection sqlite = ForeignSqlite.open(file);
        Statement statement = ForeignSqlite.statement(sqlite);
        ResultSet rs =
            statement.executeQuery(
                "select * from \"" + table.name.replace("\"", "\"\"") + "\" order by rowid")) {
      ResultSetMetaData columns = rs.getMetaData();
      for (long row = 1; rs.next(); row++) {
        take(row, rs, columns, rows);
      }
    } catch (SQLException e) {
      throw broken(e);
    }
  }

  private void take(long row, ResultSet rs, ResultSetMetaData columns, Rows rows)
      throws SQLException {
    var fields = new MapFeature.Fields();
    byte[] blob = null;
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String name = columns.getColumnName(i);
      if (name.equalsIgnoreCase(table.geometry)) {
        blob = rs.getBytes(i);
      } else {
        Object value = rs.getObject(i);
        fields.put(name, value == null || value instanceof byte[] ? "" : value.toString());
      }
    }
    MapFeature feature;
    try {
      feature = fields.at(row, blob == null ? null : shape(blob));
    } catch (RowFault fault) {
      rows.bad(row, fault);
      return;
    }
    rows.row(feature);
  }

  private static @Nullable Geometry shape(byte[] blob) {
    if (blob.length < WITHOUT_ENVELOPE || blob[0] != 'G' || blob[1] != 'P') {
      throw new RowFault("geometry", null, "must be a GeoPackage shape.", null);
    }
    int flags = blob[3];
    int envelope = flags >> 1 & 7;
    if (envelope >= ENVELOPE_BYTES.length) {
      throw new RowFault("geometry", null, "has an envelope that is none.", null);
    }
    int from = WITHOUT_ENVELOPE + ENVELOPE_BYTES[envelope];
    if ((flags & 0x10) != 0 || from >= blob.length) {
      return null;
    }
    ByteBuffer wkb = ByteBuffer.wrap(blob, from, blob.length - from).slice();
    wkb.order(ByteOrder.BIG_ENDIAN);
    byte[] bytes = new byte[wkb.remaining()];
    wkb.get(bytes);
    try {
      Geometry shape = new WKBReader().read(bytes);
      return shape.isEmpty() ? null : shape;
    } catch (ParseException | IllegalArgumentException | NegativeArraySizeException e) {
      throw new RowFault("geometry", null, "is a damaged shape.", null);
    }
  }

  @Override
  public void close() throws IOException {
    done.run();
  }
}
