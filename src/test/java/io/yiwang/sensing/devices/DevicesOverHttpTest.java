package io.yiwang.sensing.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yiwang.PlatformTest;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.access.Seat;
import io.yiwang.citymap.Regions;
import io.yiwang.sensing.Caller.Answer;
import io.yiwang.sensing.mqtt.DeviceDesk;
import io.yiwang.sensing.mqtt.DeviceDesk.Made;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

@PlatformTest
class DevicesOverHttpTest {
  @LocalServerPort int port;
  @Autowired ApplicationContext beans;
  @Autowired People people;
  @Autowired Regions regions;

  private DeviceDesk desk;

  @BeforeEach
  void deskOfItsOwn() {
    desk = new DeviceDesk(beans, port);
  }

  private Answer importFile(String csv) {
    return desk.caller()
        .post("/api/v1/devices/import", "text/csv", csv.getBytes(StandardCharsets.UTF_8));
  }

  private String row(String code, String model, String more) {
    return String.format(
        Locale.ROOT,
        "%s,%s,%.6f,%.6f,%s%n",
        code,
        model,
        desk.place().lat(),
        desk.place().lng(),
        more);
  }

  private static String line(Answer answer) {
    JsonNode o = answer.json();
    return "%d added %s changed %s same %s rejected %s"
        .formatted(
            answer.status(),
            o.path("added").asString(),
            o.path("changed").asString(),
            o.path("same").asString(),
            o.path("rejected").asString());
  }

  @Test
  void tellsForEachRowOfAFileWhyItWasNotTaken() {
    String head = "code,model,lat,lng,firmware,calibrated_on,secret\n";
    String good = row(desk.prefix() + "-a", "smoke", "1.0,2026-03-01,");
    String csv =
        head
            + good
            + row(desk.prefix() + "-b", "toaster", ",,")
            + desk.prefix()
            + "-c,smoke,1.0,2.0,,,\n"
            + row("with space", "smoke", ",,")
            + row(desk.prefix() + "-d", "smoke", ",yesterday,")
            + row(desk.prefix() + "-e", "smoke", ",,short");
    Answer first = importFile(csv);
    assertThat(line(first)).isEqualTo("200 added 1 changed 0 same 0 rejected 5");
    assertThat(first.json().path("rejects").valueStream().map(r -> r.path("field").asString()))
        .containsExactly("model", "lat, lng", "code", "calibratedOn", "secret");
    assertThat(line(importFile(head + good))).isEqualTo("200 added 0 changed 0 same 1 rejected 0");
    assertThat(line(importFile(head + good.replace("1.0", "1.1"))))
        .isEqualTo("200 added 0 changed 1 same 0 rejected 0");
  }

  @Test
  void listsByFilterAPageAtATime() {
    desk.add("smoke");
    desk.add("smoke");
    desk.add("door");
    String all = "/api/v1/devices?q=" + desk.prefix();
    assertThat(desk.caller().get(all).json().path("total").asInt()).isEqualTo(3);
    assertThat(desk.caller().get(all + "&model=smoke").json().path("total").asInt()).isEqualTo(2);
    assertThat(desk.caller().get(all + "&online=true").json().path("total").asInt()).isZero();
    JsonNode page = desk.caller().get(all + "&size=2").json();
    assertThat(page.path("more").asBoolean()).isTrue();
    String last = page.at("/items/1/code").asString();
    assertThat(desk.caller().get(all + "&size=2&after=" + last).json().path("items")).hasSize(1);
  }

  @Test
  void addsADeviceOnce() {
    Made made = desk.add("smoke");
    Answer again = desk.caller().postJson("/api/v1/devices", desk.draft(made.code(), "smoke"));
    assertThat(again.status()).isEqualTo(409);
    Answer wrong = desk.caller().postJson("/api/v1/devices", desk.draft("x", "toaster"));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.problem("field").asString()).isEqualTo("model");
  }

  @Test
  void showsDevicesOnlyToThoseOfTheirRegion() {
    Made made = desk.add("smoke");
    String path = "/api/v1/devices/" + made.code();
    String elsewhere = regions.root().path() + ".nowhere";
    assertThat(Seat.of(port, people, elsewhere, Duty.DISTRICT_OFFICER).get(path).statusCode())
        .isEqualTo(404);
    assertThat(
            Seat.of(port, people, regions.root().path(), Duty.CITY_OFFICER).get(path).statusCode())
        .isEqualTo(200);
    assertThat(Seat.of(port, people, regions.root().path(), Duty.AUDITOR).get(path).statusCode())
        .isEqualTo(403);
  }

  @Test
  void keepsASeriesThatIsBroughtByHttpHoweverOldAndTellsItInParts() {
    Made gauge = desk.add("water-level");
    Instant begin = Instant.parse("2019-07-01T00:00:00Z");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 120; i++) {
      lines.append(
          "{\"device\":\"%s\",\"t\":\"%s\",\"v\":{\"level\":%d}}%n"
              .formatted(gauge.code(), begin.plus(Duration.ofMinutes(i)), i % 60));
    }
    lines.append("{\"device\":\"%s\",\"v\":{\"smoke\":1}}%n".formatted(gauge.code()));
    lines.append("{\"device\":\"nobody\",\"v\":{\"level\":1}}\n{\n");
    for (int time = 0; time < 2; time++) {
      Answer answer =
          desk.caller()
              .post(
                  "/api/v1/devices/readings",
                  "application/x-ndjson",
                  lines.toString().getBytes(StandardCharsets.UTF_8));
      assertThat(answer.status()).isEqualTo(207);
      assertThat(answer.json().path("readings").asInt()).isEqualTo(120);
      assertThat(answer.json().path("refused").valueStream().map(r -> r.path("reason").asString()))
          .containsExactlyInAnyOrder("unknown-quantity", "unknown-device", "unknown-device");
    }
    String path =
        "/api/v1/devices/%s/readings?quantity=level&from=2019-07-01T00:00:00Z&to=2019-07-01T02:00:00Z"
            .formatted(gauge.code());
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              JsonNode points = desk.caller().get(path + "&points=2").json().path("points");
              assertThat(points).hasSize(2);
              assertThat(points.get(0).path("count").asInt()).isEqualTo(60);
              assertThat(points.get(1).path("max").asDouble()).isEqualTo(59);
            });
    String csv = desk.caller().get(path.replace("readings?", "readings.csv?")).text();
    assertThat(csv.lines()).hasSize(121).endsWith("2019-07-01T01:59:00Z,59.0,m");
  }
}
