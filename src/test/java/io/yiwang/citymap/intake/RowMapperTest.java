package io.yiwang.citymap.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yiwang.citymap.components.Layer;
import io.yiwang.citymap.files.CoordinateSystem;
import io.yiwang.citymap.files.MapFeature;
import io.yiwang.citymap.files.MapFile;
import io.yiwang.citymap.files.MapFiles;
import io.yiwang.citymap.files.RowFault;
import io.yiwang.kernel.GeoPoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of files become components by a mapping, or say why not. */
class RowMapperTest {
  private static final RowMapper.Ground GROUND =
      new RowMapper.Ground() {
        @Override
        public @Nullable Layer layer(int classNo) {
          if (classNo == 99999) {
            return null;
          }
          Layer.Shape shape = classNo >= 5990 ? Layer.Shape.AREA : Layer.Shape.POINT;
          return new Layer(
              "x", "x", "x", "x", shape, List.of(), 1, "#ffffff", 1, null, false, false);
        }

        @Override
        public String division(GeoPoint point) {
          return "310105";
        }

        @Override
        public boolean inCity(GeoPoint p) {
          return p.lat() > 30.6 && p.lat() < 31.95 && p.lng() > 120.8 && p.lng() < 122.3;
        }

        @Override
        public Instant now() {
          return Instant.parse("2026-11-24T00:00:00Z");
        }

        @Override
        public ZoneId zone() {
          return ZoneId.of("Asia/Shanghai");
        }
      };

  @TempDir Path folder;

  private List<String> lines(String mapping, String csv) throws IOException {
    MapMapping map = MapMapping.of(mapping);
    Path file = Files.writeString(folder.resolve("rows.csv"), csv);
    List<String> lines = new ArrayList<>();
    RowMapper mapper =
        new RowMapper(
            map, CoordinateSystem.of(map.system() == null ? "WGS84" : map.system()), GROUND);
    try (MapFile opened = MapFiles.open(file, map.options())) {
      opened.read(
          new MapFile.Rows() {
            @Override
            public void row(MapFeature feature) {
              try {
                MappedRow r = mapper.map(feature);
                lines.add(
                    "%d %s %05d %s".formatted(r.row(), r.key(), r.classNo(), r.facts().toString()));
              } catch (RowFault fault) {
                bad(feature.row(), fault);
              }
            }

            @Override
            public void bad(long row, RowFault fault) {
              lines.add(row + " BAD " + fault.field() + " (" + fault.value() + ") " + fault.rule());
            }
          });
    }
    return lines;
  }

  @Test
  void tellsManyKindsOfBadRowsApartAndKeepsTheGood() throws IOException {
    String mapping =
        """
        source: lamps
        class: {column: kind, table: {lamp: "01037", ghost: "99999", house: "05998", short: "12"}}
        id: id
        key: no
        geometry: {wkt: wkt}
        state: state
        height: {column: height}
        since: since
        accuracy: accuracy
        """;
    String csv =
        """
        no,kind,wkt,state,height,since,accuracy,id
        1,lamp,POINT (121.43 31.22),完好,8.5,2020-01-02,A,
        2,tree,POINT (121.43 31.22),完好,8.5,2020-01-02,A,
        3,ghost,POINT (121.43 31.22),完好,8.5,2020-01-02,A,
        4,lamp,,完好,8.5,2020-01-02,A,
        5,lamp,POINT (121.43,完好,8.5,2020-01-02,A,
        6,lamp,POINT (31.22 121.43),完好,8.5,2020-01-02,A,
        7,lamp,POINT (0 0),完好,8.5,2020-01-02,A,
        8,lamp,"LINESTRING (121.4 31.2, 121.5 31.2)",完好,8.5,2020-01-02,A,
        9,lamp,POINT (121.43 31.22),sleepy,8.5,2020-01-02,A,
        10,lamp,POINT (121.43 31.22),完好,tall,2020-01-02,A,
        11,lamp,POINT (121.43 31.22),完好,8.5,yesterday,A,
        12,lamp,POINT (121.43 31.22),完好,8.5,2030-01-01,A,
        13,lamp,POINT (121.43 31.22),完好,8.5,2020-01-02,Z,
        14,lamp,POINT (121.43 31.22),完好,8.5,2020-01-02,A,3.1E+16
        15,lamp,POINT (121.43 31.22),完好,8.5,2020-01-02,A,31010504002000001
        16,lamp,POINT (121.43 31.22),完好,8.5,2020-01-02,A,,,extra
        17,house,"POLYGON ((121 31, 121.1 31.1, 121.1 31, 121 31.1, 121 31))",完好,8.5,2020-01-02,A,
        18,short,POINT (121.43 31.22),完好,8.5,2020-01-02,A,
        19,lamp,POINT (121.44 31.23),破损,,,B,3101050137000001
        """;
    assertThat(lines(mapping, csv))
        .containsExactly(
            "1 1 01037"
                + " {\"height\":8.5,\"state\":\"INTACT\",\"accuracy\":\"A\",\"since\":\"2020-01-01T16:00:00Z\"}",
            "2 BAD kind (tree) is not in the table of values for class.",
            "3 BAD class (99999) is no class of the catalogue.",
            "4 BAD geometry () must not be empty.",
            "5 BAD wkt (POINT (121.43) must be well-known text.",
            "6 BAD geometry (31.22, 121.43) lies outside of EPSG:4326.",
            "7 BAD geometry (0.0, 0.0) must lie in the city.",
            "8 BAD geometry (LineString) must be a point for this class.",
            "9 BAD state (sleepy) must be one of [INTACT, DAMAGED, LOST, ABANDONED, REMOVED].",
            "10 BAD height (tall) must be a number.",
            "11 BAD since (yesterday) is no day or time.",
            "12 BAD since (2030-01-01) must not be in the future.",
            "13 BAD accuracy (Z) must be one of [UNKNOWN, A, B, C].",
            "14 BAD id (3.1E+16) must have 17 digits, or 16 of the old edition.",
            "15 BAD class (01037) is another than in the identifier.",
            "16 BAD row (16,lamp,POINT (121.43 31.22),完好,8.5,2020-01-02,A,,,extra) has 10 cells"
                + " under 8 columns.",
            "17 BAD geometry (" + crossing() + ") is no valid shape: Self-intersection.",
            "18 BAD class (12) must have five digits.",
            "19 19 01037 {\"height\":null,\"state\":\"DAMAGED\",\"accuracy\":\"B\"}");
  }

  private static String crossing() {
    return "(121.05, 31.05, NaN)";
  }

  @Test
  void saysOnlyWhatTheMappingHasAColumnFor() throws IOException {
    String mapping =
        """
        source: taps
        class: "01013"
        key: {columns: [number, other], number: true}
        geometry: {lat: lat, lng: lng}
        crs: GCJ02
        details: {flow: {column: flow, type: number}, kind: kind}
        only: [{column: gone, not: ["yes", "true"]}]
        """;
    MapMapping map = MapMapping.of(mapping);
    assertThat(map.wants(new MapFeature(1, Map.of("gone", "Yes"), null))).isFalse();
    assertThat(map.wants(new MapFeature(1, Map.of("gone", ""), null))).isTrue();
    assertThat(
            lines(
                mapping,
                "number,other,lat,lng,flow,kind\n"
                    + "6025.0,,31.2204,121.4310,680.0,\n"
                    + ",7,31.2205,121.4311,n/a,x\n"))
        .containsExactly(
            "1 6025 01013 {\"details\":{\"flow\":680,\"kind\":null}}",
            "2 7 01013 {\"details\":{\"flow\":\"n/a\",\"kind\":\"x\"}}");
  }

  @Test
  void refusesMappingsItDoesNotUnderstand() {
    assertThatThrownBy(() -> MapMapping.of("class: \"01037\"")).hasMessageContaining("source");
    assertThatThrownBy(() -> MapMapping.of("source: x\nclas: y"))
        .hasMessageContaining("clas")
        .hasMessageContaining("Maybe");
    assertThatThrownBy(() -> MapMapping.of("source: x\ncrs: Mars")).hasMessageContaining("Mars");
    assertThatThrownBy(() -> MapMapping.of("source: x\nname: {colum: y}"))
        .hasMessageContaining("colum");
    assertThatThrownBy(() -> MapMapping.of(": :")).hasMessageContaining("mapping");
  }

  @Test
  void allShippedMappingsAreRight() throws IOException {
    try (var all = Files.list(Path.of("src/main/resources/map/mappings"))) {
      List<Path> yaml = all.filter(f -> f.toString().endsWith(".yaml")).toList();
      assertThat(yaml).hasSizeGreaterThan(10);
      for (Path file : yaml) {
        assertThat(MapMapping.of(Files.readString(file, StandardCharsets.UTF_8)).source())
            .isNotBlank();
      }
    }
  }
}
