package io.yiwang.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.bench.MqttFleet.Credential;
import io.yiwang.sensing.Caller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is killed again and again while devices speak; they send again what was not
 * answered.
 */
class ReadingKillTests {
  private static final int DEVICES = 20;
  private static final int KILLS = 2;
  private static final int ENOUGH = 3_000;

  /** Below the pace each device may keep. */
  private static final double AGAIN_PER_SECOND = DEVICES * 40.0;

  private static final long BEGIN = Instant.now().minusSeconds(7_200).toEpochMilli();

  @TempDir Path data;

  private final List<Credential> devices = new ArrayList<>();

  private Instance start() throws Exception {
    return Instance.start(
        Instance.Launch.classPath(
            "--yiwang.demo.enabled=false",
            "--yiwang.mqtt.port=0",
            "--yiwang.mqtt.tls-port=-1",
            "--yiwang.readings.seal-every=PT5S"),
        data);
  }

  private Caller caller(Instance city) throws IOException {
    return new Caller(city.address().getPort(), city.apiKey());
  }

  private void register(Instance city) throws Exception {
    Sites.Site site;
    try (Wire wire = new Wire(city.address(), city.apiKey())) {
      site = Sites.of(wire).site(0);
    }
    StringBuilder csv = new StringBuilder("code,model,lat,lng,secret\n");
    for (int i = 0; i < DEVICES; i++) {
      Credential device = new Credential("K" + i, "a-secret-of-device-number-" + i);
      devices.add(device);
      csv.append(
          String.format(
              Locale.ROOT,
              "%s,water-level,%.6f,%.6f,%s%n",
              device.code(),
              site.lat(),
              site.lng(),
              device.secret()));
    }
    Caller.Answer answer =
        caller(city)
            .post(
                "/api/v1/devices/import",
                "text/csv",
                csv.toString().getBytes(StandardCharsets.UTF_8));
    assertThat(answer.json().path("added").asInt()).as(answer.text()).isEqualTo(DEVICES);
  }

  /** The number says the moment, so each message is a reading of its own. */
  private static byte[] message(long number) {
    return ("{\"t\":" + (BEGIN + number) + ",\"v\":{\"level\":" + number % 10 + "}}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private long present(Caller caller) {
    long present = 0;
    for (Credential device : devices) {
      present +=
          caller
              .get(
                  "/api/v1/devices/"
                      + device.code()
                      + "/readings?quantity=level&points=1&from="
                      + Instant.ofEpochMilli(BEGIN - 1_000))
              .json()
              .at("/points/0/count")
              .asLong();
    }
    return present;
  }

  @Test
  void losesNothingThatWasAcknowledgedAndDoublesNothing() throws Exception {
    long acknowledged = 0;
    long sequence = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Files.deleteIfExists(data.resolve("run").resolve("mqtt"));
      try (Instance city = start()) {
        if (devices.isEmpty()) {
          register(city);
        }
        try (MqttFleet fleet = new MqttFleet(city.mqttPort())) {
          fleet.beginAt(sequence);
          fleet.connect(devices);
          acknowledged += fleet.flatOutUntilItBreaks(ENOUGH, city::kill, ReadingKillTests::message);
          sequence = fleet.sequence();
        }
      }
    }
    Files.deleteIfExists(data.resolve("run").resolve("mqtt"));
    long promised = acknowledged;
    long all = sequence * DEVICES;
    assertThat(promised).isBetween((long) ENOUGH * KILLS, all);
    try (Instance city = start()) {
      Caller caller = caller(city);
      await(() -> assertThat(present(caller)).isGreaterThanOrEqualTo(promised));
      try (MqttFleet fleet = new MqttFleet(city.mqttPort())) {
        fleet.connect(devices);
        fleet.paced(AGAIN_PER_SECOND, all / AGAIN_PER_SECOND, ReadingKillTests::message);
      }
      await(() -> assertThat(present(caller)).isEqualTo(all));
    }
  }

  private static void await(ThrowingRunnable check) {
    Awaitility.await().atMost(Duration.ofMinutes(3)).untilAsserted(check);
  }
}
