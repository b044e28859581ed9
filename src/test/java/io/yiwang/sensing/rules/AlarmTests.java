package io.yiwang.sensing.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yiwang.PlatformTest;
import io.yiwang.sensing.Caller;
import io.yiwang.sensing.mqtt.DeviceDesk;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** From a reading over HTTP to an alarm somebody has taken on. */
@PlatformTest
class AlarmTests {
  private static final Duration SOON = Duration.ofSeconds(30);

  @LocalServerPort int port;
  @Autowired ApplicationContext beans;
  @Autowired JdbcTemplate jdbc;

  private final JsonMapper json = new JsonMapper();
  private DeviceDesk desk;
  private Caller caller;
  private Instant start;

  @BeforeEach
  void devices() {
    desk = new DeviceDesk(beans, port);
    caller = desk.caller();
    start = Instant.now().minus(20, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
  }

  private void say(DeviceDesk.Made device, String quantity, int second, double value) {
    String row =
        String.format(
            Locale.ROOT,
            "{\"device\":\"%s\",\"t\":\"%s\",\"v\":{\"%s\":%f}}",
            device.code(),
            start.plusSeconds(second),
            quantity,
            value);
    Caller.Answer answer = caller.postJson("/api/v1/devices/readings", row);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private JsonNode alarms(DeviceDesk.Made device) {
    Caller.Answer answer = caller.get("/api/v1/alarms?device=" + device.code());
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path("items");
  }

  /** The alarm of a rule at a device, once it is as it should be. */
  private JsonNode alarm(DeviceDesk.Made device, String rule, Predicate<JsonNode> right) {
    return await()
        .atMost(SOON)
        .until(
            () -> {
              for (JsonNode each : alarms(device)) {
                if (each.path("rule").asString().equals(rule)) {
                  return each;
                }
              }
              return json.nullNode();
            },
            found -> found.isObject() && right.test(found));
  }

  private static Predicate<JsonNode> is(String state) {
    return alarm -> alarm.path("state").asString().equals(state);
  }

  private JsonNode detail(JsonNode alarm) {
    return caller.get("/api/v1/alarms/" + alarm.path("id").asString()).json();
  }

  @Test
  void standingWaterIsFiledOnceTakenOnAndOverWhenItIsGone() {
    DeviceDesk.Made device = desk.add("ponding");
    for (int second = 0; second <= 180; second += 60) {
      say(device, "depth", second, 0.21);
      say(device, "depth", second, 0.21);
    }
    JsonNode open = alarm(device, "ponding", is("OPEN"));
    assertThat(open.path("whyZh").asString()).contains("21 cm").contains("15 cm").contains("2 分钟");
    assertThat(open.path("whyEn").asString()).contains("21 cm").contains("for 2 min");
    assertThat(open.path("startedAt").asString()).isEqualTo(start.plusSeconds(120).toString());

    JsonNode filed =
        await().atMost(SOON).until(() -> detail(open), d -> d.path("matter").isObject());
    assertThat(filed.at("/matter/id").asLong()).isPositive();
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(detail(open).at("/matter/state").asString())
                    .as("a firing is evidence enough")
                    .isNotEqualTo("REPORTED"));

    String path = "/api/v1/alarms/" + open.path("id").asString() + "/acknowledge";
    assertThat(caller.postJson(path, "{\"note\":\"去看\"}").status()).isEqualTo(200);
    assertThat(caller.postJson(path, "{}").status()).isEqualTo(200);
    JsonNode taken = detail(open);
    assertThat(taken.at("/alarm/state").asString()).isEqualTo("ACKNOWLEDGED");
    assertThat(taken.at("/alarm/acknowledgeNote").asString()).isEqualTo("去看");

    say(device, "depth", 240, 0.30);
    say(device, "depth", 300, 0.08);
    say(device, "depth", 360, 0.02);
    say(device, "depth", 420, 0.02);
    JsonNode over = alarm(device, "ponding", is("ENDED"));
    assertThat(over.path("endedAt").asString()).isEqualTo(start.plusSeconds(360).toString());
    assertThat(over.path("peak").asDouble()).isEqualTo(0.30);
    assertThat(detail(open).path("acts").findValuesAsString("act"))
        .containsExactly("FIRE", "ACKNOWLEDGE", "END");
    assertThat(alarms(device).findValuesAsString("rule")).filteredOn("ponding"::equals).hasSize(1);
    assertThat(caller.get("/api/v1/alarms/export.csv?device=" + device.code()).text())
        .contains(device.code())
        .contains("21 cm");
  }

  @Test
  void whereSomebodyWorksNothingIsRaisedUntilTheyAreDone() {
    DeviceDesk.Made device = desk.add("smoke");
    String wish =
        "{\"device\":\"%s\",\"to\":\"%s\",\"reason\":\"换电池\"}"
            .formatted(device.code(), Instant.now().plus(1, ChronoUnit.HOURS));
    Caller.Answer work = caller.postJson("/api/v1/alarms/maintenance", wish);
    assertThat(work.status()).as(work.text()).isEqualTo(201);
    say(device, "alarm", 0, 1);
    say(device, "alarm", 10, 1);
    JsonNode quiet = alarm(device, "smoke-alarm", is("SUPPRESSED"));
    assertThat(detail(quiet).path("matter").isNull()).isTrue();

    long id = work.json().path("id").asLong();
    assertThat(caller.get("/api/v1/alarms/maintenance").text()).contains("换电池");
    assertThat(caller.delete("/api/v1/alarms/maintenance/" + id).status()).isEqualTo(204);
    JsonNode raised = alarm(device, "smoke-alarm", is("OPEN"));
    await().atMost(SOON).until(() -> detail(raised).path("matter").isObject());
    say(device, "alarm", 20, 0);
    say(device, "alarm", 30, 0);
    alarm(device, "smoke-alarm", is("ENDED"));
  }

  private ObjectNode rule(String code, String model, String when) {
    ObjectNode rule = (ObjectNode) json.readTree(when);
    ObjectNode whole = json.createObjectNode();
    whole.put("code", code).put("nameZh", "试验").put("nameEn", "Test").put("model", model);
    whole.put("enabled", true).put("severity", "NOTICE").set("when", rule);
    return whole;
  }

  private Caller.Answer put(ObjectNode rule, int basis) {
    ObjectNode change = json.createObjectNode();
    change.put("basis", basis).set("rule", rule);
    String path = "/api/v1/sensor-rules/" + rule.path("code").asString();
    return caller.put(path, "application/json", change.toString().getBytes(StandardCharsets.UTF_8));
  }

  private String fresh() {
    return "t" + desk.prefix().toLowerCase(Locale.ROOT);
  }

  @Test
  void whatNobodyTakesOnIsEscalatedAndASwitchedOffRuleLeavesNothingOpen() {
    DeviceDesk.Made device = desk.add("noise");
    ObjectNode rule =
        rule(fresh(), "noise", "{\"quantity\":\"noise\",\"is\":\"ABOVE\",\"limit\":120}");
    rule.put("acknowledgeWithin", "PT1S");
    Caller.Answer made = put(rule, 0);
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    say(device, "noise", 0, 130);
    say(device, "noise", 10, 130);
    JsonNode late = alarm(device, fresh(), found -> found.path("level").asInt() == 3);
    assertThat(detail(late).path("acts").findValuesAsString("act"))
        .containsExactly("FIRE", "ESCALATE", "ESCALATE", "ESCALATE");
    assertThat(detail(late).path("matter").isNull()).isTrue();

    assertThat(put(rule.deepCopy().put("enabled", false), 1).status()).isEqualTo(200);
    say(device, "noise", 20, 130);
    alarm(device, fresh(), is("ENDED"));
  }

  @Test
  void aRuleIsCheckedAgainstItsModelAndNobodyOverwritesAnother() {
    ObjectNode metres =
        rule(
            fresh(),
            "noise",
            "{\"quantity\":\"noise\",\"is\":\"ABOVE\",\"limit\":5,\"unit\":\"m\"}");
    Caller.Answer bad = put(metres, 0);
    assertThat(bad.status()).isEqualTo(400);
    assertThat(bad.problem("type").asString()).endsWith("bad-rule");
    assertThat(bad.problem("field").asString()).isEqualTo("when.unit");

    ObjectNode check = json.createObjectNode();
    check.set(
        "rule", rule(fresh(), "ponding", "{\"quantity\":\"noise\",\"is\":\"RISES\",\"clear\":1}"));
    JsonNode review = caller.postJson("/api/v1/sensor-rules/check", check.toString()).json();
    assertThat(review.path("mistakes").findValuesAsString("field"))
        .containsExactly("when.quantity");

    ObjectNode right =
        rule(fresh(), "noise", "{\"quantity\":\"noise\",\"is\":\"ABOVE\",\"limit\":119}");
    assertThat(put(right, 0).status()).isEqualTo(200);
    Caller.Answer again = put(right, 0);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.problem("version").asInt()).isEqualTo(1);
    assertThat(put(right.deepCopy().put("nameZh", "改过"), 1).status()).isEqualTo(200);
    JsonNode versions = caller.get("/api/v1/sensor-rules/" + fresh()).json().path("versions");
    assertThat(versions.findValuesAsString("version")).containsExactly("2", "1");
    assertThat(versions.at("/0/yaml").asString()).contains("nameZh: 改过");
    assertThat(put(right.deepCopy().put("enabled", false), 2).status()).isEqualTo(200);
  }

  @Test
  void aTrialFindsInThePastWhatTheRuleWouldHaveFoundAndRaisesNothing() {
    DeviceDesk.Made device = desk.add("water-level");
    for (int minute = 0; minute < 15; minute++) {
      say(device, "level", minute * 60, minute >= 5 && minute < 10 ? 4.5 : 1);
    }
    ObjectNode wish = json.createObjectNode();
    wish.set(
        "rule",
        rule(
            "river-high",
            "water-level",
            "{\"quantity\":\"level\",\"is\":\"ABOVE\",\"limit\":400,\"unit\":\"cm\"}"));
    wish.put("device", device.code());
    wish.put("from", start.minusSeconds(60).toString())
        .put("to", start.plusSeconds(1000).toString());
    JsonNode result =
        await()
            .atMost(SOON)
            .until(
                () -> caller.postJson("/api/v1/sensor-rules/trial", wish.toString()).json(),
                found -> found.at("/tried/readings").asInt() == 15);
    assertThat(result.at("/tried/firings").size()).isEqualTo(1);
    assertThat(result.at("/tried/firings/0/at").asString())
        .isEqualTo(start.plusSeconds(300).toString());
    assertThat(result.at("/tried/firings/0/to").asString())
        .isEqualTo(start.plusSeconds(600).toString());
    assertThat(result.path("present").isNull()).isTrue();
    assertThat(alarms(device).findValuesAsString("rule")).doesNotContain("river-high");
  }

  @Test
  void theShippedRulesAreAllRight() {
    JsonNode rules = caller.get("/api/v1/sensor-rules").json().path("items");
    assertThat(rules.size()).isGreaterThan(25);
    for (JsonNode each : rules) {
      ObjectNode draft = json.createObjectNode();
      draft.set("rule", each.path("rule"));
      JsonNode review = caller.postJson("/api/v1/sensor-rules/check", draft.toString()).json();
      assertThat(review.path("mistakes").toString()).as(each.toString()).isEqualTo("[]");
      ObjectNode written = json.createObjectNode();
      written.put("yaml", each.path("yaml").asString());
      assertThat(
              caller.postJson("/api/v1/sensor-rules/check", written.toString()).json().path("rule"))
          .isEqualTo(review.path("rule"));
    }
  }
}
