package io.yiwang.citymap.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** Files are read by what they are; what is written is read again; hostile ones cost little. */
class MapFilesTest {
  private static final List<OutColumn> COLUMNS =
      List.of(
          new OutColumn("id", "ID", OutColumn.Kind.TEXT, 17),
          new OutColumn("name", "NAME", OutColumn.Kind.TEXT, 40),
          new OutColumn("height", "HEIGHT", OutColumn.Kind.NUMBER, 12));
  private static final String HOLED =
      "MULTIPOLYGON (((121 31, 121.1 31, 121.1 31.1, 121 31.1, 121 31),"
          + " (121.02 31.02, 121.02 31.04, 121.04 31.04, 121.04 31.02, 121.02 31.02)),"
          + " ((121.2 31, 121.3 31, 121.3 31.1, 121.2 31)))";

  private static final byte[] MANY_LINES =
      "1,2,3\n".repeat(1 << 17).getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  /** What a file gives, a line a row. */
  private static List<String> lines(Path file, ReadOptions options) throws IOException {
    List<String> lines = new ArrayList<>();
    try (MapFile opened = MapFiles.open(file, options)) {
      opened.read(
          new MapFile.Rows() {
            @Override
            public void row(MapFeature feature) {
              lines.add(
                  feature.row()
                      + " "
                      + String.join("|", feature.fields().values())
                      + (feature.shape() == null ? "" : " " + feature.shape().getGeometryType()));
            }

            @Override
            public void bad(long row, RowFault fault) {
              lines.add(row + " BAD " + fault.field() + " " + fault.rule());
            }
          });
    }
    return lines;
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private Path text(String name, String text) throws IOException {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Geometry shape(String text) {
    try {
      return new WKTReader().read(text);
    } catch (ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @ParameterizedTest
  @EnumSource(MapWriter.Format.class)
  void readsWhatItWrites(MapWriter.Format format) throws IOException {
    int epsg = format.anySystem() ? 4549 : 4326;
    Path file = folder.resolve("map." + format.ending());
    try (OutputStream out = Files.newOutputStream(file);
        MapWriter writer = MapWriter.open(format, out, COLUMNS, epsg, Instant.EPOCH)) {
      writer.write(
          new Object[] {"31010501037000001", "江苏路 路灯", 8.5}, shape("POINT (121.43 31.22)"));
      writer.write(new Object[] {"31010501037000002", null, null}, shape("POINT (121.44 31.23)"));
      if (format != MapWriter.Format.SHP && format != MapWriter.Format.GPKG) {
        writer.write(new Object[] {"31010505997000001", "新村", 3}, shape(HOLED));
      }
      writer.finish();
    }
    List<Geometry> shapes = new ArrayList<>();
    List<String> names = new ArrayList<>();
    try (MapFile read = MapFiles.open(file, ReadOptions.NONE)) {
      CoordinateSystem system =
          read.declaredSystem() == null
              ? CoordinateSystem.of("EPSG:" + epsg)
              : CoordinateSystem.of(read.declaredSystem());
      read.read(
          new MapFile.Rows() {
            @Override
            public void row(MapFeature feature) {
              names.add(feature.get("name"));
              String wkt = feature.get("wkt");
              Geometry there =
                  feature.shape() != null
                      ? feature.shape()
                      : shape(
                          wkt.isEmpty()
                              ? "POINT (" + feature.get("x") + " " + feature.get("y") + ")"
                              : wkt);
              shapes.add(system.toWgs84(there));
            }

            @Override
            public void bad(long row, RowFault fault) {
              throw fault;
            }
          });
    }
    assertThat(names).startsWith("江苏路 路灯", "");
    assertThat(shapes.getFirst().getCoordinate().x).isCloseTo(121.43, within(1e-8));
    assertThat(shapes.getFirst().getCoordinate().y).isCloseTo(31.22, within(1e-8));
    if (shapes.size() > 2) {
      assertThat(shapes.get(2).getArea()).isCloseTo(shape(HOLED).getArea(), within(1e-8));
    }
  }

  @Test
  void shapefilesKeepHolesAndSeveralParts() throws IOException {
    Path file = folder.resolve("areas.zip");
    try (OutputStream out = Files.newOutputStream(file);
        MapWriter writer =
            MapWriter.open(MapWriter.Format.SHP, out, COLUMNS, 4490, Instant.EPOCH)) {
      writer.write(new Object[] {"1", "两块地", 1}, shape(HOLED));
      writer.write(new Object[] {"2", "路", 1}, shape("LINESTRING (121 31, 121.1 31.1)"));
      writer.finish();
    }
    assertThat(lines(file, ReadOptions.NONE)).hasSize(1);
    try (MapFile areas = MapFiles.open(file, new ReadOptions(null, null, "areas", true))) {
      areas.read(
          new MapFile.Rows() {
            @Override
            public void row(MapFeature feature) {
              Geometry read = Objects.requireNonNull(feature.shape());
              assertThat(read.equalsTopo(shape(HOLED))).isTrue();
            }

            @Override
            public void bad(long row, RowFault fault) {
              throw fault;
            }
          });
    }
  }

  @Test
  void knowsEncodingsByTheirBytes() throws IOException {
    String korean = "위도,경도,이름\n37.28,126.82,가로등 하나\n37.29,126.83,보안등\n";
    String chinese = "编号,名称\n1,江苏路街道路灯（完好）\n2,华阳路消防栓\n";
    String taiwan = "編號,名稱\n1,消防栓地上式\n2,臺中市太平區中平路\n";
    assertThat(lines(file("k.csv", korean.getBytes(Charset.forName("EUC-KR"))), ReadOptions.NONE))
        .containsExactly("1 37.28|126.82|가로등 하나", "2 37.29|126.83|보안등");
    assertThat(lines(file("c.csv", chinese.getBytes(Charset.forName("GB18030"))), ReadOptions.NONE))
        .containsExactly("1 1|江苏路街道路灯（完好）", "2 2|华阳路消防栓");
    assertThat(lines(file("t.csv", taiwan.getBytes(Charset.forName("Big5"))), ReadOptions.NONE))
        .containsExactly("1 1|消防栓地上式", "2 2|臺中市太平區中平路");
    assertThat(lines(text("u.csv", "\uFEFF" + chinese), ReadOptions.NONE)).hasSize(2);
    assertThat(
            lines(
                file("w.csv", ("\uFEFF" + chinese).getBytes(StandardCharsets.UTF_16LE)),
                ReadOptions.NONE))
        .containsExactly("1 1|江苏路街道路灯（完好）", "2 2|华阳路消防栓");
  }

  @Test
  void readsJsonInAllItsShapes() throws IOException {
    String feature =
        "{\"type\":\"Feature\",\"properties\":{\"a\":1,\"b\":null},\"geometry\":{\"type\":\"Point\",\"coordinates\":[121,31]}}";
    String two = feature + "\n" + feature + "\n";
    assertThat(
            lines(
                text("1", "{\"type\":\"FeatureCollection\",\"features\":[" + feature + "]}"),
                ReadOptions.NONE))
        .containsExactly("1 1| Point");
    assertThat(lines(text("2", two), ReadOptions.NONE)).hasSize(2);
    assertThat(lines(text("3", "\u001E" + feature + "\n\u001E" + feature), ReadOptions.NONE))
        .hasSize(2);
    assertThat(lines(text("4", "[{\"a\":5},{\"a\":6}]"), ReadOptions.NONE))
        .containsExactly("1 5", "2 6");
    assertThat(
            lines(
                text("5", "{\"type\":\"Polygon\",\"coordinates\":[[[1,1],[2,1],[2,2],[1,1]]]}"),
                ReadOptions.NONE))
        .containsExactly("1  Polygon");
    assertThat(lines(text("6", feature + "\nnonsense\n" + feature), ReadOptions.NONE))
        .hasSize(3)
        .contains("2 BAD row must be JSON.");
  }

  @Test
  void aBadShapeCostsOnlyItsRow() throws IOException {
    String rows =
        "{\"type\":\"FeatureCollection\",\"features\":["
            + "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Circle\",\"coordinates\":[1,2]}},"
            + "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[\"x\",2]}},"
            + "{\"type\":\"Feature\",\"properties\":{},\"geometry\":null},"
            + "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[121,31]}}]}";
    assertThat(lines(text("bad.geojson", rows), ReadOptions.NONE))
        .containsExactly(
            "1 BAD geometry must be a shape of GeoJSON.",
            "2 BAD geometry must have positions of two numbers.",
            "3 ",
            "4  Point");
  }

  @Test
  void saysWhereAFileEnds() throws IOException {
    Path cut = text("cut.geojson", "{\"features\":[{\"a\":1},{\"a\"");
    assertThatThrownBy(() -> lines(cut, ReadOptions.NONE))
        .isInstanceOf(FileFault.class)
        .hasMessageContaining("after row 1");
    Path empty = text("empty.csv", "");
    assertThatThrownBy(() -> lines(empty, ReadOptions.NONE)).hasMessageContaining("empty");
  }

  @Test
  void archivesDecideNeitherWhereNorHowMuch() throws IOException {
    Path bomb = folder.resolve("bomb.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
      zip.putNextEntry(new ZipEntry("a.csv"));
      for (int i = 0; i < 24; i++) {
        zip.write(MANY_LINES);
      }
    }
    assertThat(Files.size(bomb)).isLessThan(1 << 20);
    assertThatThrownBy(() -> lines(bomb, ReadOptions.NONE)).hasMessageContaining("times its size");

    Path zipped = folder.resolve("bomb.csv.gz");
    try (var gzip = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      for (int i = 0; i < 24; i++) {
        gzip.write(MANY_LINES);
      }
    }
    assertThatThrownBy(() -> lines(zipped, ReadOptions.NONE))
        .hasMessageContaining("times its size");

    Path away = folder.resolve("away.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(away))) {
      zip.putNextEntry(new ZipEntry("../../escaped.csv"));
      zip.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(lines(away, ReadOptions.NONE)).containsExactly("1 1|2");
    assertThat(folder.resolve("../escaped.csv")).doesNotExist();

    Path many = folder.resolve("many.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(many))) {
      for (int i = 0; i <= Limits.ENTRIES; i++) {
        zip.putNextEntry(new ZipEntry("f" + i + ".csv"));
      }
    }
    assertThatThrownBy(() -> lines(many, ReadOptions.NONE)).hasMessageContaining("entries");
    Path deep = text("deep.geojson", "[" + "[".repeat(5_000));
    assertThatThrownBy(() -> lines(deep, ReadOptions.NONE)).isInstanceOf(FileFault.class);
  }

  @Test
  void aForeignDatabaseIsOnlyRead() throws Exception {
    Path file = folder.resolve("evil.gpkg");
    try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement sql = sqlite.createStatement()) {
      sql.execute(
          "create table gpkg_spatial_ref_sys (srs_id int, organization, organization_coordsys_id,"
              + " definition)");
      sql.execute("create table gpkg_geometry_columns (table_name, column_name, srs_id)");
      sql.execute("create view v as select load_extension('evil') as geom");
      sql.execute("insert into gpkg_geometry_columns values ('v', 'geom', 4326)");
    }
    assertThatThrownBy(() -> lines(file, ReadOptions.NONE))
        .isInstanceOf(FileFault.class)
        .hasMessageContaining("no table of features");
    try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement sql = sqlite.createStatement()) {
      sql.execute("create table \"t\"\"; drop\" (id integer primary key, geom)");
      sql.execute("insert into \"t\"\"; drop\" values (1, x'4750000100000000'), (2, x'00')");
      sql.execute("insert into gpkg_geometry_columns values ('t\"; drop', 'geom', 4326)");
    }
    assertThat(lines(file, ReadOptions.NONE))
        .containsExactly("1 1", "2 BAD geometry must be a GeoPackage shape.");
    try (Connection sqlite = ForeignSqlite.open(file);
        Statement sql = sqlite.createStatement()) {
      assertThatThrownBy(() -> sql.execute("create table x (a)")).hasMessageContaining("readonly");
      assertThatThrownBy(() -> sql.execute("attach ':memory:' as m")).isNotNull();
      assertThatThrownBy(() -> sql.execute("select load_extension('x')")).isNotNull();
    }
    Path garbage =
        file("garbage.gpkg", "SQLite format 3\0garbage".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> lines(garbage, ReadOptions.NONE)).isInstanceOf(FileFault.class);
  }
}
