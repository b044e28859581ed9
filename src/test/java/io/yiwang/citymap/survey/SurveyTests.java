package io.yiwang.citymap.survey;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.Caller;
import io.yiwang.access.Duty;
import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentState;
import io.yiwang.citymap.Hamlets;
import io.yiwang.citymap.SurveyPhotos;
import io.yiwang.citymap.components.ChangeOrigin;
import io.yiwang.citymap.components.ComponentChange;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.citymap.components.ComponentWriter;
import io.yiwang.kernel.GeoPoint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** What is seen on the street comes onto the map by a second pair of eyes, and off it again. */
@PlatformTest
class SurveyTests {
  private static final String SURVEY = "/api/map/survey";
  private static final int LAMP = 1037;
  private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

  @LocalServerPort int port;
  @Autowired ApplicationContext beans;
  @Autowired ComponentWriter writer;
  @Autowired ComponentReader reader;
  @Autowired SurveyPhotos photos;

  private Hamlets sea;
  private Caller worker;
  private Caller officer;
  private String photo;

  @BeforeEach
  void settle() throws IOException {
    sea = new Hamlets(beans, port);
    worker = sea.person(Duty.GRID_WORKER);
    officer = sea.person(Duty.STREET_OFFICER);
    var picture = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", picture);
    photo = photos.store(new ByteArrayInputStream(picture.toByteArray()), "image/png");
  }

  private Component lamp(double x, double y) {
    int division = Integer.parseInt(sea.street.substring(0, 6));
    long id = writer.nextIds(division, LAMP, 1).getFirst();
    put(Component.point(id, "路灯", sea.point(x, y)), MARCH);
    return lamp(id);
  }

  private void put(Component component, Instant from) {
    writer.change(
        List.of(ComponentChange.put(component, from)),
        new ChangeOrigin(ChangeOrigin.Way.EDIT, null, "test", "because"));
  }

  private Component lamp(long id) {
    return reader.find(id).orElseThrow();
  }

  private JsonNode propose(String kind, String rest) {
    return propose(worker, UUID.randomUUID().toString(), kind, rest);
  }

  private JsonNode propose(Caller by, String key, String kind, String rest) {
    return sea.send(
        by,
        "POST",
        SURVEY + "/proposals",
        "{\"key\":\"%s\",\"kind\":\"%s\",\"photos\":[\"%s\"],\"note\":\"看到的\",%s}"
            .formatted(key, kind, photo, rest));
  }

  private static String at(GeoPoint point) {
    return "\"lat\":%s,\"lng\":%s".formatted(point.lat(), point.lng());
  }

  private String about(Component c) {
    return "\"component\":\"%s\",\"knownFrom\":\"%s\"".formatted(c.idText(), c.knownFrom());
  }

  private JsonNode decide(String items, boolean accept, String reason) {
    return sea.send(
        officer,
        "POST",
        SURVEY + "/decisions",
        "{\"items\":[%s],\"accept\":%s,\"reason\":%s}".formatted(items, accept, reason));
  }

  private JsonNode accept(JsonNode... proposals) {
    String items =
        String.join(
            ",", List.of(proposals).stream().map(p -> "{\"id\":" + p.at("/id") + "}").toList());
    return decide(items, true, "null");
  }

  private JsonNode undo(JsonNode proposal) {
    return sea.send(officer, "POST", SURVEY + "/proposals/" + proposal.at("/id") + "/undo", "");
  }

  private String mine(JsonNode proposal) {
    return sea.get(worker, SURVEY + "/mine")
        .at("/items")
        .valueStream()
        .filter(p -> p.at("/id").equals(proposal.at("/id")))
        .map(p -> p.at("/status").asString())
        .findFirst()
        .orElse("not there");
  }

  @Test
  void aNewLampComesOntoTheMapAndOffItAgain() {
    GeoPoint here = sea.point(0.5, 0.5);
    JsonNode proposed =
        propose("NEW", "\"classCode\":\"01037\",\"name\":\"新路灯\",\"accuracy\":4.5," + at(here));
    assertThat(proposed.at("/status").asString()).as("%s", proposed).isEqualTo("OPEN");
    assertThat(mine(proposed)).isEqualTo("OPEN");

    JsonNode decided = accept(proposed);
    long id = decided.at("/decided/0/component").asLong();
    assertThat(lamp(id).point().distanceMetres(here)).isLessThan(0.1);
    assertThat(lamp(id).idText()).startsWith(sea.street.substring(0, 6) + "01037");
    assertThat(mine(proposed)).isEqualTo("ACCEPTED");

    assertThat(undo(proposed).at("/items/0/status").asString()).isEqualTo("OPEN");
    assertThat(lamp(id).state()).isEqualTo(ComponentState.REMOVED);
    assertThat(mine(proposed)).isEqualTo("OPEN");
  }

  @Test
  void whatIsMovedChangedAndGoneIsAppliedTogetherAndTakenBackTogether() {
    Component moved = lamp(0.2, 0.2);
    Component broken = lamp(0.4, 0.2);
    Component gone = lamp(0.6, 0.2);
    JsonNode one = propose("MOVED", about(moved) + "," + at(sea.point(0.25, 0.25)));
    JsonNode two = propose("CHANGED", about(broken) + ",\"state\":\"DAMAGED\"");
    JsonNode three = propose("GONE", about(gone));
    JsonNode decided = accept(one, two, three);
    assertThat(decided.at("/decided")).as("%s", decided).hasSize(3);
    assertThat(lamp(moved.id()).point().distanceMetres(sea.point(0.25, 0.25))).isLessThan(0.1);
    assertThat(lamp(broken.id()).state()).isEqualTo(ComponentState.DAMAGED);
    assertThat(lamp(gone.id()).state()).isEqualTo(ComponentState.REMOVED);

    assertThat(undo(two).at("/items")).hasSize(3);
    assertThat(lamp(moved.id()).point()).isEqualTo(moved.point());
    assertThat(lamp(broken.id()).state()).isEqualTo(ComponentState.INTACT);
    assertThat(lamp(gone.id()).state()).isEqualTo(ComponentState.INTACT);
  }

  @Test
  void whatHasChangedSinceItWasSeenIsShownAndNotOverwritten() {
    Component seen = lamp(0.3, 0.7);
    JsonNode proposed = propose("MOVED", about(seen) + "," + at(sea.point(0.35, 0.7)));
    put(seen.withName("换过的路灯"), Instant.now());

    JsonNode left = accept(proposed);
    assertThat(left.at("/decided")).isEmpty();
    JsonNode both = left.at("/left/0");
    assertThat(both.at("/conflict").asBoolean()).isTrue();
    assertThat(both.at("/before/name").asString()).isEqualTo("路灯");
    assertThat(both.at("/now/name").asString()).isEqualTo("换过的路灯");
    assertThat(lamp(seen.id()).point()).isEqualTo(seen.point());

    String knowing =
        "{\"id\":%s,\"against\":%s}".formatted(proposed.at("/id"), both.at("/now/knownFrom"));
    assertThat(decide(knowing, true, "null").at("/decided")).hasSize(1);
    assertThat(lamp(seen.id()).point().distanceMetres(sea.point(0.35, 0.7))).isLessThan(0.1);
    assertThat(lamp(seen.id()).name()).isEqualTo("换过的路灯");
  }

  @Test
  void aDecisionThatSomebodyHasBuiltUponIsNotTakenBack() {
    Component there = lamp(0.3, 0.3);
    JsonNode proposed = propose("CHANGED", about(there) + ",\"state\":\"DAMAGED\"");
    accept(proposed);
    put(lamp(there.id()).withState(ComponentState.INTACT), Instant.now());
    assertThat(undo(proposed).at("/type").asString()).endsWith("component-changed");
    assertThat(mine(proposed)).isEqualTo("ACCEPTED");
  }

  @Test
  void theReviewerPutsRightWhatTheyAccept() {
    JsonNode proposed = propose("NEW", "\"classCode\":\"01037\"," + at(sea.point(1.5, 0.5)));
    GeoPoint right = sea.point(1.51, 0.52);
    String item =
        "{\"id\":%s,\"correction\":{%s,\"name\":\"改正名\"}}".formatted(proposed.at("/id"), at(right));
    JsonNode decided = decide(item, true, "null");
    Component made = lamp(decided.at("/decided/0/component").asLong());
    assertThat(made.name()).isEqualTo("改正名");
    assertThat(made.point().distanceMetres(right)).isLessThan(0.1);
  }

  @Test
  void aRejectionSaysWhyAndCanBeTakenBack() {
    JsonNode proposed = propose("NEW", "\"classCode\":\"01037\"," + at(sea.point(1.2, 1.2)));
    String item = "{\"id\":" + proposed.at("/id") + "}";
    assertThat(decide(item, false, "\"\"").at("/field").asString()).isEqualTo("reason");
    JsonNode decided = decide(item, false, "\"照片不清楚\"");
    assertThat(decided.at("/decided/0/reason").asString()).isEqualTo("照片不清楚");
    assertThat(mine(proposed)).isEqualTo("REJECTED");
    assertThat(undo(proposed).at("/items/0/status").asString()).isEqualTo("OPEN");
    JsonNode detail = sea.get(officer, SURVEY + "/proposals/" + proposed.at("/id"));
    assertThat(detail.at("/acts").valueStream().map(a -> a.at("/act").asString()))
        .containsExactly("REOPEN", "REJECT", "PROPOSE");
  }

  @Test
  void thePhoneMaySendAgainWhatItHeardNoAnswerTo() {
    String key = UUID.randomUUID().toString();
    String rest = "\"classCode\":\"01037\"," + at(sea.point(1.7, 1.7));
    JsonNode once = propose(worker, key, "NEW", rest);
    JsonNode again = propose(worker, key, "NEW", rest);
    assertThat(again.at("/id")).isEqualTo(once.at("/id"));
    String withdrawal = SURVEY + "/proposals/" + once.at("/id") + "/withdrawal";
    assertThat(sea.send(worker, "POST", withdrawal, "").at("/status").asString())
        .isEqualTo("WITHDRAWN");
    assertThat(accept(once).at("/left/0/status").asString()).isEqualTo("WITHDRAWN");
  }

  @Test
  void whatStandsRightBesideIsToldBeforeItIsTwice() {
    Component there = lamp(0.8, 1.5);
    GeoPoint beside = new GeoPoint(there.point().lat() + 0.00003, there.point().lng());
    JsonNode first = propose("NEW", "\"classCode\":\"01037\"," + at(beside));
    assertThat(first.at("/doubles/0/component").asString()).isEqualTo(there.idText());
    assertThat(first.at("/doubles/0/metres").asDouble()).isBetween(3.0, 4.0);
    JsonNode second = propose("NEW", "\"classCode\":\"01037\"," + at(beside));
    assertThat(second.at("/doubles/1/proposal")).isEqualTo(first.at("/id"));
    String asked = "?classCode=01037&lat=%s&lng=%s".formatted(beside.lat(), beside.lng());
    assertThat(sea.get(worker, SURVEY + "/doubles" + asked).at("/doubles")).hasSize(3);
    assertThat(sea.get(worker, SURVEY + "/around" + asked).at("/things/0/id").asString())
        .isEqualTo(there.idText());
  }

  @Test
  void whoProposesDoesNotDecideAndWhoIsElsewhereSeesNothing() {
    JsonNode proposed = propose("NEW", "\"classCode\":\"01037\"," + at(sea.point(0.1, 1.1)));
    String one = SURVEY + "/proposals/" + proposed.at("/id");
    String decision = "{\"items\":[{\"id\":%s}],\"accept\":true}".formatted(proposed.at("/id"));
    assertThat(worker.get(SURVEY + "/proposals").statusCode()).isEqualTo(403);
    assertThat(
            worker.send("POST", SURVEY + "/decisions", "application/json", decision).statusCode())
        .isEqualTo(403);
    Caller elsewhere = sea.person(Duty.STREET_OFFICER, "310000.310105.310105001");
    assertThat(elsewhere.get(one).statusCode()).isEqualTo(404);
    assertThat(sea.get(elsewhere, SURVEY + "/proposals").at("/total").asInt()).isZero();
    assertThat(
            elsewhere
                .send("POST", SURVEY + "/decisions", "application/json", decision)
                .statusCode())
        .isEqualTo(404);
    Caller colleague = sea.person(Duty.GRID_WORKER);
    assertThat(colleague.get(one).statusCode()).isEqualTo(404);
    assertThat(sea.person(Duty.RESIDENT, "").get(SURVEY + "/mine").statusCode()).isEqualTo(403);

    JsonNode own =
        propose(officer, "own", "NEW", "\"classCode\":\"01037\"," + at(sea.point(0.1, 1.3)));
    assertThat(own.at("/mayDecide").asBoolean()).isFalse();
    String ownDecision = "{\"items\":[{\"id\":%s}],\"accept\":true}".formatted(own.at("/id"));
    assertThat(
            officer
                .send("POST", SURVEY + "/decisions", "application/json", ownDecision)
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void badProposalsAreRefusedWithTheFieldAtFault() {
    String here = at(sea.point(0.5, 1.5));
    assertThat(field(propose("NEW", "\"classCode\":\"99999\"," + here))).isEqualTo("classCode");
    assertThat(field(propose("NEW", "\"classCode\":\"05998\"," + here))).isEqualTo("classCode");
    assertThat(field(propose("NEW", "\"classCode\":\"01037\""))).isEqualTo("lat,lng");
    assertThat(field(propose("NEW", "\"classCode\":\"01037\",\"lat\":31.2,\"lng\":121.4")))
        .isEqualTo("lat,lng");
    assertThat(field(propose("MOVED", here))).isEqualTo("component");
    assertThat(field(propose("CHANGED", about(lamp(0.5, 1.5))))).isEqualTo("state");
    JsonNode without =
        sea.send(
            worker,
            "POST",
            SURVEY + "/proposals",
            "{\"key\":\"k\",\"kind\":\"NEW\",\"classCode\":\"01037\",%s,\"photos\":[\"%s\"]}"
                .formatted(here, "0".repeat(32)));
    assertThat(field(without)).isEqualTo("photos");
  }

  private static String field(JsonNode problem) {
    return problem.at("/field").asString();
  }
}
