package io.yiwang.citymap.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yiwang.PlatformTest;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.access.Seat;
import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentState;
import io.yiwang.citymap.Regions;
import io.yiwang.citymap.components.ChangeOrigin;
import io.yiwang.citymap.components.ComponentChange;
import io.yiwang.citymap.components.ComponentWriter;
import io.yiwang.kernel.GeoPoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tiles as a running server hands them out, each test in a place of its own. */
@PlatformTest
class TileTests {
  private static final ChangeOrigin US =
      new ChangeOrigin(ChangeOrigin.Way.EDIT, null, "test", "tiles");
  private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");
  private static final int LAMP = 1037;
  private static final int GAS_MAIN = 1996;
  private static final int WATER_MAIN = 1999;
  private static final GeometryFactory JTS = new GeometryFactory();

  @LocalServerPort int port;
  @Autowired ComponentWriter writer;
  @Autowired PyramidJob job;
  @Autowired People people;
  @Autowired Regions regions;
  @Autowired JsonMapper json;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void aChangeIsOnTheNextTile() {
    GeoPoint place = place(1);
    String live = address("base", 17, place);
    assertThat(tile(live).status()).isEqualTo(204);

    long id = put(LAMP, "灯", place, MARCH);
    Answer shown = tile(live);
    assertThat(shown.features())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.layer()).isEqualTo("point");
              assertThat(f.id()).isEqualTo(id % 100_000_000_000L);
              assertThat(f.number("d", 0)).isEqualTo(990000);
              assertThat(f.number("c", 0)).isEqualTo(LAMP);
              assertThat(f.text("n")).isEqualTo("灯");
              assertThat(f.properties()).doesNotContainKey("s");
            });
    assertThat(known(live, shown.etag())).isEqualTo(304);

    change(Component.point(id, "灯", place).withState(ComponentState.DAMAGED), MAY);
    assertThat(known(live, shown.etag())).isEqualTo(200);
    assertThat(tile(live).features()).singleElement().matches(f -> f.number("s", 0) == 1);
    assertThat(tile(address("live", 14, place)).features()).isNotEmpty();
    assertThat(tile(address("base", 20, place)).features()).hasSize(1);

    writer.change(List.of(ComponentChange.remove(id, MAY.plusSeconds(9))), US);
    assertThat(tile(live).status()).isEqualTo(204);
    assertThat(tile(live + "?asof=2026-04-01T00:00Z").features())
        .singleElement()
        .matches(f -> !f.properties().containsKey("s"));
    assertThat(tile(live + "?asof=2026-01-01T00:00Z").status()).isEqualTo(204);
  }

  @Test
  void aTileOfThePyramidThatWasTouchedSinceIsDrawnAnew() {
    GeoPoint place = place(2);
    long first = put(LAMP, "a", place, MARCH);
    build();
    String deep = address("base", 15, place);
    assertThat(tile(deep).features())
        .extracting(Decoded.Feature::id)
        .containsExactly(short_(first));
    assertThat(tile(address("base", 9, place)).features())
        .anyMatch(f -> f.layer().equals("density") && f.number("k", 0) >= 1);

    long second = put(LAMP, "b", new GeoPoint(place.lat() + 0.0001, place.lng()), MARCH);
    assertThat(tile(deep).features())
        .extracting(Decoded.Feature::id)
        .containsExactlyInAnyOrder(short_(first), short_(second));

    build();
    assertThat(tile(deep).features()).hasSize(2);
    JsonNode status = json.valueToTree(job.status());
    assertThat(status.path("state").asString()).isEqualTo("IDLE");
    assertThat(status.path("points").asLong()).isGreaterThanOrEqualTo(2);
    assertThat(status.path("largestTileBytes").asLong()).isBetween(1L, 500_000L);
  }

  @Test
  void gasAndPowerAreDrawnOnlyForWhomMaySeeThem() {
    GeoPoint place = place(3);
    long gas = writer.nextIds(990000, GAS_MAIN, 1).getFirst();
    long water = writer.nextIds(990000, WATER_MAIN, 1).getFirst();
    JsonNode details = json.readTree("{\"diameter\": 600, \"depth\": [1.2, 1.4]}");
    var line = line(place, 0.0004);
    writer.change(
        List.of(
            ComponentChange.put(Component.shape(gas, "燃", line).withDetails(details), MARCH),
            ComponentChange.put(Component.shape(water, "水", line).withDetails(details), MARCH)),
        US);
    String guarded = address("lifelines", 15, place);
    String open = address("pipes", 15, place);
    Seat may = Seat.of(port, people, regions.root().path(), Duty.CITY_OFFICER);
    Seat mayNot = Seat.of(port, people, "990000.990178", Duty.DISTRICT_OFFICER);

    assertThat(may.get(guarded).statusCode()).isEqualTo(200);
    assertThat(may.get(guarded).headers().firstValue("Cache-Control"))
        .contains("private, no-store");
    assertThat(may.get(guarded).headers().firstValue("ETag")).isEmpty();
    // after it was drawn for one who may
    assertThat(mayNot.get(guarded).statusCode()).isEqualTo(204);
    assertThat(tile(guarded).status()).isEqualTo(204);
    assertThat(tile(open).features())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.layer()).isEqualTo("pipe");
              assertThat(f.id()).isEqualTo(short_(water));
              assertThat(f.number("dia", 0)).isEqualTo(600);
              assertThat(f.text("dep")).isEqualTo("1.3");
            });
    for (String set : List.of("base", "live")) {
      assertThat(may.get(address(set, 16, place)).statusCode()).isEqualTo(204);
    }
    build();
    for (int z = 0; z <= 15; z++) {
      assertThat(tile(address("base", z, place)).features())
          .noneMatch(f -> f.number("c", 0) == GAS_MAIN);
    }
  }

  @Test
  void aCrowdedTileStaysSmall() {
    GeoPoint place = place(4);
    var random = new SplittableRandom(4);
    List<Long> ids = writer.nextIds(990000, LAMP, 30_000);
    List<ComponentChange> many = new ArrayList<>();
    for (long id : ids) {
      var at =
          new GeoPoint(
              place.lat() + (random.nextDouble() - 0.5) / 500,
              place.lng() + (random.nextDouble() - 0.5) / 500);
      many.add(ComponentChange.put(Component.point(id, "这盏路灯有一个很长的名字" + id, at), MARCH));
    }
    writer.change(many, US);
    for (int z = 14; z <= 17; z++) {
      Answer answer = tile(address("base", z, place));
      // from the pyramid, at 14, those that would lie upon one another are left out
      assertThat(answer.features()).hasSizeGreaterThan(z == 14 ? 5 : 50);
      assertThat(answer.plain().length).as("zoom %d", z).isLessThan(500_000);
    }
  }

  @Test
  void refusesWhatIsNoTile() {
    assertThat(tile("/map/tiles/base/21/0/0.mvt").status()).isEqualTo(400);
    assertThat(tile("/map/tiles/base/3/8/0.mvt").status()).isEqualTo(400);
    assertThat(tile("/map/tiles/base/3/0/-1.mvt").status()).isEqualTo(400);
    assertThat(tile("/map/tiles/base/a/0/0.mvt").status()).isEqualTo(400);
    assertThat(tile("/map/tiles/pipes/12/0/0.mvt").status()).isEqualTo(400);
    assertThat(tile("/map/tiles/else/3/0/0.mvt").status()).isEqualTo(404);
    assertThat(tile("/map/tiles/base/15/0/0.mvt?asof=yesterday").status()).isEqualTo(400);
    assertThat(tile("/map/styles/pink.json").status()).isEqualTo(404);
    assertThat(tile("/map/glyphs/x/7-9.pbf").status()).isEqualTo(400);
  }

  @Test
  void servesLettersIconsAndALegend() throws IOException {
    byte[] latin = tile("/map/glyphs/DejaVu%20Sans%20Condensed/0-255.pbf").plain();
    assertThat(latin.length).isGreaterThan(50_000);
    assertThat(tile("/map/glyphs/Other,DejaVu%20Sans%20Condensed%20Bold/256-511.pbf").status())
        .isEqualTo(200);
    assertThat(tile("/map/glyphs/DejaVu%20Sans%20Condensed/19968-20223.pbf").plain().length)
        .as("Chinese is drawn by the browser")
        .isLessThan(200);
    var sheet =
        javax.imageio.ImageIO.read(
            new ByteArrayInputStream(tile("/map/sprites/icons@2x.png").plain()));
    JsonNode index = json.readTree(tile("/map/sprites/icons@2x.json").plain());
    JsonNode lamp = index.path("street-lamp");
    int brightest = 0;
    for (int x = 0; x < lamp.path("width").asInt(); x++) {
      for (int y = 0; y < lamp.path("height").asInt(); y++) {
        int alpha = sheet.getRGB(lamp.path("x").asInt() + x, lamp.path("y").asInt() + y) >>> 24;
        brightest = Math.max(brightest, alpha);
      }
    }
    assertThat(brightest).isGreaterThan(192);
    JsonNode legend = json.readTree(tile("/map/legend.json").plain());
    assertThat(legend.size()).isGreaterThan(30);
    assertThat(legend.get(0).path("dark").asString()).matches("#[0-9a-f]{6}");
  }

  @Test
  void mapLibresOwnLibrariesReadEverythingAWalkerMeets() throws Exception {
    Path modules = Path.of("web", "node_modules", "@mapbox", "vector-tile");
    Assumptions.assumeTrue(Files.exists(modules), "the web pages have not been built");
    GeoPoint place = place(5);
    put(LAMP, "灯", place, MARCH);
    put(2997, "人民广场", new GeoPoint(place.lat(), place.lng() + 0.001), MARCH);
    for (int classNo : new int[] {2999, 5999, 5998, 4999, WATER_MAIN}) {
      long id = writer.nextIds(990000, classNo, 1).getFirst();
      var shape =
          classNo == 2999 || classNo == WATER_MAIN
              ? line(place, 0.3)
              : line(place, 0.002).buffer(0.0005);
      var component = Component.shape(id, "名" + classNo, shape).withHeight(21.5f);
      change(component.withDetails(json.readTree("{\"diameter\":1200}")), MARCH);
    }
    build();
    List<String> walk = new ArrayList<>();
    var random = new SplittableRandom(5);
    for (int z = 0; z <= 20; z++) {
      walk.add(path("base", z, place));
      for (int i = 0; i < 8; i++) {
        var next =
            new GeoPoint(
                place.lat() + (random.nextDouble() - 0.5) * 0.01,
                place.lng() + (random.nextDouble() - 0.5) * 0.01);
        walk.add(path("base", z, next));
        if (z >= 13) {
          walk.add(path("pipes", z, next));
        }
      }
    }
    List<String> command = new ArrayList<>();
    command.addAll(List.of("node", "web/tools/check-map.mjs", "http://127.0.0.1:" + port));
    command.addAll(walk);
    Process node = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(node.waitFor()).as(said).isZero();
    assertThat(json.readTree(said).path("features").asInt()).as(said).isGreaterThan(100);
  }

  /** What came back, compressed or not. */
  private record Answer(int status, byte[] plain, String etag) {
    List<Decoded.Feature> features() {
      return status == 200 ? Decoded.of(plain) : List.of();
    }
  }

  private Answer tile(String path) {
    HttpResponse<byte[]> answer = send(path, "Accept-Encoding", "gzip");
    byte[] body = answer.body();
    try {
      if (answer.headers().firstValue("Content-Encoding").orElse("").equals("gzip")) {
        body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
      }
      assertThat(body.length).isLessThan(500_000);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return new Answer(
        answer.statusCode(), body, answer.headers().firstValue("ETag").orElse("none"));
  }

  private int known(String path, String etag) {
    return send(path, "If-None-Match", etag).statusCode();
  }

  private HttpResponse<byte[]> send(String path, String header, String value) {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .header(header, value)
              .build(),
          BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void build() {
    Instant before = Instant.now();
    job.request();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              Instant built = job.status().builtAt();
              return built != null && built.isAfter(before) && job.status().error() == null;
            });
  }

  private long put(int classNo, String name, GeoPoint place, Instant from) {
    long id = writer.nextIds(990000, classNo, 1).getFirst();
    change(Component.point(id, name, place), from);
    return id;
  }

  private void change(Component component, Instant from) {
    writer.change(List.of(ComponentChange.put(component, from)), US);
  }

  private static org.locationtech.jts.geom.LineString line(GeoPoint from, double degrees) {
    return JTS.createLineString(
        new Coordinate[] {
          new Coordinate(from.lng(), from.lat()), new Coordinate(from.lng() + degrees, from.lat())
        });
  }

  private static long short_(long id) {
    return id % 100_000_000_000L;
  }

  /** Far from all others, and from what other runs left there. */
  private static GeoPoint place(int test) {
    return new GeoPoint(30.1 + test * 0.11, 118.03 + System.nanoTime() % 1000 / 1e4);
  }

  private static String address(String set, int z, GeoPoint at) {
    return "/map/tiles/" + path(set, z, at) + ".mvt";
  }

  private static String path(String set, int z, GeoPoint at) {
    int x = World.tile(World.x(at.lng()), z);
    int y = World.tile(World.y(at.lat()), z);
    return set + "/" + z + "/" + x + "/" + y;
  }
}
