package io.yiwang.citymap.ogc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.yiwang.PlatformTest;
import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentState;
import io.yiwang.citymap.components.ChangeOrigin;
import io.yiwang.citymap.components.ComponentChange;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.citymap.components.ComponentWriter;
import io.yiwang.citymap.intake.Sender;
import io.yiwang.house.DataFolder;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.GeoPoint;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** GDAL's driver OAPIF, which QGIS and ogr2ogr have, reads a layer as an ordinary source. */
@PlatformTest
class OgrTests {
  private static final List<String> LAYERS = List.of("street-lamp", "water-main", "building");
  private static final GeometryFactory JTS = new GeometryFactory();
  private static final ChangeOrigin US =
      new ChangeOrigin(ChangeOrigin.Way.EDIT, null, "ogr", "tests");

  @LocalServerPort int port;
  @Autowired ApplicationContext context;
  @TempDir Path folder = Path.of("");

  @BeforeEach
  void build() {
    OgcTown.build(context);
    assumeThat(isThere()).as("ogr2ogr is missing. On Debian: apt-get install gdal-bin").isTrue();
  }

  private static boolean isThere() {
    try {
      return new ProcessBuilder("ogr2ogr", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void ogr(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("ogr2ogr"));
    command.addAll(List.of(arguments));
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
  }

  /** Out to a GeoPackage, from there to GeoJSON, and the features are those we have. */
  @Test
  void copiesLayersOutWithoutLosingAnything() throws Exception {
    for (String layer : LAYERS) {
      Path geopackage = folder.resolve(layer + ".gpkg");
      Path copy = folder.resolve(layer + ".geojson");
      ogr(
          "-f",
          "GPKG",
          geopackage.toString(),
          "OAPIF:http://127.0.0.1:" + port + "/ogc",
          layer,
          "-oo",
          "PAGE_SIZE=7",
          "-spat",
          "122.0",
          "31.70",
          "122.02",
          "31.72");
      ogr(
          "-f",
          "GeoJSON",
          "-lco",
          "COORDINATE_PRECISION=9",
          copy.toString(),
          geopackage.toString());
      TreeMap<String, String> ours = new TreeMap<>();
      for (JsonNode feature :
          new OgcClient(port)
              .json("/collections/" + layer + "/items?limit=1000&bbox=" + OgcTown.BOX)
              .path("features")) {
        ours.put(feature.path("id").asString(), line(feature));
      }
      TreeMap<String, String> theirs = new TreeMap<>();
      for (JsonNode feature : OgcClient.JSON.readTree(copy.toFile()).path("features")) {
        theirs.put(feature.at("/properties/identifier").asString(), line(feature));
      }
      assertThat(theirs).as(layer).isEqualTo(ours).isNotEmpty();
    }
  }

  /**
   * Out to a GeoPackage and in again: at first nothing is another; after the city has changed, it
   * is again as it was copied.
   */
  @Test
  void copiesLayersInAgain() throws Exception {
    List<Long> ids = village();
    String key = context.getBean(DataFolder.class).secret("import.key");
    Sender sender = new Sender(URI.create("http://127.0.0.1:" + port), key);
    String mapping =
        new ClassPathResource("map/mappings/ogc-api.yaml")
            .getContentAsString(StandardCharsets.UTF_8);
    TreeMap<String, String> before = new TreeMap<>();
    List<byte[]> copies = new ArrayList<>();
    for (String layer : LAYERS) {
      Path copy = folder.resolve(layer + "-again.gpkg");
      ogr(
          "-f",
          "GPKG",
          copy.toString(),
          "OAPIF:http://127.0.0.1:" + port + "/ogc",
          layer,
          "-spat",
          "122.03",
          "31.70",
          "122.05",
          "31.72");
      copies.add(Files.readAllBytes(copy));
      before.putAll(items(layer));
    }
    assertThat(before).hasSize(ids.size());
    for (byte[] copy : copies) {
      long same = sender.begin("copy.gpkg", mapping, copy);
      assertThat(sender.line(same))
          .as(() -> sender.get("/api/v1/map/imports/" + same + "/rows?kind=CHANGED").text())
          .matches("REVIEW appeared 0 moved 0 changed 0 vanished 0 same [1-9]\\d* rejected 0");
      assertThat(sender.apply(same)).isEqualTo("APPLIED");
    }
    changeThe(ids);
    TreeMap<String, String> changed = new TreeMap<>();
    for (String layer : LAYERS) {
      changed.putAll(items(layer));
    }
    assertThat(changed).isNotEqualTo(before).hasSize(ids.size() - 1);
    for (byte[] copy : copies) {
      assertThat(sender.apply(reviewed(sender, sender.begin("copy.gpkg", mapping, copy))))
          .isEqualTo("APPLIED");
    }
    TreeMap<String, String> after = new TreeMap<>();
    for (String layer : LAYERS) {
      after.putAll(items(layer));
    }
    assertThat(after).isEqualTo(before);
  }

  private static long reviewed(Sender sender, long id) {
    assertThat(sender.line(id)).startsWith("REVIEW").endsWith("rejected 0");
    return id;
  }

  /** Lamps, a main and a building of their own, which these tests may change. */
  private List<Long> village() {
    List<ComponentChange> puts = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      puts.add(
          ComponentChange.put(
              Component.point(
                      ComponentId.number(990378, 1037, i),
                      "村灯 " + i,
                      new GeoPoint(31.701 + i * 0.0013, 122.031 + i * 0.0011))
                  .withRemark("第 " + i + " 盏"),
              Instant.parse(OgcTown.MARCH)));
    }
    Coordinate[] way = {new Coordinate(122.0321, 31.7011), new Coordinate(122.0352, 31.7023)};
    puts.add(
        ComponentChange.put(
            Component.shape(ComponentId.number(990378, 1999, 1), "村口总管", JTS.createLineString(way))
                .withDetails(
                    JsonMapper.shared().readTree("{\"diameter\": 300, \"material\": \"铸铁\"}")),
            Instant.parse(OgcTown.MARCH)));
    puts.add(
        ComponentChange.put(
            Component.shape(
                    ComponentId.number(990378, 5998, 1),
                    "村委会",
                    JTS.toGeometry(new Envelope(122.040, 122.0405, 31.7100, 31.7103)))
                .withDetails(JsonMapper.shared().readTree("{\"floors\": 3}")),
            Instant.parse(OgcTown.MARCH)));
    context.getBean(ComponentWriter.class).change(puts, US);
    return puts.stream().map(ComponentChange::id).toList();
  }

  /** One is gone, one stands elsewhere, one is broken, the main is wider. */
  private void changeThe(List<Long> ids) {
    ComponentReader reader = context.getBean(ComponentReader.class);
    Instant now = Instant.parse(OgcTown.JULY);
    context
        .getBean(ComponentWriter.class)
        .change(
            List.of(
                ComponentChange.remove(ids.get(0), now),
                ComponentChange.put(
                    reader
                        .find(ids.get(1))
                        .orElseThrow()
                        .withPoint(new GeoPoint(31.7191, 122.0413)),
                    now),
                ComponentChange.put(
                    reader.find(ids.get(2)).orElseThrow().withState(ComponentState.DAMAGED), now),
                ComponentChange.put(
                    reader
                        .find(ids.get(5))
                        .orElseThrow()
                        .withDetails(
                            JsonMapper.shared()
                                .readTree("{\"diameter\": 500, \"material\": \"PE\"}")),
                    now)),
            US);
  }

  private TreeMap<String, String> items(String layer) throws Exception {
    TreeMap<String, String> items = new TreeMap<>();
    for (JsonNode feature :
        new OgcClient(port)
            .json("/collections/" + layer + "/items?limit=1000&bbox=122.03,31.70,122.05,31.72")
            .path("features")) {
      items.put(
          feature.path("id").asString(), line(feature) + " | " + feature.at("/properties/remark"));
    }
    return items;
  }

  /** What of a feature must be the same. */
  private static String line(JsonNode feature) {
    JsonNode p = feature.path("properties");
    return String.join(
        " | ",
        p.path("name").asString(""),
        p.path("state").asString(""),
        p.path("classCode").asString(""),
        p.path("beidouCode").asString(""),
        p.path("initialDate").asString("").replace('/', '-'),
        p.path("diameter").asString(""),
        p.path("material").asString(""),
        p.path("floors").asString(""),
        feature.path("geometry").toString());
  }

  @Test
  void filtersAtTheServerAndInOtherCoordinates() throws Exception {
    Path copy = folder.resolve("damaged.geojson");
    ogr(
        "-f",
        "GeoJSON",
        copy.toString(),
        "OAPIF:http://127.0.0.1:" + port + "/ogc",
        "street-lamp",
        "-where",
        "state = 'DAMAGED'",
        "-spat",
        "122.0",
        "31.70",
        "122.02",
        "31.72");
    JsonNode features = OgcClient.JSON.readTree(copy.toFile()).path("features");
    assertThat(features.size()).isEqualTo(1);
    assertThat(features.at("/0/properties/identifier").asString()).isEqualTo(OgcTown.lamp(3));
  }
}
