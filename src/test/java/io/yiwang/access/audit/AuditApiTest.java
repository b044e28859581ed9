package io.yiwang.access.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yiwang.PlatformTest;
import io.yiwang.access.Actor;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.access.Seat;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the auditor finds, and what others do not. */
@PlatformTest
class AuditApiTest {
  private static final String CHANGNING = "310000.310105";

  @LocalServerPort int port;
  @Autowired AuditTrail audit;
  @Autowired People people;
  @Autowired UnusualLooks unusual;
  @Autowired JdbcClient jdbc;
  @Autowired JsonMapper json;

  private final String looker = UUID.randomUUID().toString();

  private void look(String object, long count, String objectRegion) {
    audit.append(
        audit
            .entry(AuditAction.VIEW, "person")
            .by(new Actor(Actor.Kind.PERSON, looker, "李四", "COMMITTEE", "u1", CHANGNING))
            .about(object)
            .counting(count)
            .in(objectRegion));
  }

  private JsonNode get(Seat seat, String path) {
    return json.readTree(seat.get(path).body());
  }

  @Test
  void onlyAuditorsSearch() {
    for (Duty duty : new Duty[] {Duty.ADMIN, Duty.CITY_OFFICER, Duty.RESIDENT}) {
      Seat seat = Seat.of(port, people, "", duty);
      assertThat(seat.get("/api/v1/audit/entries").statusCode()).isEqualTo(403);
      assertThat(export(seat).statusCode()).isEqualTo(403);
      assertThat(seat.send("POST", "/api/v1/audit/verification", "").statusCode()).isEqualTo(403);
    }
  }

  @Test
  void findsByPersonAndPages() {
    for (int i = 0; i < 5; i++) {
      look("person:" + i, 1, CHANGNING);
    }
    Seat auditor = Seat.of(port, people, "", Duty.AUDITOR);
    JsonNode first = get(auditor, "/api/v1/audit/entries?size=3&actor=" + looker);
    assertThat(first.path("items")).hasSize(3);
    assertThat(first.path("more").asBoolean()).isTrue();
    long last = first.path("items").path(2).path("seq").asLong();
    JsonNode second =
        get(auditor, "/api/v1/audit/entries?size=3&actor=" + looker + "&before=" + last);
    assertThat(second.path("items")).hasSize(2);
    assertThat(second.path("more").asBoolean()).isFalse();
    JsonNode own = get(auditor, "/api/v1/audit/entries?action=AUDIT&actor=" + auditor.personId);
    assertThat(own.path("items").path(0).path("dataClass").asString()).isEqualTo("audit.search");
  }

  @Test
  void aDistrictsAuditorSeesTheDistrictOnly() {
    look("person:1", 1, CHANGNING);
    Seat here = Seat.of(port, people, CHANGNING, Duty.AUDITOR);
    Seat elsewhere = Seat.of(port, people, "310000.310104", Duty.AUDITOR);
    assertThat(get(here, "/api/v1/audit/entries?actor=" + looker).path("items")).hasSize(1);
    assertThat(get(elsewhere, "/api/v1/audit/entries?actor=" + looker).path("items")).isEmpty();
    assertThat(json.readTree(export(here).body()).path("rows").asLong()).isEqualTo(1);
    assertThat(json.readTree(export(elsewhere).body()).path("rows").asLong()).isZero();
  }

  private HttpResponse<String> export(Seat seat) {
    return seat.send(
        "POST",
        "/api/v1/exports",
        "{\"what\":\"audit\",\"purpose\":\"audit\",\"filter\":{\"actor\":\"%s\"}}"
            .formatted(looker));
  }

  /** The trail names those who work here, so a second person agrees first. */
  @Test
  void leavesMarkedWithoutFormulasWhenASecondPersonAgrees() {
    audit.append(
        audit
            .entry(AuditAction.VIEW, "=cmd()")
            .by(new Actor(Actor.Kind.PERSON, looker, "+1", "", "@u", CHANGNING)));
    Seat auditor = Seat.of(port, people, "", Duty.AUDITOR);
    String export = "/api/v1/exports/" + json.readTree(export(auditor).body()).path("id").asLong();
    assertThat(auditor.get(export + "/file").statusCode()).isEqualTo(410);
    String yes = "{\"approved\":true}";
    assertThat(auditor.send("POST", export + "/decision", yes).statusCode()).isEqualTo(403);
    Seat second = Seat.of(port, people, "", Duty.ADMIN);
    assertThat(second.send("POST", export + "/decision", yes).statusCode()).isEqualTo(200);
    List<String> lines = auditor.get(export + "/file").body().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst()).endsWith(",水印");
    assertThat(lines.getLast()).contains("'=cmd()", "'+1", "'@u", ",export:", "某人(seat-");
  }

  @Test
  void remembersSignInsAndNotWhatWasTypedAsAName() {
    Seat auditor = Seat.of(port, people, "", Duty.AUDITOR);
    String typed = "my-secret-" + looker;
    String body = "{\"login\":\"%s\",\"password\":\"wrong\"}".formatted(typed);
    assertThat(auditor.send("POST", "/api/v1/session", body).statusCode()).isEqualTo(401);
    String account = "account:" + auditor.personId;
    JsonNode signIns = get(auditor, "/api/v1/audit/entries?action=SIGN_IN&object=" + account);
    assertThat(signIns.path("items")).hasSize(1);
    JsonNode failed =
        get(auditor, "/api/v1/audit/entries?action=SIGN_IN_FAILED&outcome=DENIED&size=1");
    assertThat(failed.path("items")).hasSize(1);
    assertThat(
            jdbc.sql("select count(*) from access.audit_entry e where e::text like ?")
                .param("%" + typed + "%")
                .query(Long.class)
                .single())
        .isZero();
    assertThat(auditor.send("DELETE", "/api/v1/session", null).statusCode()).isEqualTo(200);
    Seat other = Seat.of(port, people, "", Duty.AUDITOR);
    assertThat(get(other, "/api/v1/audit/entries?action=SIGN_OUT&object=" + account).path("items"))
        .hasSize(1);
  }

  @Test
  void refusesToLookForANumberThatNamesAPerson() {
    Seat auditor = Seat.of(port, people, "", Duty.AUDITOR);
    for (String object : new String[] {"13800000000", "person:310105199001011234", "nonsense"}) {
      HttpResponse<String> refused = auditor.get("/api/v1/audit/entries?object=" + object);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("must be kind:id");
    }
  }

  @Test
  void verifiesOnDemand() {
    look("person:1", 1, CHANGNING);
    Seat auditor = Seat.of(port, people, "", Duty.AUDITOR);
    JsonNode verdict = json.readTree(auditor.send("POST", "/api/v1/audit/verification", "").body());
    assertThat(verdict.path("message").asString()).isEqualTo("The trail is sound.");
    assertThat(verdict.path("entries").asLong()).isPositive();
  }

  /** The settings: 500 records an hour, 20 of them outside one's region. */
  @Test
  void unusualLookingBecomesAMatterOnce() {
    look("person:1", 20, "310000.310104");
    look("person:2", 400, CHANGNING);
    unusual.watch();
    assertThat(found()).isEmpty();
    look("person:3", 1, "310000.310104.310104001");
    unusual.watch();
    assertThat(found()).containsExactly("OFF_REGION");
    look("person:4", 300, CHANGNING + ".310105002");
    unusual.watch();
    unusual.watch();
    assertThat(found()).containsExactly("OFF_REGION", "VOLUME");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                jdbc.sql("select count(*) from cases.case_file where class_code = '10992'")
                        .query(Long.class)
                        .single()
                    > 0);
  }

  private List<String> found() {
    return unusual.list("", 200).stream()
        .filter(u -> u.actorId().equals(looker))
        .map(UnusualLooks.Unusual::kind)
        .filter(kind -> !kind.equals("OFF_HOURS"))
        .sorted()
        .toList();
  }
}
