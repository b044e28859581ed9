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

/** OGC API – Features – Part 2: Coordinate Reference Systems by Reference (18-058r1). */
@PlatformTest
@DisplayName("http://www.opengis.net/spec/ogcapi-features-2/1.0/req/crs")
class FeaturesCrsTests {
  private static final String LAMPS = "/collections/street-lamp/items?f=json";
  private static final String LAMP_2 = "/collections/street-lamp/items/" + OgcTown.lamp(2);
  private static final String EPSG = "http://www.opengis.net/def/crs/EPSG/0/";
  private static final String CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
  private static final List<String> ALL = List.of(CRS84, EPSG + 4326, EPSG + 4490, EPSG + 3857);

  @LocalServerPort int port;
  @Autowired ApplicationContext context;
  private OgcClient ogc = new OgcClient(0);

  @BeforeEach
  void build() {
    OgcTown.build(context);
    ogc = new OgcClient(port);
  }

  @Test
  @DisplayName("/req/crs/crs-uri")
  void crsUri() {
    for (JsonNode c : ogc.json("/collections").path("collections")) {
      assertThat(texts(c.path("crs"))).isEqualTo(ALL);
    }
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asString()));
    return texts;
  }

  @Test
  @DisplayName("/req/crs/fc-md-crs-list")
  void fcMdCrsList() {
    assertThat(texts(ogc.json("/collections/street-lamp").path("crs"))).startsWith(CRS84);
  }

  @Test
  @DisplayName("/req/crs/fc-md-crs-list-global")
  void fcMdCrsListGlobal() {
    assertThat(texts(ogc.json("/collections").path("crs"))).isEqualTo(ALL);
  }

  @Test
  @DisplayName("/req/crs/fc-md-storageCrs, /req/crs/fc-md-storageCrs-valid-value")
  void storageCrs() {
    JsonNode c = ogc.json("/collections/street-lamp");
    assertThat(texts(c.path("crs"))).contains(c.path("storageCrs").asString());
  }

  @Test
  @DisplayName("/req/crs/fc-bbox-crs-definition, /req/crs/fc-crs-definition")
  void definitions() {
    JsonNode parameters = ogc.json("/api").at("/components/parameters");
    for (String name : List.of("bbox-crs", "crs")) {
      JsonNode parameter = parameters.path(name);
      assertThat(parameter.path("in").asString()).isEqualTo("query");
      assertThat(parameter.path("style").asString()).isEqualTo("form");
      assertThat(parameter.path("explode").asBoolean(true)).isFalse();
      assertThat(parameter.at("/schema/type").asString()).isEqualTo("string");
      assertThat(parameter.at("/schema/format").asString()).isEqualTo("uri");
    }
  }

  @Test
  @DisplayName("/req/crs/fc-bbox-crs-valid-value, /req/crs/fc-crs-valid-value")
  void validValues() {
    for (String wrong : List.of("http://www.opengis.net/def/crs/0/unknown", "EPSG:4326", "x")) {
      String value = OgcClient.encode(wrong);
      assertThat(ogc.get(LAMPS + "&crs=" + value).status()).isEqualTo(400);
      assertThat(ogc.get(LAMPS + "&bbox=" + OgcTown.BOX + "&bbox-crs=" + value).status())
          .isEqualTo(400);
      assertThat(ogc.get(LAMP_2 + "?crs=" + value).status()).isEqualTo(400);
    }
  }

  @Test
  @DisplayName("/req/crs/bbox-crs-default-value, /req/crs/bbox-crs-action")
  void bboxCrs() {
    List<String> expected = List.of(OgcTown.lamp(1), OgcTown.lamp(2));
    String box = LAMPS + "&bbox=";
    assertThat(ogc.ids(box + "122.0004,31.7004,122.00101,31.70101"))
        .containsExactlyInAnyOrderElementsOf(expected);
    for (String latitudeFirst : List.of("4326", "4490")) {
      assertThat(
              ogc.ids(box + "31.7004,122.0004,31.70101,122.00101&bbox-crs=" + EPSG + latitudeFirst))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
    var low = Crs.EPSG_3857.fromDegrees(122.0004, 31.7004);
    var high = Crs.EPSG_3857.fromDegrees(122.00101, 31.70101);
    String metres = low.x + "," + low.y + "," + high.x + "," + high.y;
    assertThat(ogc.ids(box + metres + "&bbox-crs=" + EPSG + "3857"))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  @DisplayName("/req/crs/fc-crs-default-value")
  void crsDefaultValue() {
    assertThat(ogc.get(LAMPS).header("Content-Crs")).isEqualTo("<" + CRS84 + ">");
    assertThat(ogc.json(LAMP_2).at("/geometry/coordinates").toString())
        .isEqualTo("[122.001,31.701]");
  }

  @Test
  @DisplayName("/req/crs/fc-crs-action, /req/crs/geojson")
  void crsAction() {
    for (String latitudeFirst : List.of("4326", "4490")) {
      JsonNode at = ogc.json(LAMP_2 + "?crs=" + EPSG + latitudeFirst).at("/geometry/coordinates");
      assertThat(at.toString()).isEqualTo("[31.701,122.001]");
    }
    JsonNode metres = ogc.json(LAMP_2 + "?crs=" + EPSG + "3857").at("/geometry/coordinates");
    // echo 31.701 122.001 | cs2cs -f %.4f EPSG:4326 EPSG:3857
    assertThat(metres.get(0).asDouble()).isCloseTo(13581089.1963, within(0.001));
    assertThat(metres.get(1).asDouble()).isCloseTo(3724125.9073, within(0.001));
    JsonNode page = ogc.json(LAMPS + "&bbox=" + OgcTown.BOX + "&crs=" + EPSG + "4326");
    page.path("features")
        .forEach(
            f -> assertThat(f.at("/geometry/coordinates/0").asDouble()).isBetween(31.7, 31.72));
  }

  @Test
  @DisplayName("/req/crs/ogc-crs-header, /req/crs/ogc-crs-header-value")
  void crsHeader() {
    for (String crs : ALL) {
      assertThat(ogc.get(LAMPS + "&limit=1&crs=" + crs).header("Content-Crs"))
          .isEqualTo("<" + crs + ">");
      assertThat(ogc.get(LAMP_2 + "?crs=" + crs).header("Content-Crs")).isEqualTo("<" + crs + ">");
    }
  }
}
