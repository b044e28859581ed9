package io.yiwang.bench;

import io.yiwang.bench.MqttFleet.Credential;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sensors over MQTT: how many readings a second 1,000 connections bring at QoS 1, each durable
 * before it is acknowledged, through rules that read every one of them, into the columns; how long
 * an acknowledgement takes at 20,000 readings a second; and what 50,000 connections that say
 * nothing hold of the machine.
 */
final class SensorBench {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int SPEAKING = 1_000;
  private static final int WANTED_READINGS = 20_000;
  private static final long DRAIN_SECONDS = 300;

  /** What the platform has open beside the connections of devices. */
  private static final int OTHER_FILES = 2_000;

  /** How many of the devices are asked whether all they said is there. */
  private static final int ASKED = 20;

  private final Instance city;
  private final CityLine line;
  private final Path data;
  private final int seconds;
  private final WeatherStations weather = new WeatherStations(SPEAKING);

  private SensorBench(Instance city, Path data, int seconds) throws IOException {
    this.city = city;
    this.line = new CityLine(city.address(), Map.of("X-Api-Key", city.apiKey()));
    this.data = data;
    this.seconds = seconds;
  }

  /** Options: {@code --seconds N} of each flow (20), {@code --idle N} connections (50000). */
  static void run(String[] options) throws Exception {
    int seconds = Bench.option(options, "--seconds", 20);
    int idle = Bench.option(options, "--idle", 50_000);
    Path data = Files.createTempDirectory("yiwang-bench");
    Bench.note("data folder " + data);
    Instance.Launch launch =
        Instance.Launch.script("--empty", "--yiwang.mqtt.port=0", "--yiwang.mqtt.tls-port=-1");
    try (Instance city = Instance.start(launch, data)) {
      SensorBench bench = new SensorBench(city, data, seconds);
      int fits = Math.min(idle, Math.max(0, openFiles() - OTHER_FILES));
      List<Credential> devices = bench.register(Math.max(SPEAKING, fits));
      if (fits < idle) {
        Bench.note(
            "a process may have %d files open here, so %d of %d connections are made"
                .formatted(openFiles(), fits, idle));
      }
      if (fits > 0) {
        bench.idle(devices.subList(0, fits));
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
    JsonNode outcome =
        line.send(
            "POST",
            "/api/v1/devices/import",
            "text/csv",
            csv.toString().getBytes(StandardCharsets.UTF_8));
    if (outcome.path("added").asInt() != count) {
      throw new IllegalStateException("The devices were not taken: " + outcome);
    }
    Bench.figure("sensors.devices_imported_per_second", count / since(begin), "devices/s");
    return devices;
  }

  /** How many files, connections among them, a process may have open. */
  private static int openFiles() {
    var system =
        ManagementFactory.getPlatformMXBean(com.sun.management.UnixOperatingSystemMXBean.class);
    return (int) Math.min(Integer.MAX_VALUE, system.getMaxFileDescriptorCount());
  }

  private void idle(List<Credential> devices) throws Exception {
    double before = rss();
    try (MqttFleet fleet = new MqttFleet(city.mqttPort())) {
      double took = fleet.connect(devices);
      Bench.figure("sensors.connect_per_second", devices.size() / took, "connections/s");
      TimeUnit.SECONDS.sleep(20);
      Bench.figure("sensors.idle_connections", fleet.alive(), "connections");
      double with = rss();
      Bench.figure("sensors.idle_before_mib", before, "MiB resident before");
      Bench.figure("sensors.idle_rss_mib", with, "MiB resident");
      Bench.figure("sensors.idle_kib_each", (with - before) * 1024 / devices.size(), "KiB");
    }
    TimeUnit.SECONDS.sleep(5);
  }

  private void speaking(List<Credential> devices) throws Exception {
    for (WeatherStations.Rule rule : weather.rules()) {
      line.send(
          "PUT",
          "/api/v1/sensor-rules/" + rule.code(),
          "application/json",
          rule.change().getBytes(StandardCharsets.UTF_8));
    }
    try (MqttFleet fleet = new MqttFleet(city.mqttPort())) {
      fleet.connect(devices);
      fleet.flatOut(seconds / 2.0, weather::message);
      through(fleet, devices);
      long begin = System.nanoTime();
      double messages = fleet.flatOut(seconds, weather::message);
      double readings = messages * WeatherStations.READINGS;
      Bench.figure("sensors.acknowledged_per_second", readings / seconds, "readings/s");
      long settled = System.nanoTime();
      through(fleet, devices);
      Bench.figure("sensors.drain_seconds", since(settled), "s");
      // all that was acknowledged, by the time it took until the last was through
      Bench.figure("sensors.readings_per_second", readings / since(begin), "readings/s");
      double[] millis =
          fleet.paced(
              (double) WANTED_READINGS / WeatherStations.READINGS, seconds, weather::message);
      Bench.figure("sensors.ack_p50_ms", OpenLoop.percentile(millis, 0.5), "ms");
      Bench.figure("sensors.ack_p99_ms", OpenLoop.percentile(millis, 0.99), "ms");
      through(fleet, devices);
      fired(fleet);
    }
  }

  /** Waits until all that some devices said is in the columns, once each. */
  private void through(MqttFleet fleet, List<Credential> devices) throws Exception {
    long begin = System.nanoTime();
    try (Wire wire = new Wire(city.address(), city.apiKey())) {
      for (int i = 0; i < devices.size(); i += devices.size() / ASKED) {
        String path =
            "/api/v1/devices/%s/readings?quantity=temperature&points=1&from=%s"
                .formatted(devices.get(i).code(), weather.begin());
        long wanted = fleet.sent(i);
        long there = count(wire, path);
        while (there < wanted && since(begin) < DRAIN_SECONDS) {
          TimeUnit.MILLISECONDS.sleep(200);
          there = count(wire, path);
        }
        if (there != wanted) {
          throw new IllegalStateException(
              "%s said %d, of which %d are there.".formatted(devices.get(i), wanted, there));
        }
      }
    }
  }

  private static long count(Wire wire, String path) throws IOException {
    return JSON.readTree(wire.get(path).body()).at("/points/0/count").asLong();
  }

  /** Shows that the rules have read all this: they have fired as often as they had reason to. */
  private void fired(MqttFleet fleet) throws Exception {
    TimeUnit.SECONDS.sleep(5); // the last firing waits until no earlier reading can come
    try (Wire wire = new Wire(city.address(), city.apiKey())) {
      for (WeatherStations.Rule rule : weather.rules()) {
        String path = "/api/v1/alarms?size=1&rule=" + rule.code();
        long firings = JSON.readTree(wire.get(path).body()).path("total").asLong();
        WeatherStations.Firings wanted = weather.firings(rule, fleet::sent);
        Bench.figure("sensors.firings." + rule.code(), firings, "firings");
        if (firings < wanted.least() || firings > wanted.most()) {
          throw new IllegalStateException(rule.code() + " should have fired " + wanted);
        }
      }
    }
  }

  private static double since(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  /** Of the platform's own process. */
  private double rss() throws IOException {
    return Resident.mib(Files.readString(data.resolve("run").resolve("pid")).strip());
  }
}
