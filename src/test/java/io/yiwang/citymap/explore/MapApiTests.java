package io.yiwang.citymap.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yiwang.PlatformTest;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.citymap.Component;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.citymap.components.ChangeOrigin;
import io.yiwang.citymap.components.ComponentChange;
import io.yiwang.citymap.components.ComponentWriter;
import io.yiwang.citymap.components.Keepers;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.registry.Caller;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The map over HTTP: everybody finds what is open, and nobody what is not for them. */
@PlatformTest
class MapApiTests {
  private static final ChangeOrigin US =
      new ChangeOrigin(ChangeOrigin.Way.EDIT, null, "test", "because");
  private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
  private static final GeometryFactory JTS = new GeometryFactory();

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired ComponentWriter writer;
  @Autowired Keepers keepers;
  @Autowired Regions regions;

  private final HttpClient http = HttpClient.newHttpClient();
  private static long lamp;
  private static long gas;

  @BeforeEach
  void aLampAndAGasMain() {
    if (lamp != 0) {
      return;
    }
    int keeper = keepers.put("TEST-LIGHT", "路灯管理所", "Lighting office", null).id();
    lamp = writer.nextIds(310101, 1037, 1).getFirst();
    gas = writer.nextIds(310101, 1996, 1).getFirst();
    Component light =
        Component.point(lamp, "景星七弄灯", new GeoPoint(30.6701, 122.2301))
            .withAddress("景星小路 18 号")
            .withKeepers(keeper, keeper, keeper)
            .withRemark("remarkable");
    Component main =
        Component.shape(
            gas,
            "景星燃气干管",
            JTS.createLineString(
                new Coordinate[] {
                  new Coordinate(122.2300, 30.67), new Coordinate(122.2310, 30.67)
                }));
    writer.change(List.of(ComponentChange.put(light, MARCH), ComponentChange.put(main, MARCH)), US);
  }

  @Test
  void everybodySeesWhatItIsAndStaffWhoKeepsIt() throws Exception {
    JsonNode open = nobody("/api/v1/map/components/" + ComponentId.text(lamp), 200);
    assertThat(open.path("classZh").asString()).isEqualTo("路灯");
    assertThat(open.path("layer").asString()).isEqualTo("street-lamp");
    assertThat(open.path("locationCode").asString()).startsWith("N51H");
    assertThat(open.path("owner").isNull()).isTrue();
    assertThat(open.path("remark").isNull()).isTrue();
    JsonNode seen = city().get("/api/v1/map/components/" + ComponentId.text(lamp)).json();
    assertThat(seen.at("/owner/nameZh").asString()).isEqualTo("路灯管理所");
    assertThat(seen.path("remark").asString()).isEqualTo("remarkable");
    nobody("/api/v1/map/components/31010101037999999", 404);
    nobody("/api/v1/map/components/lamp", 404);
  }

  @Test
  void gasIsThereOnlyForWhomItIs() throws Exception {
    String path = "/api/v1/map/components/" + ComponentId.text(gas);
    String around = "/api/v1/map/nearest?lat=30.67&lng=122.2305&k=50&within=2000";
    nobody(path, 404);
    nobody(path + "/history", 404);
    assertThat(nobody(around, 200).toString()).doesNotContain(ComponentId.text(gas));
    assertThat(found(nobody(search("景星"), 200))).doesNotContain(ComponentId.text(gas));
    Caller worker = Caller.of(port, people, Duty.GRID_WORKER, regions.root().path());
    assertThat(worker.get(path).status()).isEqualTo(404);
    assertThat(worker.get(search("景星")).text()).doesNotContain(ComponentId.text(gas));

    assertThat(city().get(path).status()).isEqualTo(200);
    assertThat(city().get(around).text()).contains(ComponentId.text(gas));
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> assertThat(city().get(search("景星")).text()).contains(ComponentId.text(gas)));
    assertThat(layer(nobody("/api/v1/map/layers", 200), "gas-main").path("readable").asBoolean())
        .isFalse();
    assertThat(
            layer(city().get("/api/v1/map/layers").json(), "gas-main").path("readable").asBoolean())
        .isTrue();
  }

  @Test
  void oneBoxFindsByWhatever() throws Exception {
    String id = ComponentId.text(lamp);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(found(nobody(search("景星七弄"), 200))).contains(id));
    for (String words :
        List.of("星七", "景星小路 18", "七弄灯", id, "路灯 景星小路", "景星小路路灯", "street lamp 景星小路")) {
      assertThat(found(nobody(search(words), 200))).as(words).contains(id);
    }
    assertThat(nobody(search("30.6701, 122.2301"), 200).at("/hits/0/kind").asString())
        .isEqualTo("PLACE");
    assertThat(nobody(search("122.2301 30.6701"), 200).at("/hits/0/lat").asDouble())
        .isEqualTo(30.6701);
    String code = nobody("/api/v1/map/components/" + id, 200).path("locationCode").asString();
    assertThat(nobody(search(code), 200).at("/hits/0/lat").asDouble())
        .isCloseTo(30.6701, org.assertj.core.data.Offset.offset(1e-5));
    Region root = regions.root();
    assertThat(nobody(search(root.code()), 200).at("/hits/0/titleZh").asString())
        .isEqualTo(root.nameZh());
    assertThat(nobody(search("01013"), 200).at("/hits/0/kind").asString()).isEqualTo("CLASS");
    assertThat(nobody(search("消防设施"), 200).at("/hits/0/code").asString()).isEqualTo("01013");
    assertThat(nobody(search("hydrant"), 200).at("/hits/0/code").asString()).isEqualTo("01013");
    assertThat(nobody(search("没有这样的东西啊"), 200).path("hits").isEmpty()).isTrue();
  }

  @Test
  void areasAndLinesAreAskedByPages() {
    String box =
        "{\"type\":\"Polygon\",\"coordinates\":[[[122.2299,30.6699],[122.2311,30.6699],[122.2311,30.6703],[122.2299,30.6703],[122.2299,30.6699]]]}";
    JsonNode first = post("/api/v1/map/within", "{\"geometry\":" + box + ",\"limit\":1}");
    JsonNode second =
        post(
            "/api/v1/map/within",
            "{\"geometry\":%s,\"limit\":1,\"after\":\"%s\"}"
                .formatted(box, first.path("next").asString()));
    assertThat(first.at("/items/0/id").asString()).isEqualTo(ComponentId.text(lamp));
    assertThat(second.at("/items/0/id").asString()).isEqualTo(ComponentId.text(gas));
    assertThat(second.path("next").isNull()).isTrue();
    JsonNode along =
        post(
            "/api/v1/map/along",
            "{\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[122.23,30.6701],[122.231,30.6701]]},\"metres\":5}");
    assertThat(along.at("/items/0/id").asString()).isEqualTo(ComponentId.text(lamp));
    assertThat(
            post("/api/v1/map/within", "{\"geometry\":{\"type\":\"Circle\"}}")
                .path("field")
                .asString())
        .isEqualTo("geometry");
  }

  private JsonNode post(String path, String body) {
    return city().post(path, body).json();
  }

  private Caller city() {
    return Caller.of(port, people, Duty.CITY_OFFICER, regions.root().path());
  }

  private static JsonNode layer(JsonNode layers, String id) {
    for (JsonNode layer : layers) {
      if (layer.path("id").asString().equals(id)) {
        return layer;
      }
    }
    throw new AssertionError(id);
  }

  private static List<String> found(JsonNode answer) {
    return answer.path("hits").valueStream().map(h -> h.path("id").asString("")).toList();
  }

  private static String search(String words) {
    return "/api/v1/map/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
  }

  private JsonNode nobody(String path, int status) throws IOException, InterruptedException {
    var answer =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(path).isEqualTo(status);
    return JsonMapper.builder().build().readTree(answer.body());
  }
}
