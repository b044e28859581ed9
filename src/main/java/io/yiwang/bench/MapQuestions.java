package io.yiwang.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What people ask the map: what is near, what is in here, where is it, what does a burst cut off.
 */
final class MapQuestions {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int TIMES = 500;
  private static final int BURSTS = 200;
  private static final String[] CLASSES = {"01013", "01037", "03005", "03001", "02004", "04002"};
  private static final String[] WORDS = {
    "江苏路",
    "路灯",
    "公共厕所",
    "江苏路 路灯",
    "水厂",
    "新村",
    "公园",
    "井盖 长宁",
    "地铁站",
    "1号楼",
    "中山公园",
    "南京西路",
    "hydrant",
    "street lamp",
    "历史建筑"
  };

  private final Instance city;
  private final List<double[]> places;
  private final Map<String, String> officer;
  private double nearest;
  private double within;

  MapQuestions(Instance city, List<double[]> places) throws Exception {
    this.city = city;
    this.places = places;
    this.officer = SignIn.as(city.address(), "city", "yiwang");
  }

  void run() throws Exception {
    nearest = measure("map.nearest10", this::nearest, TIMES);
    within = measure("map.within_page", this::within, TIMES);
    measure("map.text_search", this::search, TIMES);
    bursts();
  }

  /** The same questions of PostGIS, as the same number of times ours. */
  void compare(Postgis postgis) throws Exception {
    double theirs = measure("map.postgis_nearest10", (wire, walk) -> near(postgis, walk), TIMES);
    Bench.figure("map.postgis_nearest10_ratio", theirs / nearest, "times ours");
    theirs = measure("map.postgis_within_page", (wire, walk) -> in(postgis, walk), TIMES);
    Bench.figure("map.postgis_within_page_ratio", theirs / within, "times ours");
  }

  private interface Question {
    void ask(Wire wire, TileWalk walk) throws Exception;
  }

  private double measure(String name, Question question, int times) throws Exception {
    double[] millis = new double[times];
    try (Wire wire = new Wire(city.address(), officer)) {
      for (int round = 0; round < 2; round++) { // the first warms up
        var walk = new TileWalk(round, places, 16, 16);
        for (int i = 0; i < times / (2 - round); i++) {
          long start = System.nanoTime();
          question.ask(wire, walk);
          millis[i] = (System.nanoTime() - start) / 1e6;
        }
      }
    }
    Arrays.sort(millis);
    double p99 = OpenLoop.percentile(millis, 0.99);
    Bench.figure(name + "_p50_ms", OpenLoop.percentile(millis, 0.5), "ms");
    Bench.figure(name + "_p99_ms", p99, "ms");
    return p99;
  }

  private static String classOf(double[] place) {
    return CLASSES[Math.floorMod(Double.hashCode(place[0]), CLASSES.length)];
  }

  private void nearest(Wire wire, TileWalk walk) throws Exception {
    double[] p = walk.place();
    get(
        wire,
        "/api/v1/map/nearest?lng=%.6f&lat=%.6f&k=10&classes=%s".formatted(p[0], p[1], classOf(p)));
  }

  private static void near(Postgis postgis, TileWalk walk) throws SQLException {
    double[] p = walk.place();
    postgis.nearest(p[0], p[1], Integer.parseInt(classOf(p)));
  }

  /** A box of about 300 m. */
  private static double[] box(TileWalk walk) {
    double[] p = walk.place();
    return new double[] {p[0], p[1], p[0] + 0.0032, p[1] + 0.0027};
  }

  private void within(Wire wire, TileWalk walk) throws Exception {
    double[] b = box(walk);
    String body =
        """
        {"geometry":{"type":"Polygon","coordinates":[[[%1$.6f,%2$.6f],[%3$.6f,%2$.6f],[%3$.6f,%4$.6f],\
        [%1$.6f,%4$.6f],[%1$.6f,%2$.6f]]]},"limit":100}\
        """
            .formatted(b[0], b[1], b[2], b[3]);
    post(wire, "/api/v1/map/within", body);
  }

  private static void in(Postgis postgis, TileWalk walk) throws SQLException {
    double[] b = box(walk);
    postgis.within(b[0], b[1], b[2], b[3]);
  }

  private void search(Wire wire, TileWalk walk) throws Exception {
    double[] p = walk.place();
    String words = WORDS[Math.floorMod(Double.hashCode(p[1]), WORDS.length)];
    get(
        wire,
        "/api/v1/map/search?q=%s&lng=%.5f&lat=%.5f"
            .formatted(URLEncoder.encode(words, StandardCharsets.UTF_8), p[0], p[1]));
  }

  /** Bursts at covers of water pipes. */
  private void bursts() throws Exception {
    var walk = new TileWalk(9, places, 16, 16);
    List<String> where = new ArrayList<>();
    double[] millis = new double[BURSTS];
    double households = 0;
    try (Wire wire = new Wire(city.address(), officer)) {
      var random = new SplittableRandom(3);
      while (where.size() < BURSTS) {
        double[] p = walk.place();
        JsonNode near =
            get(
                wire,
                "/api/v1/map/nearest?lng=%.6f&lat=%.6f&k=20&within=3000&classes=01992"
                    .formatted(p[0], p[1]));
        if (!near.isEmpty()) {
          where.add(near.path(random.nextInt(near.size())).path("id").asString());
        }
      }
      for (int i = -20; i < BURSTS; i++) {
        String body = "{\"id\":\"" + where.get(Math.max(0, i)) + "\",\"network\":\"WATER\"}";
        long start = System.nanoTime();
        JsonNode cut = post(wire, "/api/v1/map/network/burst", body);
        if (i >= 0) {
          millis[i] = (System.nanoTime() - start) / 1e6;
          households += cut.path("households").asDouble() / BURSTS;
        }
      }
    }
    Arrays.sort(millis);
    Bench.figure("map.burst_p50_ms", OpenLoop.percentile(millis, 0.5), "ms");
    Bench.figure("map.burst_ms", OpenLoop.percentile(millis, 0.99), "ms");
    Bench.figure("map.burst_households", households, "households on average");
  }

  /** Where the visitors' street lies: lng, lat. */
  static double[] street(Wire wire) throws Exception {
    String words = URLEncoder.encode("江苏路街道", StandardCharsets.UTF_8);
    for (JsonNode hit : get(wire, "/api/v1/map/search?q=" + words).path("hits")) {
      if (hit.path("code").asString("").equals("310105002")) {
        return new double[] {hit.path("lng").asDouble(), hit.path("lat").asDouble()};
      }
    }
    throw new IllegalStateException("The visitors' street is not found.");
  }

  static JsonNode get(Wire wire, String path) throws Exception {
    Wire.Answer answer = wire.get(path);
    if (answer.status() != 200) {
      throw new IllegalStateException(path + ": " + answer);
    }
    return JSON.readTree(answer.body());
  }

  static JsonNode post(Wire wire, String path, String body) throws Exception {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Wire.Answer answer = wire.post(path, bytes, bytes.length);
    if (answer.status() != 200) {
      throw new IllegalStateException(path + ": " + answer);
    }
    return JSON.readTree(answer.body());
  }
}
