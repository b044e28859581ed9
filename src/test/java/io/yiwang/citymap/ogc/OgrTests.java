package io.yiwang.citymap.ogc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.yiwang.PlatformTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** GDAL's driver OAPIF, which QGIS and ogr2ogr have, reads a layer as an ordinary source. */
@PlatformTest
class OgrTests {
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
    for (String layer : List.of("street-lamp", "water-main", "building")) {
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
