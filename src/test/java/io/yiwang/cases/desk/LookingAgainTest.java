package io.yiwang.cases.desk;

import static io.yiwang.sensing.LookVerdict.CANNOT_SEE;
import static io.yiwang.sensing.LookVerdict.CLEAR;
import static io.yiwang.sensing.LookVerdict.STILL_THERE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yiwang.PlatformTest;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.access.Unit;
import io.yiwang.access.UnitKind;
import io.yiwang.access.Units;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.Cases;
import io.yiwang.cases.arrivals.Opener;
import io.yiwang.cases.arrivals.SeenByCamera;
import io.yiwang.cases.checks.TestEyes;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.sensing.LookAnswer;
import io.yiwang.sensing.LookAnswers;
import io.yiwang.sensing.LookRequest;
import io.yiwang.sensing.LookVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.JsonNode;

/**
 * After the mending the cameras that saw a matter look again, and the case follows what they see.
 */
@PlatformTest
class LookingAgainTest {
  /** Rules for this class are set by these tests alone. */
  private static final String LITTER = "06012";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Units units;
  @Autowired Cases cases;
  @Autowired TestEyes eyes;
  @Autowired LookAnswers answers;
  @Autowired ApplicationContext context;

  private final String unit = "U-" + UUID.randomUUID();
  private final String camera = TestEyes.PREFIX + UUID.randomUUID();
  private final String other = TestEyes.PREFIX + UUID.randomUUID();
  private final GeoPoint place =
      new GeoPoint(31.2 + ThreadLocalRandom.current().nextDouble() / 100, 121.43);
  private Desk admin;
  private Desk officer;
  private Desk worker;
  private Desk checker;

  @BeforeEach
  void people() {
    units.putAll(List.of(new Unit(unit, "市容队", "Crew", UnitKind.CREW, "310000", null)));
    admin = Desk.of(port, people, "", Duty.ADMIN);
    officer = Desk.of(port, people, "", Duty.CITY_OFFICER);
    worker = Desk.of(port, people, unit, Duty.GRID_WORKER);
    checker = Desk.of(port, people, "", Duty.CHECKER);
    rule(1, 2);
  }

  @Test
  void oneThatSeesItGoneClosesTheCase() {
    eyes.show(camera, CLEAR, Jpegs.plain(1), null);
    CaseSummary c = mended(camera);
    JsonNode page = awaitState(c, "CLOSED");
    assertThat(page.at("/summary/undoUntil").isNull()).isFalse();
    assertThat(page.at("/summary/lookAt").isNull()).isTrue();
    JsonNode look = page.at("/looks/0");
    assertThat(look.at("/source").asString()).isEqualTo(camera);
    assertThat(look.at("/verdict").asString()).isEqualTo("CLEAR");
    assertThat(look.at("/outcome").asString()).isEqualTo("CLOSED");
    assertThat(look.at("/model").asString()).isEqualTo("litter-nano");
    assertThat(look.at("/version").asString()).isEqualTo("1.2.0");
    assertThat(look.at("/confidence").asDouble()).isEqualTo(0.93);
    assertThat(look.at("/before/0").asString()).isEqualTo("/api/v1/photos/before-" + camera);
    String after = look.at("/after/0").asString();
    assertThat(officer.get(after).status()).isEqualTo(200);
    JsonNode closing = page.at("/history").get(page.at("/history").size() - 1);
    assertThat(closing.at("/action").asString()).isEqualTo("CLOSE");
    assertThat(closing.at("/actorName").asString()).isEqualTo(camera);
    assertThat(look.at("/mendedAt").asString()).isLessThan(look.at("/at").asString());
    LookRequest asked = eyes.asked(camera).getFirst();
    assertThat(asked.lookAt()).isEqualTo(asked.mendedAt().plusSeconds(1));
    assertThat(asked.trackId()).isEqualTo("track-7");
    assertThat(asked.before()).containsExactly("before-" + camera);
  }

  @Test
  void oneThatStillSeesItSendsTheWorkerBackWithThePicture() {
    eyes.show(camera, STILL_THERE, Jpegs.plain(2), "一袋垃圾还在 a bag is still there");
    CaseSummary c = mended(camera);
    JsonNode page = awaitState(c, "PENDING_HANDLE");
    assertThat(page.at("/summary/rework").asInt()).isEqualTo(1);
    assertThat(page.at("/summary/workerId").asLong()).isEqualTo(worker.personId);
    assertThat(page.at("/photos").findValuesAsString("kind")).contains("CHECK");
    JsonNode seen = worker.get("/api/v1/cases/" + c.id()).json();
    assertThat(seen.at("/looks/0/after").size()).isEqualTo(1);
    assertThat(seen.at("/looks/0/reason").asString()).contains("a bag is still there");
    // mended once more, it is looked at once more
    eyes.show(camera, CLEAR, Jpegs.plain(3), null);
    worker.act(c.id(), "{\"action\":\"ACCEPT\"}");
    worker.act(c.id(), "{\"action\":\"FINISH\",\"photos\":[\"p-again\"]}");
    assertThat(awaitState(c, "CLOSED").at("/looks").findValuesAsString("outcome"))
        .containsExactly("CLOSED", "REWORK");
  }

  @Test
  void oneThatCannotSeeLeavesItToAPersonWithTheReason() {
    eyes.show(camera, CANNOT_SEE, null, "天黑 too dark");
    CaseSummary c = mended(camera);
    JsonNode page = awaitOutcome(c, "PERSON");
    assertThat(page.at("/summary/state").asString()).isEqualTo("PENDING_CHECK");
    assertThat(page.at("/summary/lookAt").isNull()).isTrue();
    JsonNode last = page.at("/history").get(page.at("/history").size() - 1);
    assertThat(last.at("/action").asString()).isEqualTo("LOOK_FAILED");
    assertThat(last.at("/reason").asString()).isEqualTo(camera + ": 天黑 too dark");
    Instant due = Instant.parse(page.at("/summary/dueAt").asString());
    assertThat(due).isEqualTo(Instant.parse(last.at("/at").asString()).plusSeconds(30 * 60));
    assertThat(checker.act(c.id(), pass()).at("/state")).isEqualTo("CLOSED");
  }

  @Test
  void allThatCanSeeMustAgree() {
    eyes.show(camera, CLEAR, Jpegs.plain(4), null);
    eyes.show(other, CLEAR, Jpegs.plain(5), null);
    assertThat(awaitState(mended(camera, other), "CLOSED").at("/looks").size()).isEqualTo(2);
  }

  @Test
  void oneThatDisagreesIsEnoughForRework() {
    eyes.show(camera, CLEAR, Jpegs.plain(4), null);
    eyes.show(other, STILL_THERE, Jpegs.plain(5), "still");
    assertThat(awaitState(mended(camera, other), "PENDING_HANDLE").at("/summary/rework").asInt())
        .isEqualTo(1);
  }

  @Test
  void oneThatCannotSeeDoesNotCountBesideOneThatCan() {
    eyes.show(camera, CANNOT_SEE, null, "blocked");
    eyes.show(other, CLEAR, Jpegs.plain(5), null);
    awaitState(mended(camera, other), "CLOSED");
  }

  @Test
  void oneThatNeverAnswersIsGivenUp() {
    JsonNode page = awaitOutcome(mended(camera), "PERSON");
    assertThat(page.at("/looks/0/state").asString()).isEqualTo("SILENT");
    assertThat(page.at("/history").findValuesAsString("reason"))
        .contains(camera + ": 未回答 no answer");
  }

  @Test
  void anotherThatSeesThePlaceIsAskedAsWell() {
    eyes.watch(place, other);
    eyes.show(camera, CLEAR, Jpegs.plain(6), null);
    eyes.show(other, STILL_THERE, null, "still");
    awaitState(mended(camera), "PENDING_HANDLE");
    assertThat(eyes.asked(other).getFirst().before()).isEmpty();
  }

  @Test
  void aPersonWhoIsQuickerWins() {
    rule(600, 600);
    CaseSummary c = mended(camera);
    awaitLooking(c);
    assertThat(checker.act(c.id(), pass()).at("/state")).isEqualTo("CLOSED");
    JsonNode page = awaitOutcome(c, "OVERTAKEN");
    assertThat(page.at("/looks/0/state").asString()).isEqualTo("CANCELLED");
    assertThat(page.at("/summary/undoUntil").isNull()).isTrue();
    say(c, STILL_THERE);
    assertThat(cases.find(c.id()).orElseThrow().state().name()).isEqualTo("CLOSED");
  }

  @Test
  void aCaseMergedAwayOrForcedIsNotTouched() {
    rule(600, 600);
    CaseSummary c = mended(camera);
    awaitLooking(c);
    officer.act(c.id(), "{\"action\":\"FORCE_CLOSE\",\"reason\":\"the road is closed\"}");
    say(c, CLEAR);
    CaseSummary forced = cases.find(c.id()).orElseThrow();
    assertThat(forced.state().name()).isEqualTo("FORCED_CLOSE");
    assertThat(forced.undoUntil()).isNull();
    awaitOutcome(c, "OVERTAKEN");
  }

  @Test
  void saidTwiceItCountsOnce() {
    rule(600, 600);
    CaseSummary c = mended(camera);
    awaitLooking(c);
    say(c, STILL_THERE);
    say(c, STILL_THERE);
    say(c, CLEAR);
    CaseSummary after = cases.find(c.id()).orElseThrow();
    assertThat(after.state().name()).isEqualTo("PENDING_HANDLE");
    assertThat(after.rework()).isEqualTo(1);
    answers.answer(answer(UUID.randomUUID().toString(), CLEAR));
    answers.answer(answer("no id", CLEAR));
  }

  @Test
  void aPersonUndoesTheClosing() {
    eyes.show(camera, CLEAR, Jpegs.plain(7), null);
    CaseSummary c = mended(camera);
    assertThat(awaitState(c, "CLOSED").at("/actions").findValuesAsString("action"))
        .contains("UNDO_CLOSE");
    assertThat(worker.act(c.id(), "{\"action\":\"UNDO_CLOSE\"}").status()).isEqualTo(403);
    assertThat(
            officer.act(c.id(), "{\"action\":\"UNDO_CLOSE\",\"reason\":\"leaves\"}").at("/state"))
        .isEqualTo("PENDING_CHECK");
    JsonNode page = officer.get("/api/v1/cases/" + c.id()).json();
    JsonNode last = page.at("/history").get(page.at("/history").size() - 1);
    assertThat(last.at("/action").asString()).isEqualTo("UNDO_CLOSE");
    assertThat(last.at("/actorId").asLong()).isEqualTo(officer.personId);
    assertThat(eyes.asked(camera)).hasSize(1);
    JsonNode figures = officer.get("/api/v1/looks/figures").json();
    JsonNode litter = figures.valueStream().filter(f -> isLitter(f)).findFirst().orElseThrow();
    assertThat(litter.at("/undone").asInt()).isPositive();
    assertThat(litter.at("/closed").asInt()).isPositive();
    assertThat(litter.at("/medianSeconds").asDouble()).isGreaterThan(1);
  }

  @Test
  void theListAndTheCountersKnowWhatClosedByItself() {
    eyes.show(camera, CLEAR, Jpegs.plain(8), null);
    CaseSummary c = mended(camera);
    awaitState(c, "CLOSED");
    String list = "/api/v1/cases?q=" + c.number() + "&selfClosed=";
    assertThat(officer.get(list + "true").json().at("/total").asInt()).isEqualTo(1);
    assertThat(officer.get(list + "false").json().at("/total").asInt()).isZero();
    eventually(
        () ->
            assertThat(officer.get("/api/v1/cases/counters").json().at("/selfClosedToday").asInt())
                .isPositive());
  }

  @Test
  void afterARestartTheSourcesAreAskedAgain() {
    rule(2, 60);
    eyes.show(camera, CLEAR, Jpegs.plain(9), null);
    SmartLifecycle pump = context.getBean("lookPump", SmartLifecycle.class);
    eyes.deafen(camera);
    CaseSummary c = mended(camera);
    awaitLooking(c);
    pump.stop();
    eyes.wake(camera);
    pump.start();
    awaitState(c, "CLOSED");
  }

  @Test
  void whoMayNotSeePicturesSeesNone() {
    eyes.show(camera, CLEAR, Jpegs.plain(10), null);
    CaseSummary c = mended(camera);
    awaitState(c, "CLOSED");
    Desk auditor = Desk.of(port, people, "", Duty.AUDITOR);
    Desk.Answer page = auditor.get("/api/v1/cases/" + c.id());
    assertThat(page.status() == 404 || page.json().at("/looks/0/after").isEmpty()).isTrue();
  }

  @Test
  void theRulesAreSetByAdministratorsAndKeptInVersions() {
    String rules = "/api/v1/admin/look-rules";
    assertThat(officer.get(rules).status()).isEqualTo(403);
    JsonNode all = admin.get(rules).json();
    assertThat(all.get(0).at("/prefix").asString()).isEqualTo("default");
    assertThat(admin.send("PUT", rules + "/999", body(1, 1)).at("/field")).isEqualTo("prefix");
    assertThat(admin.send("PUT", rules + "/0604", body(0, 1)).at("/field"))
        .isEqualTo("quietSeconds");
    Desk.Answer set = admin.send("PUT", rules + "/0604", body(90, 60));
    assertThat(set.at("/quietSeconds")).isEqualTo("90");
    assertThat(set.at("/setBy")).isEqualTo("某人");
    assertThat(admin.send("DELETE", rules + "/0604", null).status()).isEqualTo(204);
    assertThat(admin.send("DELETE", rules + "/0604", null).status()).isEqualTo(404);
    assertThat(admin.get(rules + "/0604/versions").json().findValuesAsString("withdrawn"))
        .startsWith("true", "false");
  }

  private static boolean isLitter(JsonNode figure) {
    return figure.at("/classCode").asString().equals(LITTER);
  }

  private void rule(int quiet, int patience) {
    assertThat(
            admin.send("PUT", "/api/v1/admin/look-rules/" + LITTER, body(quiet, patience)).status())
        .isEqualTo(200);
  }

  private static String body(int quiet, int patience) {
    return "{\"quietSeconds\":%d,\"patienceSeconds\":%d,\"undoSeconds\":3600}"
        .formatted(quiet, patience);
  }

  /** A case both cameras reported, each by itself, with a worker who said that it is mended. */
  private CaseSummary mended(String first, String second) {
    CaseSummary lost = SeenByCamera.open(new Opener(context), LITTER, place, second);
    CaseSummary kept = SeenByCamera.open(new Opener(context), LITTER, place, first);
    officer.act(lost.id(), "{\"action\":\"MERGE\",\"into\":" + kept.id() + "}");
    return mended(kept);
  }

  /** A case this camera reported, with a worker who said that it is mended. */
  private CaseSummary mended(String camera) {
    return mended(SeenByCamera.open(new Opener(context), LITTER, place, camera));
  }

  private CaseSummary mended(CaseSummary c) {
    if (c.state().name().equals("PENDING_REGISTER")) {
      long condition =
          officer.get("/api/v1/cases/" + c.id()).json().at("/conditions/0/id").asLong();
      officer.act(c.id(), "{\"action\":\"FILE\",\"conditionId\":" + condition + "}");
    }
    officer.act(
        c.id(),
        "{\"action\":\"DISPATCH\",\"unit\":\"%s\",\"workerId\":%d}"
            .formatted(unit, worker.personId));
    worker.act(c.id(), "{\"action\":\"ACCEPT\"}");
    assertThat(worker.act(c.id(), "{\"action\":\"FINISH\",\"photos\":[\"p-after\"]}").at("/state"))
        .isEqualTo("PENDING_CHECK");
    return c;
  }

  private static String pass() {
    return "{\"action\":\"CHECK_PASS\",\"photos\":[\"p-check\"]}";
  }

  private void say(CaseSummary c, LookVerdict verdict) {
    var look = context.getBean(io.yiwang.cases.checks.Looks.class).list(c.id()).getFirst();
    answers.answer(answer(look.id().toString(), verdict));
  }

  private static LookAnswer answer(String id, LookVerdict verdict) {
    return new LookAnswer(id, verdict, Instant.now(), List.of("p-now"), "m", "1", 0.8, null);
  }

  private void awaitLooking(CaseSummary c) {
    eventually(() -> assertThat(cases.find(c.id()).orElseThrow().lookAt()).isNotNull());
  }

  private JsonNode awaitState(CaseSummary c, String state) {
    return awaitValue(c, "/summary/state", state);
  }

  private JsonNode awaitOutcome(CaseSummary c, String outcome) {
    return awaitValue(c, "/looks/0/outcome", outcome);
  }

  private JsonNode awaitValue(CaseSummary c, String pointer, String value) {
    eventually(
        () ->
            assertThat(officer.get("/api/v1/cases/" + c.id()).json().at(pointer).asString())
                .isEqualTo(value));
    // the page is made of several reads: once more, now that all of them see it
    return officer.get("/api/v1/cases/" + c.id()).json();
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
  }

  /** Real pictures, each another. */
  private static final class Jpegs {
    static byte[] plain(int seed) {
      var image =
          new java.awt.image.BufferedImage(64, 48, java.awt.image.BufferedImage.TYPE_INT_RGB);
      for (int x = 0; x < 64; x++) {
        for (int y = 0; y < 48; y++) {
          image.setRGB(x, y, (seed * 7919 + x * 31 + y * 17) & 0xFFFFFF);
        }
      }
      var out = new java.io.ByteArrayOutputStream();
      try {
        javax.imageio.ImageIO.write(image, "jpeg", out);
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      return out.toByteArray();
    }
  }
}
