package io.yiwang.citymap.ogc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yiwang.PlatformTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** OGC API – Tiles – Part 1: Core (20-057), class by class. */
@PlatformTest
class OgcTilesTests {
  private static final String TILESETS = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector";
  private static final String LAMPS = "/collections/street-lamp/tiles/WebMercatorQuad";
  private static final int ZOOM = 15;

  @LocalServerPort int port;
  @Autowired ApplicationContext context;
  private OgcClient ogc = new OgcClient(0);

  @BeforeEach
  void build() {
    OgcTown.build(context);
    ogc = new OgcClient(port);
  }

  /** The tile that holds lamp 1. */
  private static String tile(int zoom) {
    double x = Crs.EPSG_3857.fromDegrees(122.0005, 31.7005).x / (2 * Crs.HALF_WORLD) + 0.5;
    double y = 0.5 - Crs.EPSG_3857.fromDegrees(122.0005, 31.7005).y / (2 * Crs.HALF_WORLD);
    return "/" + zoom + "/" + (int) (y * (1 << zoom)) + "/" + (int) (x * (1 << zoom));
  }

  @Test
  @DisplayName("/req/core/tc-op")
  void tcOp() {
    assertThat(ogc.get("/tiles/WebMercatorQuad" + tile(ZOOM)).status()).isEqualTo(200);
    assertThat(ogc.get(LAMPS + tile(ZOOM)).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("/req/core/tc-tilematrix-definition, tc-tilerow-definition, tc-tilecol-definition")
  void definitions() {
    JsonNode document = ogc.json("/api");
    for (String name : List.of("tileMatrix", "tileRow", "tileCol")) {
      JsonNode parameter = document.at("/components/parameters/" + name);
      assertThat(parameter.path("in").asString()).isEqualTo("path");
      assertThat(parameter.path("required").asBoolean(false)).isTrue();
      String template =
          OgcClient.link(ogc.json(LAMPS), "item", "application/vnd.mapbox-vector-tile");
      assertThat(template).contains("{" + name + "}");
    }
  }

  @Test
  @DisplayName("/req/core/tc-success")
  void tcSuccess() {
    String template = OgcClient.link(ogc.json(LAMPS), "item", "application/vnd.mapbox-vector-tile");
    String address = template.replace("/{tileMatrix}/{tileRow}/{tileCol}", tile(ZOOM));
    OgcClient.Answer answer = ogc.get(address);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.type()).startsWith("application/vnd.mapbox-vector-tile");
    assertThat(answer.response().body()).isNotEmpty();
    OgcClient.Answer again = ogc.get(address, "If-None-Match", answer.header("ETag"));
    assertThat(again.status()).isEqualTo(304);
    assertThat(ogc.get(address + "?datetime=2026-02-01T00:00:00Z").response().body()).isEmpty();
    assertThat(ogc.get(address + "?datetime=2026-04-01T00:00:00Z").response().body()).isNotEmpty();
    assertThat(ogc.get("/tiles/WebMercatorQuad/0/0/0").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("/req/core/tc-error")
  void tcError() {
    for (String wrong :
        List.of(
            "/15/0/0", "/0/1/0", "/99/0/0", "/x/0/0", "/15/-1/3", "/15/2147483647/2147483647")) {
      assertThat(ogc.get("/tiles/WebMercatorQuad" + wrong).status()).as(wrong).isEqualTo(404);
      assertThat(ogc.get(LAMPS + wrong).status()).as(wrong).isEqualTo(404);
    }
    assertThat(ogc.get("/tiles/WorldCRS84Quad/0/0/0").status()).isEqualTo(404);
    assertThat(ogc.get(LAMPS + tile(ZOOM) + "?datetime=2026-01-01/2026-02-01").status())
        .isEqualTo(400);
    assertThat(ogc.get(LAMPS + tile(ZOOM) + "?x=1").status()).isEqualTo(400);
    assertThat(ogc.get("/collections/districts/tiles").status()).isEqualTo(404);
  }

  @Test
  @DisplayName("/req/tileset/description, /req/tileset/tmxslink")
  void tileset() {
    for (String path : List.of("/tiles/WebMercatorQuad", LAMPS)) {
      JsonNode set = ogc.json(path);
      assertThat(set.path("dataType").asString()).isEqualTo("vector");
      assertThat(set.path("crs").asString()).endsWith("/3857");
      assertThat(set.path("tileMatrixSetURI").asString())
          .isEqualTo("http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad");
      String scheme =
          OgcClient.link(
              set, "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme", "application/json");
      assertThat(ogc.json(scheme).path("tileMatrices").size()).isEqualTo(21);
      for (JsonNode limits : set.path("tileMatrixSetLimits")) {
        String deepest =
            "/"
                + limits.path("tileMatrix").asString()
                + "/"
                + limits.path("maxTileRow").asInt()
                + "/"
                + limits.path("minTileCol").asInt();
        assertThat(ogc.get(path + deepest).status()).as(deepest).isEqualTo(200);
        String beyond =
            "/"
                + limits.path("tileMatrix").asString()
                + "/"
                + (limits.path("maxTileRow").asInt() + 1)
                + "/"
                + limits.path("minTileCol").asInt();
        assertThat(ogc.get(path + beyond).status()).as(beyond).isEqualTo(404);
      }
    }
  }

  @Test
  @DisplayName("/req/tilesets-list/tileset-links")
  void tilesetsList() {
    for (String path : List.of("/tiles?f=json", "/collections/street-lamp/tiles?f=json")) {
      JsonNode set = ogc.json(path).at("/tilesets/0");
      for (String member : List.of("title", "dataType", "crs", "tileMatrixSetURI", "links")) {
        assertThat(set.has(member)).as(member).isTrue();
      }
      for (JsonNode link : set.path("links")) {
        assertThat(ogc.get(link.path("href").asString(), "Accept", "application/json").status())
            .isEqualTo(200);
      }
    }
  }

  @Test
  @DisplayName("/req/dataset-tilesets/landingpage")
  void datasetTilesets() {
    assertThat(ogc.get("/").link(TILESETS, "application/json")).endsWith("/ogc/tiles?f=json");
  }

  @Test
  @DisplayName("/req/geodata-tilesets/desc-links, /req/geodata-tilesets/operation")
  void geodataTilesets() {
    List<String> tiled = new ArrayList<>();
    for (JsonNode c : ogc.json("/collections").path("collections")) {
      if (OgcClient.hasLink(c, TILESETS)) {
        tiled.add(c.path("id").asString());
        assertThat(ogc.get(OgcClient.link(c, TILESETS, "application/json")).status())
            .isEqualTo(200);
      }
    }
    assertThat(tiled).contains("components", "street-lamp", "building").doesNotContain("grids");
  }

  @Test
  @DisplayName("http://www.opengis.net/spec/tms/2.0/req/tilematrixset")
  void tileMatrixSet() {
    JsonNode sets = ogc.json("/tileMatrixSets");
    assertThat(sets.at("/tileMatrixSets/0/id").asString()).isEqualTo("WebMercatorQuad");
    JsonNode set = ogc.json("/tileMatrixSets/WebMercatorQuad");
    JsonNode first = set.at("/tileMatrices/0");
    // OGC 17-083r4, table D.1
    assertThat(first.path("scaleDenominator").asDouble())
        .isCloseTo(559_082_264.028_717_9, within(1e-3));
    assertThat(first.path("cellSize").asDouble()).isCloseTo(156_543.033_928_04, within(1e-6));
    assertThat(first.at("/pointOfOrigin/0").asDouble())
        .isCloseTo(-20_037_508.342_789_2, within(1e-6));
    assertThat(set.at("/tileMatrices/20/matrixWidth").asInt()).isEqualTo(1_048_576);
    assertThat(ogc.get("/tileMatrixSets/nothing").status()).isEqualTo(404);
  }

  @Test
  void tileJson() {
    OgcClient.Answer answer = ogc.get(LAMPS + "?f=tilejson");
    assertThat(answer.type()).startsWith("application/vnd.mapbox.tile+json");
    JsonNode json = answer.json();
    assertThat(json.path("tilejson").asString()).isEqualTo("3.0.0");
    String address = json.at("/tiles/0").asString().replace("/{z}/{y}/{x}", tile(ZOOM));
    assertThat(ogc.get(address).response().body()).isNotEmpty();
    assertThat(json.at("/vector_layers/0/id").asString()).isEqualTo("point");
  }
}
