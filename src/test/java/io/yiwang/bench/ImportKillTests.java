package io.yiwang.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.citymap.intake.Sender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An import of which the process is killed while it reads, and again while it applies. */
class ImportKillTests {
  private static final int ROWS = 60_000;
  private static final String MAPPING =
      """
      source: killed
      class: "01037"
      key: no
      geometry: {lat: lat, lng: lng}
      name: name
      """;

  @TempDir Path data;

  private static byte[] file() {
    StringBuilder csv = new StringBuilder("no,lat,lng,name\n");
    for (int i = 0; i < ROWS; i++) {
      csv.append(
          String.format(
              Locale.ROOT,
              "%d,%.6f,%.6f,lamp%n",
              i,
              31.0 + i % 300 * 0.0004,
              121.3 + i / 300 * 0.0005));
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private Instance start() throws Exception {
    return Instance.start(Instance.Launch.classPath("--yiwang.demo.enabled=false"), data);
  }

  private static Sender sender(Instance instance) throws Exception {
    return new Sender(instance.address(), instance.apiKey());
  }

  @Test
  void goesOnAfterEachKillAndIsAppliedOnce() throws Exception {
    long id;
    long readBefore;
    try (Instance first = start()) {
      Sender sender = sender(first);
      id = sender.begin("killed.csv", MAPPING, file());
      readBefore =
          Awaitility.await()
              .pollInterval(Duration.ofMillis(5))
              .atMost(Duration.ofSeconds(60))
              .until(() -> sender.job(id).at("/read/lastRow").asLong(), n -> n > 2_000);
      first.kill();
    }
    assertThat(readBefore).isLessThan(ROWS);
    try (Instance second = start()) {
      Sender sender = sender(second);
      assertThat(sender.job(id).at("/read/lastRow").asLong()).isGreaterThanOrEqualTo(readBefore);
      assertThat(sender.line(id))
          .isEqualTo("REVIEW appeared 60000 moved 0 changed 0 vanished 0 same 0 rejected 0");
      sender.post("/api/v1/map/imports/" + id + "/apply", "{}");
      second.kill();
    }
    try (Instance third = start()) {
      Sender sender = sender(third);
      assertThat(sender.settled(id).path("stage").asString()).isEqualTo("APPLIED");
      long again = sender.begin("killed.csv", MAPPING, file());
      assertThat(sender.line(again))
          .isEqualTo("REVIEW appeared 0 moved 0 changed 0 vanished 0 same 60000 rejected 0");
    }
  }
}
