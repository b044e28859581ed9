package io.yiwang.bench;

import io.yiwang.bench.MqttFleet.Credential;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sensors over MQTT: how many readings a second are acknowledged at QoS 1 from 1,000 connections,
 * each durable and on its way through listeners and columns; how long an acknowledgement takes at
 * 20,000 readings a second; and what 50,000 connections that say nothing hold of the machine.
 */
final class SensorBench {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int SPEAKING = 1_000;
  private static final int WANTED_READINGS = 20_000;
  private static final int READINGS_A_MESSAGE = 5;
  private static final long DRAIN_SECONDS = 300;

  private final Instance city;
  private final Path data;
  private final int seconds;

  private SensorBench(Instance city, Path data, int seconds) {
    this.city = city;
    this.data = data;
    this.seconds = seconds;
  }

  /**
   * Options: {@code --seconds N} of each flow (20), {@code --idle N} connections (50000), {@code
   * --readings N} in a message (5).
   */
  static void run(String[] options) throws Exception {
    int seconds = Integer.parseInt(MapBench.option(options, "--seconds", "20"));
    int idle = Integer.parseInt(MapBench.option(options, "--idle", "50000"));
    Path data = Files.createTempDirectory("yiwang-bench");
    Bench.note("data folder " + data);
    Instance.Launch launch =
        Instance.Launch.script("--empty", "--yiwang.mqtt.port=0", "--yiwang.mqtt.tls-port=-1");
    try (Instance city = Instance.start(launch, data)) {
      SensorBench bench = new SensorBench(city, data, seconds);
      List<Credential> devices = bench.register(Math.max(SPEAKING, idle));
      if (idle > 0) {
        bench.idle(devices.subList(0, idle));
      }
      bench.speaking(devices.subList(0, SPEAKING));
    }
  }

  /** By the same CSV file as anybody would bring. */
  private List<Credential> register(int count) throws Exception {
    List<Credential> devices = new ArrayList<>();
    StringBuilder csv = new StringBuilder("code,model,lat,lng,secret\n");
    Sites sites;
    try (Wire wire = new Wire(city.address(), city.apiKey())) {
      sites = Sites.of(wire);
    }
    Sites.Site site = sites.site(0);
    for (int i = 0; i < count; i++) {
      Credential device = new Credential("B" + i, "bench-secret-of-device-" + i);
      devices.add(device);
      csv.append(
          String.format(
              Locale.ROOT,
              "%s,weather,%.6f,%.6f,%s%n",
              device.code(),
              site.lat(),
              site.lng(),
              device.secret()));
    }
    long begin = System.nanoTime();
    JsonNode outcome = send("/api/v1/devices/import", "text/csv", csv.toString());
    if (outcome.path("added").asInt() != count) {
      throw new IllegalStateException("The devices were not taken: " + outcome);
    }
    Bench.figure(
        "sensors.devices_imported_per_second",
        count / ((System.nanoTime() - begin) / 1e9),
        "devices/s");
    return devices;
  }

  private void idle(List<Credential> devices) throws Exception {
    double before = rss();
    try (MqttFleet fleet = new MqttFleet(port())) {
      double took = fleet.connect(devices);
      Bench.figure("sensors.connect_per_second", devices.size() / took, "connections/s");
      TimeUnit.SECONDS.sleep(20);
      Bench.figure("sensors.idle_connections", fleet.alive(), "connections");
      Bench.figure("sensors.idle_before_mib", before, "MiB resident before");
      Bench.figure("sensors.idle_rss_mib", rss(), "MiB resident");
    }
    TimeUnit.SECONDS.sleep(5);
  }

  private void speaking(List<Credential> devices) throws Exception {
    Instant since = Instant.now();
    try (MqttFleet fleet = new MqttFleet(port())) {
      fleet.connect(devices);
      fleet.flatOut(seconds / 2.0, messages());
      long begin = System.nanoTime();
      long acknowledged = fleet.flatOut(seconds, messages());
      double perSecond = acknowledged / ((double) seconds);
      Bench.figure("sensors.messages_per_second", perSecond, "messages/s");
      Bench.figure("sensors.readings_per_second", perSecond * READINGS_A_MESSAGE, "readings/s");
      Bench.note("in " + (System.nanoTime() - begin) / 1e9 + " s");
      drained(since, devices);
      double[] millis =
          fleet.paced((double) WANTED_READINGS / READINGS_A_MESSAGE, seconds, messages());
      Bench.figure("sensors.ack_p50_ms", OpenLoop.percentile(millis, 0.5), "ms");
      Bench.figure("sensors.ack_p99_ms", OpenLoop.percentile(millis, 0.99), "ms");
      drained(since, devices);
    }
  }

  /** Five readings each, at moments of their own. */
  private static LongFunction<byte[]> messages() {
    long begin = System.currentTimeMillis() - 3_600_000;
    return number ->
        ("{\"t\":"
                + (begin + number / SPEAKING * 10)
                + ",\"v\":{\"temperature\":21.5,\"humidity\":60,"
                + "\"airPressure\":1013,\"windSpeed\":3,\"battery\":90}}")
            .getBytes(StandardCharsets.UTF_8);
  }

  /** Waits until the columns have stopped growing, and says how long that took. */
  private void drained(Instant since, List<Credential> devices) throws Exception {
    long begin = System.nanoTime();
    long before = -1;
    String path =
        "/api/v1/devices/"
            + devices.getFirst().code()
            + "/readings?quantity=temperature&points=1&from="
            + since.minusSeconds(7_200);
    try (Wire wire = new Wire(city.address(), city.apiKey())) {
      while (System.nanoTime() - begin < DRAIN_SECONDS * 1_000_000_000L) {
        long now = JSON.readTree(wire.get(path).body()).at("/points/0/count").asLong();
        if (now == before && now > 0) {
          Bench.figure("sensors.drain_seconds", (System.nanoTime() - begin) / 1e9, "s");
          return;
        }
        before = now;
        TimeUnit.SECONDS.sleep(2);
      }
    }
    throw new IllegalStateException("The readings did not get through.");
  }

  private JsonNode send(String path, String type, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(city.address().resolve(path))
            .header("X-Api-Key", city.apiKey())
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }
  }

  private int port() throws Exception {
    Path file = data.resolve("run").resolve("mqtt");
    while (!Files.exists(file)) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return URI.create(Files.readAllLines(file).getFirst()).getPort();
  }

  /** Of the platform's own process. */
  private double rss() throws IOException {
    long pid = Long.parseLong(Files.readString(data.resolve("run").resolve("pid")).strip());
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum()
        / 1024.0;
  }
}
