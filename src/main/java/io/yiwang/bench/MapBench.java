package io.yiwang.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The map of a whole city: how long it takes to fill, how fast it is drawn and asked, how soon a
 * change is seen, and what all of that holds of the machine. Every figure is of the scale that is
 * printed first. The same work done by PostGIS follows where it is installed.
 */
final class MapBench {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PYRAMID = "/api/v1/admin/map/pyramid";
  private static final int TILES_A_SECOND = 200;
  private static final int LOWEST = 9;
  private static final int LAST_OF_PYRAMID = 15;
  private static final int DEEPEST = 18;

  /** lng, lat, radius in degrees. */
  private static final List<double[]> CITY =
      List.of(
          new double[] {121.4737, 31.2304, 0.03},
          new double[] {121.4265, 31.2205, 0.03},
          new double[] {121.4400, 31.1950, 0.03},
          new double[] {121.5050, 31.2400, 0.03},
          new double[] {121.4800, 31.2650, 0.05},
          new double[] {121.3950, 31.2500, 0.05},
          new double[] {121.3850, 31.1200, 0.06},
          new double[] {121.5900, 31.2050, 0.06},
          new double[] {121.4700, 31.3300, 0.10},
          new double[] {121.2300, 31.0350, 0.06},
          new double[] {121.6800, 31.1500, 0.20},
          new double[] {121.2500, 31.3700, 0.12});

  private final Instance city;
  private final Path data;
  private final int seconds;
  private final List<double[]> places;

  private MapBench(Instance city, Path data, int seconds, double scale) throws Exception {
    this.city = city;
    this.data = data;
    this.seconds = seconds;
    this.places = scale >= 1 ? CITY : List.of(around(city, scale));
  }

  /** A smaller ground lies around the visitors' street. */
  private static double[] around(Instance city, double scale) throws Exception {
    Map<String, String> worker = SignIn.as(city.address(), "worker", "yiwang");
    try (Wire wire = new Wire(city.address(), worker)) {
      double[] street = MapQuestions.street(wire);
      return new double[] {street[0], street[1], 0.1 * Math.sqrt(scale)};
    }
  }

  /**
   * Options: {@code --scale X} of the map (0.02), {@code --seconds N} of each flow of tiles (30),
   * {@code --keep DIR} a data folder to fill or to use again, {@code --alone} without PostGIS.
   */
  static void run(String[] options) throws Exception {
    double scale = Double.parseDouble(Bench.option(options, "--scale", "0.02"));
    int seconds = Bench.option(options, "--seconds", 30);
    String keep = Bench.option(options, "--keep", "");
    Path data = keep.isEmpty() ? Files.createTempDirectory("yiwang-bench") : Path.of(keep);
    Bench.note("data folder " + data);
    Instance.Launch launch =
        Instance.Launch.script(
            "--yiwang.demo.life=false",
            "--yiwang.demo.scale=" + (scale >= 1 ? 1 : 0.1),
            "--yiwang.demo.ground-scale=" + scale);
    boolean alone = Arrays.asList(options).contains("--alone");
    try (Instance city = Instance.start(launch, data)) {
      MapBench bench = new MapBench(city, data, seconds, scale);
      bench.loaded();
      try (var memory = new Peak(city)) {
        bench.pyramid();
        double live = bench.tiles();
        MapQuestions questions = new MapQuestions(city, bench.places);
        questions.run();
        new MapChange(city).run();
        Bench.figure("map.rss_gib", memory.gib(), "GiB");
        if (alone) {
          return;
        }
        bench.compare(live, questions);
      }
    }
  }

  private void loaded() throws Exception {
    String facts = Files.readString(data.resolve("run").resolve("ground-load"));
    Bench.figure("map.scale", fact(facts, "scale"), "of 14.95 million components");
    Bench.figure("map.components", fact(facts, "components"), "components");
    Bench.figure("map.things", fact(facts, "things"), "rows");
    Bench.figure("map.pipe_km", fact(facts, "pipe_km"), "km");
    Bench.figure("map.load_minutes", fact(facts, "seconds") / 60, "min");
    Bench.figure("map.plan_minutes", fact(facts, "plan_seconds") / 60, "min");
    Bench.figure("map.rows_minutes", fact(facts, "rows_seconds") / 60, "min");
  }

  private static double fact(String facts, String name) {
    Matcher found = Pattern.compile("(?<![a-z_])" + name + "=(\\S+)").matcher(facts);
    if (!found.find()) {
      throw new IllegalStateException(name + " is missing in " + facts);
    }
    return Double.parseDouble(found.group(1));
  }

  /** Builds it once more, with nothing else to do. */
  private void pyramid() throws Exception {
    Map<String, String> steward = SignIn.as(city.address(), "steward", "yiwang");
    try (Wire wire = new Wire(city.address(), steward)) {
      String before = settled(wire).path("builtAt").asString("");
      wire.send("POST", PYRAMID);
      JsonNode built = settled(wire);
      while (built.path("builtAt").asString("").equals(before)) {
        TimeUnit.MILLISECONDS.sleep(300);
        built = settled(wire);
      }
      Bench.figure("map.pyramid_minutes", built.path("seconds").asDouble() / 60, "min");
      Bench.figure("map.pyramid_tiles", built.path("tiles").asDouble(), "tiles");
      Bench.figure("map.pyramid_mib", built.path("bytes").asDouble() / (1 << 20), "MiB");
      largest = built.path("largestTileBytes").asDouble() / 1024;
    }
  }

  private double largest;

  private static JsonNode settled(Wire wire) throws Exception {
    while (true) {
      Wire.Answer answer = wire.get(PYRAMID);
      if (answer.status() != 200) {
        throw new IllegalStateException(PYRAMID + ": " + answer);
      }
      JsonNode status = JSON.readTree(answer.body());
      String state = status.path("state").asString();
      if (state.equals("FAILED")) {
        throw new IllegalStateException("The pyramid: " + status);
      }
      if (state.equals("IDLE")) {
        return status;
      }
      TimeUnit.MILLISECONDS.sleep(300);
    }
  }

  private double tiles() throws Exception {
    flow("warm-up", LAST_OF_PYRAMID + 1, DEEPEST, Math.max(5, seconds / 4));
    double live = flow("map.live_tile", LAST_OF_PYRAMID + 1, DEEPEST, seconds);
    flow("warm-up", LOWEST, LAST_OF_PYRAMID, Math.max(5, seconds / 4));
    flow("map.pyramid_tile", LOWEST, LAST_OF_PYRAMID, seconds);
    Bench.figure("map.largest_tile_kb", largest, "kB");
    return live;
  }

  private double flow(String name, int lowest, int highest, int window) throws Exception {
    double[] millis =
        OpenLoop.run(
            TILES_A_SECOND,
            window,
            number ->
                new TileAsker(new TileWalk(name.hashCode() + number, places, lowest, highest)));
    double p99 = OpenLoop.percentile(millis, 0.99);
    if (!name.equals("warm-up")) {
      Bench.figure(name + "_p50_ms", OpenLoop.percentile(millis, 0.5), "ms");
      Bench.figure(name + "_p99_ms", p99, "ms");
    }
    return p99;
  }

  private synchronized void seen(int bytes) {
    largest = Math.max(largest, bytes / 1024.0);
  }

  private final class TileAsker implements OpenLoop.Asker {
    private final TileWalk walk;
    private final Wire wire;

    TileAsker(TileWalk walk) throws Exception {
      this.walk = walk;
      this.wire = new Wire(city.address(), Map.of("Accept-Encoding", "gzip"));
    }

    @Override
    public void ask() throws Exception {
      TileWalk.Address t = walk.next();
      String path = "/map/tiles/base/%d/%d/%d.mvt".formatted(t.z(), t.x(), t.y());
      Wire.Bytes answer = wire.getBytes(path);
      if (answer.status() != 200 && answer.status() != 204) {
        throw new IllegalStateException(path + ": " + answer.status());
      }
      seen(answer.body().length);
    }

    @Override
    public void close() throws Exception {
      wire.close();
    }
  }

  private void compare(double live, MapQuestions questions) throws Exception {
    if (!Postgis.isInstalled()) {
      System.out.println("postgis is not installed: nothing to compare with");
      return;
    }
    try (Postgis postgis = Postgis.start()) {
      postgis.load(data);
      double theirs = postgis.tiles(places, TILES_A_SECOND, seconds, LAST_OF_PYRAMID + 1, DEEPEST);
      Bench.figure("map.postgis_live_tile_ratio", theirs / live, "times ours");
      questions.compare(postgis);
    }
  }
}
