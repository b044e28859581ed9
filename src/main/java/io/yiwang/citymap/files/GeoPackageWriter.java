package io.yiwang.citymap.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;

/** A GeoPackage (OGC 12-128r17) with tables points, lines and areas, as far as there are such. */
final class GeoPackageWriter implements MapWriter {
  private final OutputStream out;
  private final List<OutColumn> columns;
  private final int epsg;
  private final Instant at;
  private final CoordinateSystem system;
  private final Path file;
  private final Connection sqlite;
  private final Map<ShapeFileWriter.Kind, PreparedStatement> inserts =
      new EnumMap<>(ShapeFileWriter.Kind.class);
  private final Map<ShapeFileWriter.Kind, Envelope> bounds =
      new EnumMap<>(ShapeFileWriter.Kind.class);

  GeoPackageWriter(OutputStream out, List<OutColumn> columns, int epsg, Instant at)
      throws IOException {
    this.at = at;
    this.out = out;
    this.columns = columns;
    this.epsg = epsg;
    system = CoordinateSystem.of("EPSG:" + epsg);
    file = Files.createTempFile("yiwang-", ".gpkg");
    try {
      sqlite = DriverManager.getConnection("jdbc:sqlite:" + file);
      begin();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static IOException failed(SQLException e) {
    return new IOException("The GeoPackage cannot be written.", e);
  }

  private void begin() throws SQLException {
    try (Statement sql = sqlite.createStatement()) {
      sql.execute("pragma journal_mode = off");
      sql.execute("pragma synchronous = off");
      sql.execute("pragma application_id = 1196444487");
      sql.execute("pragma user_version = 10300");
    }
    sqlite.setAutoCommit(false);
    try (Statement sql = sqlite.createStatement()) {
      sql.execute(
          """
          create table gpkg_spatial_ref_sys (srs_name text not null, srs_id integer primary key, organization text not null,
            organization_coordsys_id integer not null, definition text not null, description text)
          """);
      sql.execute(
          """
          create table gpkg_contents (table_name text not null primary key, data_type text not null, identifier text unique,
            description text default '', last_change datetime not null, min_x double, min_y double, max_x double,
            max_y double, srs_id integer references gpkg_spatial_ref_sys (srs_id))
          """);
      sql.execute(
          """
          create table gpkg_geometry_columns (table_name text not null references gpkg_contents (table_name),
            column_name text not null, geometry_type_name text not null, srs_id integer not null references
            gpkg_spatial_ref_sys (srs_id), z tinyint not null, m tinyint not null, primary key (table_name, column_name))
          """);
      sql.execute(
          "insert into gpkg_spatial_ref_sys values ('Undefined cartesian', -1, 'NONE', -1,"
              + " 'undefined', null), ('Undefined geographic', 0, 'NONE', 0, 'undefined', null)");
    }
    system(4326);
    if (epsg != 4326) {
      system(epsg);
    }
  }

  private void system(int code) throws SQLException {
    try (PreparedStatement insert =
        sqlite.prepareStatement(
            "insert into gpkg_spatial_ref_sys values (?, ?, 'EPSG', ?, ?, null)")) {
      insert.setString(1, "EPSG:" + code);
      insert.setInt(2, code);
      insert.setInt(3, code);
      insert.setString(4, SystemText.of(code));
      insert.execute();
    }
  }

  @Override
  public void write(@Nullable Object[] values, Geometry shape) throws IOException {
    Geometry there = system.ofWgs84(shape);
    ShapeFileWriter.Kind kind = ShapeFileWriter.Kind.of(shape);
    try {
      PreparedStatement insert = inserts.get(kind);
      if (insert == null) {
        insert = table(kind);
        inserts.put(kind, insert);
      }
      for (int i = 0; i < values.length; i++) {
        insert.setObject(i + 1, values[i]);
      }
      insert.setBytes(values.length + 1, blob(there));
      insert.execute();
    } catch (SQLException e) {
      throw failed(e);
    }
    bounds.computeIfAbsent(kind, k -> new Envelope()).expandToInclude(there.getEnvelopeInternal());
  }

  private PreparedStatement table(ShapeFileWriter.Kind kind) throws SQLException {
    String names =
        columns.stream()
            .map(
                c ->
                    '"'
                        + c.name()
                        + '"'
                        + (c.kind() == OutColumn.Kind.NUMBER ? " double" : " text"))
            .collect(Collectors.joining(", "));
    try (Statement sql = sqlite.createStatement()) {
      sql.execute(
          "create table %s (fid integer primary key autoincrement, %s, geom geometry)"
              .formatted(kind.lower(), names));
    }
    String places = "?, ".repeat(columns.size()) + "?";
    return sqlite.prepareStatement(
        "insert into %s values (null, %s)".formatted(kind.lower(), places));
  }

  private byte[] blob(Geometry shape) {
    byte[] wkb = new WKBWriter().write(shape);
    ByteBuffer blob = ByteBuffer.allocate(8 + wkb.length).order(ByteOrder.LITTLE_ENDIAN);
    blob.put((byte) 'G').put((byte) 'P').put((byte) 0).put((byte) 1).putInt(epsg).put(wkb);
    return blob.array();
  }

  @Override
  public void finish() throws IOException {
    try {
      for (ShapeFileWriter.Kind kind : inserts.keySet()) {
        contents(kind.lower(), bounds.getOrDefault(kind, new Envelope()));
      }
      sqlite.commit();
      sqlite.close();
    } catch (SQLException e) {
      throw failed(e);
    }
    Files.copy(file, out);
    out.flush();
  }

  private void contents(String table, Envelope box) throws SQLException {
    try (PreparedStatement contents =
            sqlite.prepareStatement(
                "insert into gpkg_contents values (?, 'features', ?, '', ?, ?, ?, ?, ?, ?)");
        PreparedStatement geometry =
            sqlite.prepareStatement(
                "insert into gpkg_geometry_columns values (?, 'geom', 'GEOMETRY', ?, 0, 0)")) {
      contents.setString(1, table);
      contents.setString(2, table);
      contents.setString(3, at.truncatedTo(ChronoUnit.MILLIS).toString());
      contents.setDouble(4, box.getMinX());
      contents.setDouble(5, box.getMinY());
      contents.setDouble(6, box.getMaxX());
      contents.setDouble(7, box.getMaxY());
      contents.setInt(8, epsg);
      contents.execute();
      geometry.setString(1, table);
      geometry.setInt(2, epsg);
      geometry.execute();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      sqlite.close();
    } catch (SQLException e) {
      throw failed(e);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
