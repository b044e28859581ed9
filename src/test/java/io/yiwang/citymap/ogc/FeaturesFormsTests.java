package io.yiwang.citymap.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** OGC API – Features – Part 1: requirements classes HTML, GeoJSON and OpenAPI 3.0. */
@PlatformTest
class FeaturesFormsTests {
  private static final String LAMPS = "/collections/street-lamp/items?bbox=" + OgcTown.BOX;

  @LocalServerPort int port;
  @Autowired ApplicationContext context;
  @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping;
  private OgcClient ogc = new OgcClient(0);

  @BeforeEach
  void build() {
    OgcTown.build(context);
    ogc = new OgcClient(port);
  }

  @Test
  @DisplayName("/req/html/definition")
  void htmlDefinition() {
    for (String path :
        List.of(
            "/",
            "/conformance",
            "/api",
            "/collections",
            "/collections/street-lamp",
            "/collections/street-lamp/queryables",
            LAMPS,
            "/collections/street-lamp/items/" + OgcTown.lamp(1))) {
      OgcClient.Answer answer = ogc.get(path, "Accept", "text/html,*/*;q=0.1");
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(answer.type()).as(path).startsWith("text/html").containsIgnoringCase("utf-8");
      assertThat(answer.text()).startsWith("<!doctype html>").endsWith("</html>");
      String named = path + (path.contains("?") ? "&" : "?") + "f=html";
      assertThat(ogc.get(named, "Accept", "application/json").type()).startsWith("text/html");
    }
  }

  @Test
  @DisplayName("/req/html/content")
  void htmlContent() {
    String list = ogc.get(LAMPS + "&f=html").text();
    assertThat(list).contains(OgcTown.lamp(1), "路灯 1", "<svg class=\"map\"", "<circle");
    String one = ogc.get("/collections/building/items/" + OgcTown.id(5998, 1) + "?f=html").text();
    assertThat(one).contains("class=\"area\"", "red", "层数");
    String landing = ogc.get("/?f=html").text();
    assertThat(landing).contains("/ogc/collections?f=html", "/ogc/api?f=html");
    String wicked =
        ogc.get(LAMPS + "&f=html&name=" + OgcClient.encode("\"><script>alert(1)</script>")).text();
    assertThat(wicked).doesNotContain("<script>");
  }

  @Test
  @DisplayName("/req/geojson/definition")
  void geoJsonDefinition() {
    assertThat(ogc.get(LAMPS).type()).startsWith("application/geo+json");
    assertThat(ogc.get(LAMPS, "Accept", "application/geo+json").type())
        .startsWith("application/geo+json");
    assertThat(ogc.get("/collections", "Accept", "application/json").type())
        .startsWith("application/json");
  }

  @Test
  @DisplayName("/req/geojson/content")
  void geoJsonContent() {
    for (JsonNode feature : ogc.json(LAMPS).path("features")) {
      assertThat(feature.path("type").asString()).isEqualTo("Feature");
      assertThat(feature.path("id").isString()).isTrue();
      assertThat(feature.path("properties").isObject()).isTrue();
      assertThat(feature.at("/geometry/type").asString()).isEqualTo("Point");
    }
    JsonNode ring =
        ogc.json("/collections/building/items/" + OgcTown.id(5998, 1)).at("/geometry/coordinates");
    assertThat(ring.size()).isEqualTo(2);
    assertThat(area(ring.get(0))).as("outside turns left").isPositive();
    assertThat(area(ring.get(1))).as("a hole turns right").isNegative();
  }

  private static double area(JsonNode ring) {
    double twice = 0;
    for (int i = 1; i < ring.size(); i++) {
      JsonNode a = ring.get(i - 1);
      JsonNode b = ring.get(i);
      twice +=
          a.get(0).asDouble() * b.get(1).asDouble() - b.get(0).asDouble() * a.get(1).asDouble();
    }
    return twice;
  }

  @Test
  @DisplayName("/req/oas30/oas-definition-1")
  void oasDefinition1() {
    assertThat(ogc.get("/api?f=json").type()).startsWith("application/vnd.oai.openapi+json");
    assertThat(ogc.get("/api", "Accept", "application/vnd.oai.openapi+json;version=3.0").status())
        .isEqualTo(200);
  }

  @Test
  @DisplayName("/req/oas30/oas-definition-2")
  void oasDefinition2() {
    JsonNode document = ogc.json("/api");
    assertThat(document.at("/info/title").asString()).isNotBlank();
    assertThat(document.at("/info/version").asString()).isNotBlank();
    assertThat(document.at("/servers/0/url").asString()).isEqualTo(ogc.root);
    Set<String> ids = new TreeSet<>();
    document
        .path("paths")
        .forEach(
            path -> {
              JsonNode get = path.path("get");
              assertThat(ids.add(get.path("operationId").asString())).isTrue();
              get.path("parameters")
                  .forEach(
                      p -> assertThat(resolved(document, p).path("name").asString()).isNotBlank());
              get.path("responses")
                  .forEach(
                      r ->
                          assertThat(resolved(document, r).path("description").asString())
                              .isNotBlank());
            });
  }

  private static JsonNode resolved(JsonNode document, JsonNode node) {
    String ref = node.path("$ref").asString("");
    return ref.isEmpty() ? node : document.at(ref.substring(1));
  }

  @Test
  @DisplayName("/req/oas30/oas-impl")
  void oasImpl() {
    Set<String> described = new TreeSet<>();
    ogc.json("/api").path("paths").propertyNames().forEach(path -> described.add(general(path)));
    Set<String> running = new TreeSet<>();
    requestMappingHandlerMapping
        .getHandlerMethods()
        .keySet()
        .forEach(
            mapping ->
                mapping.getPatternValues().stream()
                    .filter(p -> p.equals("/ogc/") || (p.startsWith("/ogc/") && !p.endsWith("/")))
                    .forEach(p -> running.add(p.substring("/ogc".length()))));
    assertThat(described).isEqualTo(running);
  }

  private static String general(String path) {
    return path.replaceAll("^/collections/[^/]+", "/collections/{collectionId}");
  }

  @Test
  @DisplayName("/req/oas30/completeness")
  void completeness() {
    JsonNode responses =
        ogc.json("/api").at("/paths/~1collections~1street-lamp~1items/get/responses");
    assertThat(responses.propertyNames()).contains("200", "400", "404", "406");
    assertThat(responses.at("/200/content").propertyNames())
        .contains("application/geo+json", "text/html");
  }

  @Test
  @DisplayName("/req/oas30/exceptions-codes")
  void exceptionsCodes() {
    for (String path :
        List.of(LAMPS + "&limit=x", "/collections/nothing", "/collections/tree/items/x")) {
      OgcClient.Answer answer = ogc.get(path);
      assertThat(answer.type()).as(path).startsWith("application/problem+json");
      assertThat(answer.json().path("status").asInt()).isEqualTo(answer.status());
    }
  }

  @Test
  @DisplayName("/req/oas30/security")
  void security() {
    assertThat(ogc.json("/api").toString().toLowerCase(Locale.ROOT))
        .doesNotContain("yiwang_session");
  }

  @Test
  @DisplayName("/rec/core/cross-origin")
  void crossOrigin() {
    OgcClient.Answer answer = ogc.get(LAMPS, "Origin", "https://elsewhere.example");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    OgcClient.Answer preflight =
        ogc.send(
            "OPTIONS",
            LAMPS,
            "Origin",
            "https://elsewhere.example",
            "Access-Control-Request-Method",
            "GET",
            "Access-Control-Request-Headers",
            "x-api-key");
    assertThat(preflight.status()).isEqualTo(200);
    assertThat(preflight.header("Access-Control-Allow-Headers")).contains("x-api-key");
    assertThat(
            ogc.send(
                    "OPTIONS",
                    LAMPS,
                    "Origin",
                    "https://elsewhere.example",
                    "Access-Control-Request-Method",
                    "DELETE")
                .status())
        .isEqualTo(403);
  }
}
