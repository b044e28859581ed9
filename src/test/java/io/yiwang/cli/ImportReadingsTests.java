package io.yiwang.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yiwang.PlatformTest;
import io.yiwang.access.ApiKeys;
import io.yiwang.sensing.mqtt.DeviceDesk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Devices and what they measured brought by files, as from the command line. */
@PlatformTest
class ImportReadingsTests {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;
  @LocalServerPort int port;
  @Autowired ApplicationContext beans;
  @Autowired ApiKeys keys;

  private DeviceDesk desk;
  private String key;

  @BeforeEach
  void desk() {
    desk = new DeviceDesk(beans, port);
    key = keys.issue("import-" + desk.prefix(), "SENSOR", Set.of("observe", "admin"));
  }

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out =
        name.endsWith(".gz")
            ? new GZIPOutputStream(Files.newOutputStream(file))
            : Files.newOutputStream(file)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  /** What the command printed, after it ended as it should. */
  private String run(int wanted, Object... words) {
    List<String> all = new ArrayList<>();
    for (Object word : words) {
      all.add(word.toString());
    }
    all.addAll(List.of("--url", "http://127.0.0.1:" + port, "--key", key));
    var printed = new ByteArrayOutputStream();
    PrintStream out = System.out;
    PrintStream err = System.err;
    try (var both = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(both);
      System.setErr(both);
      assertThat(Import.run(all.toArray(String[]::new)))
          .as(() -> printed.toString(StandardCharsets.UTF_8))
          .isEqualTo(wanted);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  private Path stations(String... codes) throws IOException {
    StringBuilder csv = new StringBuilder("code,model,name,lat,lng\n");
    for (String code : codes) {
      csv.append(
          String.format(
              Locale.ROOT,
              "%s,air-quality,%s,%.6f,%.6f%n",
              code,
              "站 " + code,
              desk.place().lat(),
              desk.place().lng()));
    }
    csv.append("bad,no-such-model,x,1,1\n");
    return file("devices.csv", csv.toString());
  }

  /** A table of an hour a row; "NA" is a gap. */
  private static String hours(String station, int count) {
    StringBuilder csv = new StringBuilder("year,month,day,hour,PM2.5,CO,station\n");
    for (int hour = 0; hour < count; hour++) {
      String pm25 = hour == 2 ? "NA" : hour >= 4 && hour < 9 ? "180" : "40";
      csv.append("2014,3,1,%d,%s,300,%s%n".formatted(hour, pm25, station));
    }
    return csv.toString();
  }

  private Path mapping() throws IOException {
    return file(
        "air.yaml",
        """
        model: air-quality
        device: {column: station, prefix: %s-}
        time: {column: [year, month, day, hour], format: yyyy M d H, zone: Asia/Shanghai}
        missing: ["NA"]
        values:
          pm25: PM2.5
          co: {column: CO, unit: ug/m3}
        """
            .formatted(desk.prefix()));
  }

  private JsonNode points(String code, String quantity, int hours) {
    Instant from = Instant.parse("2014-02-28T16:00:00Z");
    return desk.caller()
        .get(
            "/api/v1/devices/%s/readings?quantity=%s&points=1&from=%s&to=%s"
                .formatted(code, quantity, from, from.plus(Duration.ofHours(hours))))
        .json()
        .at("/points/0");
  }

  @Test
  void bringsDevicesAndTheirSeriesOnceAndTheRulesRead() throws IOException {
    String code = desk.prefix() + "-a";
    Path stations = stations(code);
    assertThat(run(0, "devices", stations))
        .containsPattern("added +1")
        .containsPattern("rejected +1")
        .contains("row 2: ");
    assertThat(run(0, "devices", stations)).containsPattern("same +1");

    Path series = file("a.csv.gz", hours("a", 12));
    String said = run(0, "readings", series, "--mapping", mapping(), "--speed", "36000");
    assertThat(said).containsPattern("rows +12").containsPattern("readings +23");
    run(0, "readings", series, "--mapping", mapping());
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(points(code, "co", 24).path("count").asInt()).isEqualTo(12));
    assertThat(points(code, "pm25", 24).path("count").asInt()).isEqualTo(11);
    assertThat(points(code, "co", 24).path("max").asDouble()).isEqualTo(0.3); // mg/m³
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        desk.caller()
                            .get("/api/v1/alarms?rule=pm25-heavy&device=" + code)
                            .json()
                            .path("total")
                            .asInt())
                    .isEqualTo(1));
  }

  @Test
  void countsWhatCannotBeTakenByItsReason() throws IOException {
    String code = desk.prefix() + "-b";
    run(0, "devices", stations(code));
    String csv = hours("b", 3) + "2014,13,1,1,40,300,b\n2014,3,1,9,many,300,b\n2014,3,1,9,4,3,z\n";
    assertThat(run(0, "readings", file("b.csv", csv), "--mapping", mapping()))
        .containsPattern("rows +6")
        .containsPattern("time cannot be read +1")
        .containsPattern("not-a-number +1")
        .containsPattern("unknown-device +1");
  }

  @Test
  void rehearsesWithoutAnInstance() throws IOException {
    assertThat(
            run(0, "readings", file("c.csv", hours("c", 12)), "--mapping", mapping(), "--rehearse"))
        .contains(desk.prefix() + "-c pm25-heavy")
        .contains("180 µg/m³")
        .contains("23 readings");
    Path wide = file("wide.csv", "7001,7002\n60,5\n61,5\n60,5\n62,5\n61,5\n60,60\n");
    Path mapping =
        file(
            "wide.yaml",
            """
            model: traffic
            time: {start: "2012-03-01T08:00:00Z", every: PT5M}
            missing: ["0"]
            eachColumn: {quantity: speed, unit: "[mi_i]/h", prefix: LA-}
            """);
    assertThat(run(0, "readings", wide, "--mapping", mapping, "--rehearse"))
        .contains("LA-7002 traffic-jam")
        .doesNotContain("LA-7001")
        .contains("12 readings");
  }

  @Test
  void saysWhatIsWrongWithAMapping() throws IOException {
    Path series = file("d.csv", hours("d", 1));
    assertThat(run(1, "readings", series)).contains("--mapping must name a file");
    Path none = file("none.yaml", "device: x\ntime: {column: t}\n");
    assertThat(run(1, "readings", series, "--mapping", none)).contains("values or eachColumn");
    Path zone = file("zone.yaml", "device: x\ntime: {zone: Mars/Base}\nvalues: {a: b}\n");
    assertThat(run(1, "readings", series, "--mapping", zone)).contains("Mars/Base");
    assertThat(run(1, "readings", folder.resolve("gone.csv"), "--mapping", zone))
        .contains("cannot be read");
  }
}
