package io.yiwang.citymap.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** OGC API – Features – Part 1: Core (17-069r4), requirements class Core, one by one. */
@PlatformTest
@DisplayName("http://www.opengis.net/spec/ogcapi-features-1/1.0/req/core")
class FeaturesCoreTests {
  private static final String LAMPS = "/collections/street-lamp/items?f=json&bbox=" + OgcTown.BOX;

  @LocalServerPort int port;
  @Autowired ApplicationContext context;
  private OgcClient ogc = new OgcClient(0);

  @BeforeEach
  void build() {
    OgcTown.build(context);
    ogc = new OgcClient(port);
  }

  @Test
  @DisplayName("/req/core/root-op")
  void rootOp() {
    assertThat(ogc.get("/").status()).isEqualTo(200);
    assertThat(ogc.get("").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("/req/core/root-success")
  void rootSuccess() {
    JsonNode landing = ogc.get("/", "Accept", "application/json").json();
    for (String rel : List.of("self", "alternate", "service-doc", "conformance", "data")) {
      assertThat(OgcClient.hasLink(landing, rel)).as(rel).isTrue();
    }
    assertThat(OgcClient.link(landing, "service-desc", "application/vnd.oai.openapi+json"))
        .startsWith(ogc.root);
    for (JsonNode link : landing.path("links")) {
      assertThat(ogc.get(link.path("href").asString()).status()).as(link.toString()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("/req/core/api-definition-op")
  void apiDefinitionOp() {
    String address = ogc.get("/").link("service-desc", "application/vnd.oai.openapi+json");
    assertThat(ogc.get(address).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("/req/core/api-definition-success")
  void apiDefinitionSuccess() {
    OgcClient.Answer answer = ogc.get("/api");
    assertThat(answer.type())
        .startsWith("application/vnd.oai.openapi+json")
        .contains("version=3.0");
    assertThat(answer.json().path("openapi").asString()).startsWith("3.0");
  }

  @Test
  @DisplayName("/req/core/conformance-op")
  void conformanceOp() {
    assertThat(ogc.get("/conformance").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("/req/core/conformance-success")
  void conformanceSuccess() {
    List<String> classes = new ArrayList<>();
    ogc.json("/conformance").path("conformsTo").forEach(c -> classes.add(c.asString()));
    assertThat(classes)
        .contains(
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson")
        .doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("/req/core/http")
  void http() {
    OgcClient.Answer answer = ogc.send("HEAD", LAMPS);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEmpty();
    assertThat(ogc.send("POST", "/collections").status()).isIn(403, 405);
    assertThat(ogc.get("/collections", "Accept", "image/png").status()).isEqualTo(406);
    OgcClient.Answer unknown = ogc.get("/collections/nothing");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.type()).startsWith("application/problem+json");
  }

  @Test
  @DisplayName("/req/core/query-param-unknown")
  void queryParamUnknown() {
    for (String path :
        List.of(
            "/?x=1",
            "/conformance?x=1",
            "/collections?x=1",
            "/collections/tree?x=1",
            LAMPS + "&x=1")) {
      OgcClient.Answer answer = ogc.get(path);
      assertThat(answer.status()).as(path).isEqualTo(400);
      assertThat(answer.json().path("field").asString()).isEqualTo("x");
    }
  }

  @Test
  @DisplayName("/req/core/query-param-invalid")
  void queryParamInvalid() {
    for (String wrong :
        List.of(
            "limit=unlimited",
            "limit=-1",
            "limit=0",
            "limit=1.5",
            "bbox=1,2,3",
            "datetime=then",
            "f=gml",
            "next=x",
            "crs=x",
            "height=high",
            "limit=1&limit=2")) {
      String separator = wrong.startsWith("bbox") || wrong.startsWith("f=") ? "?" : "?f=json&";
      assertThat(ogc.get("/collections/street-lamp/items" + separator + wrong).status())
          .as(wrong)
          .isEqualTo(400);
    }
  }

  @Test
  @DisplayName("/req/core/crs84")
  void crs84() {
    for (JsonNode feature : ogc.json(LAMPS).path("features")) {
      JsonNode at = feature.at("/geometry/coordinates");
      assertThat(at.get(0).asDouble()).isBetween(122.0, 122.02);
      assertThat(at.get(1).asDouble()).isBetween(31.70, 31.72);
    }
  }

  @Test
  @DisplayName("/req/core/fc-md-op")
  void fcMdOp() {
    assertThat(ogc.get("/collections").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("/req/core/fc-md-success")
  void fcMdSuccess() {
    JsonNode document = ogc.json("/collections");
    assertThat(document.path("links").isArray()).isTrue();
    assertThat(document.path("collections").size()).isGreaterThan(30);
  }

  @Test
  @DisplayName("/req/core/fc-md-links")
  void fcMdLinks() {
    OgcClient.Answer answer = ogc.get("/collections");
    assertThat(answer.link("self", "application/json")).contains("/collections");
    assertThat(answer.link("alternate", "text/html")).contains("f=html");
  }

  @Test
  @DisplayName("/req/core/fc-md-items")
  void fcMdItems() {
    Set<String> ids = new HashSet<>();
    ogc.json("/collections").path("collections").forEach(c -> ids.add(c.path("id").asString()));
    assertThat(ids)
        .contains("components", "street-lamp", "water-main", "building", "districts", "grids");
  }

  @Test
  @DisplayName("/req/core/fc-md-items-links")
  void fcMdItemsLinks() {
    for (JsonNode c : ogc.json("/collections").path("collections")) {
      String items = OgcClient.link(c, "items", "application/geo+json");
      assertThat(items).contains("/collections/" + c.path("id").asString() + "/items");
      assertThat(OgcClient.link(c, "items", "text/html")).contains("f=html");
    }
  }

  @Test
  @DisplayName("/req/core/fc-md-extent")
  void fcMdExtent() {
    for (JsonNode c : ogc.json("/collections").path("collections")) {
      JsonNode box = c.at("/extent/spatial/bbox/0");
      assertThat(box.size()).isEqualTo(4);
      assertThat(box.get(0).asDouble()).isLessThan(box.get(2).asDouble());
      Instant begin = Instant.parse(c.at("/extent/temporal/interval/0/0").asString());
      Instant end = Instant.parse(c.at("/extent/temporal/interval/0/1").asString());
      assertThat(begin).isBeforeOrEqualTo(end);
    }
  }

  @Test
  @DisplayName("/req/core/sfc-md-op")
  void sfcMdOp() {
    for (JsonNode c : ogc.json("/collections").path("collections")) {
      assertThat(ogc.get("/collections/" + c.path("id").asString()).status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("/req/core/sfc-md-success")
  void sfcMdSuccess() {
    for (JsonNode c : ogc.json("/collections").path("collections")) {
      JsonNode same = ogc.json("/collections/" + c.path("id").asString());
      for (String member : List.of("id", "title", "description", "itemType", "crs")) {
        assertThat(same.get(member)).isEqualTo(c.get(member));
      }
      assertThat(OgcClient.hasLink(same, "self")).isTrue();
    }
  }

  @Test
  @DisplayName("/req/core/fc-op")
  void fcOp() {
    for (JsonNode c : ogc.json("/collections").path("collections")) {
      assertThat(ogc.get("/collections/" + c.path("id").asString() + "/items?limit=2").status())
          .as(c.path("id").asString())
          .isEqualTo(200);
    }
  }

  @Test
  @DisplayName("/req/core/fc-limit-definition")
  void fcLimitDefinition() {
    JsonNode limit = parameter("limit");
    assertThat(limit.path("in").asString()).isEqualTo("query");
    assertThat(limit.path("required").asBoolean(true)).isFalse();
    assertThat(limit.path("style").asString()).isEqualTo("form");
    assertThat(limit.path("explode").asBoolean(true)).isFalse();
    assertThat(limit.at("/schema/type").asString()).isEqualTo("integer");
    assertThat(limit.at("/schema/minimum").asInt()).isEqualTo(1);
    assertThat(limit.at("/schema/maximum").asInt()).isEqualTo(10_000);
    assertThat(limit.at("/schema/default").asInt()).isEqualTo(100);
  }

  @Test
  @DisplayName("/req/core/fc-limit-response-1")
  void fcLimitResponse() {
    assertThat(ogc.json(LAMPS + "&limit=7").path("features").size()).isEqualTo(7);
    assertThat(ogc.json(LAMPS + "&limit=99999999").path("numberReturned").asInt())
        .isEqualTo(OgcTown.LAMPS - 1);
  }

  @Test
  @DisplayName("/req/core/fc-bbox-definition")
  void fcBboxDefinition() {
    JsonNode bbox = parameter("bbox");
    assertThat(bbox.path("in").asString()).isEqualTo("query");
    assertThat(bbox.path("style").asString()).isEqualTo("form");
    assertThat(bbox.path("explode").asBoolean(true)).isFalse();
    assertThat(bbox.at("/schema/type").asString()).isEqualTo("array");
    assertThat(bbox.at("/schema/items/type").asString()).isEqualTo("number");
    assertThat(bbox.at("/schema/oneOf").toString())
        .isEqualTo("[{\"minItems\":4,\"maxItems\":4},{\"minItems\":6,\"maxItems\":6}]");
  }

  @Test
  @DisplayName("/req/core/fc-bbox-response")
  void fcBboxResponse() {
    String few = "/collections/street-lamp/items?bbox=122.0004,31.7004,122.00101,31.70101";
    assertThat(ogc.ids(few)).containsExactlyInAnyOrder(OgcTown.lamp(1), OgcTown.lamp(2));
    assertThat(
            ogc.ids("/collections/street-lamp/items?bbox=122.0004,31.7004,0,122.00101,31.70101,9"))
        .hasSize(2);
    // a line that only crosses the corner, and one beside it
    assertThat(ogc.ids("/collections/water-main/items?bbox=122.0035,31.7017,122.0045,31.7025"))
        .containsExactly(OgcTown.id(1999, 1), OgcTown.id(1999, 2));
    assertThat(ogc.ids("/collections/water-main/items?bbox=122.0045,31.7019,122.0046,31.7021"))
        .containsExactly(OgcTown.id(1999, 2));
    assertThat(ogc.ids("/collections/water-main/items?bbox=122.0012,31.7016,122.0014,31.7019"))
        .isEmpty();
    // in the courtyard of a building
    assertThat(ogc.ids("/collections/building/items?bbox=122.01045,31.71045,122.01055,31.71055"))
        .isEmpty();
    assertThat(ogc.ids("/collections/components/items?limit=3&bbox=" + OgcTown.BOX))
        .hasSize(OgcTown.LAMPS - 1 + 4)
        .doesNotHaveDuplicates();
    for (String far :
        List.of("177,65,-177,70", "-180,85,180,90", "-180,-90,180,-85", "-1.5,50,1.5,53")) {
      assertThat(ogc.json("/collections/components/items?bbox=" + far).path("features").size())
          .as(far)
          .isZero();
    }
    assertThat(
            ogc.json("/collections/street-lamp/items?limit=9&bbox=121,-90,-179,90")
                .path("features")
                .size())
        .as("from 121°E across the antimeridian")
        .isEqualTo(9);
  }

  @Test
  @DisplayName("/req/core/fc-time-definition")
  void fcTimeDefinition() {
    JsonNode time = parameter("datetime");
    assertThat(time.path("in").asString()).isEqualTo("query");
    assertThat(time.path("explode").asBoolean(true)).isFalse();
    assertThat(time.at("/schema/type").asString()).isEqualTo("string");
  }

  @Test
  @DisplayName("/req/core/fc-time-response")
  void fcTimeResponse() {
    assertThat(at("2026-02-01T00:00:00Z")).isEmpty();
    assertThat(at("2026-04-01T00:00:00Z")).hasSize(OgcTown.LAMPS);
    assertThat(at("2026-08-01T00:00:00Z"))
        .hasSize(OgcTown.LAMPS - 1)
        .doesNotContain(OgcTown.lamp(6));
    assertThat(at("2026-08-01T00:00:00Z/..")).hasSize(OgcTown.LAMPS - 1);
    assertThat(at("../2026-04-01T00:00:00Z")).hasSize(OgcTown.LAMPS);
    assertThat(at("../2026-02-01T00:00:00Z")).isEmpty();
    assertThat(at("2026-06-01T00:00:00Z/2026-08-01T00:00:00Z"))
        .hasSize(OgcTown.LAMPS)
        .doesNotHaveDuplicates();
    assertThat(at("2026-06-01/P2D")).hasSize(OgcTown.LAMPS);
    JsonNode before =
        ogc.json(
            "/collections/street-lamp/items/" + OgcTown.lamp(5) + "?datetime=2026-04-01T00:00:00Z");
    assertThat(before.at("/geometry/coordinates/1").asDouble()).isEqualTo(31.7025);
    JsonNode now = ogc.json("/collections/street-lamp/items/" + OgcTown.lamp(5));
    assertThat(now.at("/geometry/coordinates/1").asDouble()).isEqualTo(31.719);
    assertThat(now.at("/properties/initialDate").asString()).isEqualTo("2026-03-01");
    assertThat(now.at("/properties/changeDate").asString()).isEqualTo("2026-05-01");
  }

  private List<String> at(String datetime) {
    return ogc.ids(LAMPS + "&limit=4&datetime=" + datetime);
  }

  @Test
  @DisplayName("/req/core/fc-response")
  void fcResponse() {
    JsonNode page = ogc.json(LAMPS);
    assertThat(page.path("type").asString()).isEqualTo("FeatureCollection");
    assertThat(page.path("features").size()).isEqualTo(OgcTown.LAMPS - 1);
  }

  @Test
  @DisplayName("/req/core/fc-links")
  void fcLinks() {
    JsonNode page = ogc.json(LAMPS + "&limit=10");
    assertThat(OgcClient.link(page, "self", "application/geo+json")).contains("limit=10");
    assertThat(OgcClient.link(page, "alternate", "text/html")).contains("f=html").contains("bbox");
    assertThat(OgcClient.link(page, "next", "application/geo+json")).contains("next=");
    assertThat(ogc.ids(LAMPS + "&limit=10")).hasSize(OgcTown.LAMPS - 1).doesNotHaveDuplicates();
    // a page may be of another size than the one before
    String next =
        OgcClient.link(page, "next", "application/geo+json").replace("limit=10", "limit=3");
    assertThat(ogc.json(next).path("features").size()).isEqualTo(3);
  }

  @Test
  @DisplayName("/req/core/fc-rel-type")
  void fcRelType() {
    for (JsonNode link : ogc.json(LAMPS + "&limit=10").path("links")) {
      assertThat(link.path("rel").asString()).isNotBlank();
      assertThat(link.path("type").asString()).isNotBlank();
    }
  }

  @Test
  @DisplayName("/req/core/fc-timeStamp")
  void fcTimeStamp() {
    Instant told = Instant.parse(ogc.json(LAMPS).path("timeStamp").asString());
    assertThat(Duration.between(told, Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  @DisplayName("/req/core/fc-numberMatched")
  void fcNumberMatched() {
    String damaged =
        "/collections/street-lamp/items?limit=1&filter="
            + OgcClient.encode(
                "identifier IN ('"
                    + OgcTown.lamp(1)
                    + "','"
                    + OgcTown.lamp(2)
                    + "','"
                    + OgcTown.lamp(6)
                    + "')");
    JsonNode page = ogc.json(damaged);
    assertThat(page.path("numberReturned").asInt()).isEqualTo(1);
    assertThat(page.path("numberMatched").asInt()).isEqualTo(2).isEqualTo(ogc.ids(damaged).size());
    assertThat(ogc.json(LAMPS).path("numberMatched").asInt()).isEqualTo(OgcTown.LAMPS - 1);
    JsonNode all = ogc.json("/collections/water-main/items?limit=1");
    assertThat(all.path("numberMatched").asInt())
        .isEqualTo(ogc.ids("/collections/water-main/items?limit=1000").size());
  }

  @Test
  @DisplayName("/req/core/fc-numberReturned")
  void fcNumberReturned() {
    JsonNode page = ogc.json(LAMPS + "&limit=4");
    assertThat(page.path("numberReturned").asInt()).isEqualTo(page.path("features").size());
  }

  @Test
  @DisplayName("/req/core/f-op")
  void fOp() {
    assertThat(ogc.get("/collections/street-lamp/items/" + OgcTown.lamp(1)).status())
        .isEqualTo(200);
    for (String other : List.of(OgcTown.lamp(999_999), "x", OgcTown.id(1999, 1), OgcTown.lamp(6))) {
      assertThat(ogc.get("/collections/street-lamp/items/" + other).status())
          .as(other)
          .isEqualTo(404);
    }
  }

  @Test
  @DisplayName("/req/core/f-success")
  void fSuccess() {
    JsonNode lamp = ogc.json("/collections/street-lamp/items/" + OgcTown.lamp(3));
    assertThat(lamp.path("type").asString()).isEqualTo("Feature");
    assertThat(lamp.at("/properties/identifier").asString()).isEqualTo(OgcTown.lamp(3));
    assertThat(lamp.at("/properties/state").asString()).isEqualTo("DAMAGED");
    assertThat(lamp.at("/properties/name").asString()).isEqualTo("路灯 3");
    assertThat(lamp.at("/properties/beidouCode").asString()).startsWith("N51H").hasSize(20);
    assertThat(lamp.at("/properties/source").asString()).isEqualTo("SURVEYED");
    JsonNode main = ogc.json("/collections/water-main/items/" + OgcTown.id(1999, 1));
    assertThat(main.at("/properties/diameter").asInt()).isEqualTo(300);
    assertThat(main.at("/properties/depthTo").asDouble()).isEqualTo(1.5);
    JsonNode building = ogc.json("/collections/building/items/" + OgcTown.id(5998, 1));
    assertThat(building.at("/properties/floors").asInt()).isEqualTo(6);
    assertThat(building.at("/properties/details/colour").asString()).isEqualTo("red");
  }

  @Test
  @DisplayName("/req/core/f-links")
  void fLinks() {
    JsonNode lamp = ogc.json("/collections/street-lamp/items/" + OgcTown.lamp(3));
    assertThat(OgcClient.link(lamp, "self", "application/geo+json")).contains(OgcTown.lamp(3));
    assertThat(OgcClient.link(lamp, "alternate", "text/html")).contains("f=html");
    assertThat(OgcClient.link(lamp, "collection", "application/json")).contains("street-lamp");
  }

  private JsonNode parameter(String name) {
    JsonNode document = ogc.json("/api");
    for (JsonNode p : document.at("/paths/~1collections~1street-lamp~1items/get/parameters")) {
      String key = p.path("$ref").asString().replaceAll(".*/", "");
      JsonNode parameter = document.path("components").path("parameters").path(key);
      if (parameter.path("name").asString().equals(name)) {
        return parameter;
      }
    }
    throw new AssertionError(name);
  }
}
