package io.yiwang.cases.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.access.Unit;
import io.yiwang.access.UnitKind;
import io.yiwang.access.Units;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.arrivals.Opener;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@PlatformTest
class CaseApiTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Units units;
  @Autowired JdbcTemplate jdbc;
  @Autowired ApplicationContext context;

  private final String unit = "U-" + UUID.randomUUID();

  @BeforeEach
  void unit() {
    units.putAll(List.of(new Unit(unit, "市容队", "Crew", UnitKind.CREW, "310000", null)));
  }

  @Test
  void oneMatterGoesFromReportToClosureThroughTheApi() {
    Desk centre = Desk.of(port, people, "", Duty.ACCEPTOR);
    Desk worker = Desk.of(port, people, unit, Duty.GRID_WORKER);
    Desk checker = Desk.of(port, people, "", Duty.CHECKER);
    CaseSummary c = open();
    assertThat(centre.act(c.id(), dispatch(worker)).at("/state")).isEqualTo("PENDING_HANDLE");
    assertThat(worker.act(c.id(), "{\"action\":\"ACCEPT\"}").at("/state")).isEqualTo("HANDLING");
    assertThat(worker.act(c.id(), "{\"action\":\"ARRIVE\"}").status()).isEqualTo(200);
    assertThat(worker.act(c.id(), "{\"action\":\"FINISH\",\"photos\":[\"p-after\"]}").at("/state"))
        .isEqualTo("PENDING_CHECK");
    assertThat(
            checker
                .act(c.id(), "{\"action\":\"CHECK_PASS\",\"photos\":[\"p-check\"]}")
                .at("/state"))
        .isEqualTo("CLOSED");

    JsonNode page = centre.get("/api/v1/cases/" + c.id()).json();
    assertThat(page.at("/summary/dueState").asString()).isEqualTo("DONE");
    assertThat(page.at("/condition/unit").asString()).isNotEmpty();
    assertThat(page.at("/clocks").size()).isGreaterThanOrEqualTo(3);
    assertThat(page.at("/photos").findValuesAsString("kind")).containsExactly("AFTER", "CHECK");
    assertThat(page.at("/history").findValuesAsString("action"))
        .containsExactly(
            "REPORT",
            "FILE",
            "FORWARD",
            "DISPATCH",
            "ASSIGN",
            "ACCEPT",
            "ARRIVE",
            "FINISH",
            "FEEDBACK",
            "CHECK_PASS",
            "FORWARD",
            "CLOSE");
    assertThat(page.at("/actions").findValuesAsString("action"))
        .containsExactly("REOPEN", "COMMENT");
    assertThat(page.at("/observations/0/channel").asString()).isEqualTo("HOTLINE");
  }

  @Test
  void aStaleVersionIsAConflictThatCarriesThePresentCase() {
    Desk officer = Desk.of(port, people, "", Duty.CITY_OFFICER);
    CaseSummary c = open();
    assertThat(
            officer.act(c.id(), "{\"action\":\"COMMENT\",\"version\":1,\"note\":\"a\"}").status())
        .isEqualTo(200);
    Desk.Answer stale =
        officer.act(c.id(), "{\"action\":\"CANCEL\",\"version\":1,\"reason\":\"b\"}");
    assertThat(stale.status()).isEqualTo(409);
    assertThat(stale.at("/type")).isEqualTo("urn:yiwang:problem:stale-case");
    assertThat(stale.json().at("/case/version").asInt()).isEqualTo(2);
  }

  @Test
  void anIllegalTransitionNamesTheState() {
    Desk officer = Desk.of(port, people, "", Duty.CITY_OFFICER);
    CaseSummary c = open();
    Desk.Answer answer = officer.act(c.id(), "{\"action\":\"CLOSE\"}");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.at("/type")).isEqualTo("urn:yiwang:problem:illegal-transition");
    assertThat(answer.at("/state")).isEqualTo("PENDING_DISPATCH");
    assertThat(answer.at("/detail")).contains("CLOSE").contains("PENDING_DISPATCH");
  }

  @Test
  void aRepeatedActionIsAppliedOnce() {
    Desk officer = Desk.of(port, people, "", Duty.CITY_OFFICER);
    CaseSummary c = open();
    String body =
        "{\"action\":\"COMMENT\",\"version\":1,\"key\":\"%s\",\"note\":\"once\"}"
            .formatted(UUID.randomUUID());
    assertThat(officer.act(c.id(), body).json().at("/version").asInt()).isEqualTo(2);
    assertThat(officer.act(c.id(), body).json().at("/version").asInt()).isEqualTo(2);
    assertThat(officer.get("/api/v1/cases/" + c.id() + "/history").json().size()).isEqualTo(4);
  }

  @Test
  void peopleMayOnlyDoWhatTheirDutyAndUnitAllow() {
    CaseSummary c = open();
    Desk checker = Desk.of(port, people, "", Duty.CHECKER);
    Desk stranger = Desk.of(port, people, "elsewhere", Duty.DISPATCHER);
    Desk resident = Desk.of(port, people, "", Duty.RESIDENT);
    String cancel = "{\"action\":\"CANCEL\",\"reason\":\"x\"}";
    assertThat(checker.act(c.id(), cancel).status()).isEqualTo(403);
    assertThat(stranger.act(c.id(), cancel).status()).isEqualTo(404);
    assertThat(resident.get("/api/v1/cases/" + c.id()).status()).isEqualTo(404);
    assertThat(resident.get("/api/v1/cases").status()).isEqualTo(403);
    assertThat(checker.act(c.id(), "{\"action\":\"CHECK_PASS\"}").status()).isEqualTo(409);
  }

  @Test
  void aMissingReasonAndAnUnknownConditionAreBadFields() {
    Desk officer = Desk.of(port, people, "", Duty.CITY_OFFICER);
    CaseSummary c = open();
    assertThat(officer.act(c.id(), "{\"action\":\"CANCEL\"}").at("/field")).isEqualTo("reason");
    assertThat(
            officer
                .act(
                    c.id(), "{\"action\":\"DISPATCH\",\"unit\":\"" + unit + "\",\"conditionId\":1}")
                .at("/field"))
        .isEqualTo("conditionId");
    assertThat(officer.act(c.id(), "{\"action\":\"DANCE\"}").status()).isEqualTo(400);
    assertThat(officer.act(c.id(), "{}").at("/field")).isEqualTo("action");
    assertThat(officer.get("/api/v1/cases/999999999").status()).isEqualTo(404);
  }

  @Test
  void listsFilterSearchSortAndPage() {
    Desk centre = Desk.of(port, people, "", Duty.ACCEPTOR);
    CaseSummary first = open();
    CaseSummary second = open();
    String words = first.incidentId().toString();
    assertThat(centre.get("/api/v1/cases?q=" + words).json().at("/total").asInt()).isEqualTo(1);
    assertThat(centre.get("/api/v1/cases?q=" + first.number()).at("/items/0/id"))
        .isEqualTo(Long.toString(first.id()));
    Desk.Answer page =
        centre.get(
            "/api/v1/cases?stage=FILE&class=06010&channel=HOTLINE&due=ON_TIME&from=2026-11-01"
                + "&to=2026-11-30&sort=-number&size=2");
    assertThat(page.json().at("/items").findValuesAsString("number"))
        .containsExactly(second.number(), first.number());
    assertThat(page.json().at("/items").size()).isEqualTo(2);
    assertThat(centre.get("/api/v1/cases?sort=shoe").at("/field")).isEqualTo("sort");
    assertThat(centre.get("/api/v1/cases?state=SHOE").at("/field")).isEqualTo("state");
    assertThat(centre.get("/api/v1/cases?q=%25%25%25").json().at("/total").asInt()).isZero();
  }

  @Test
  void theExportIsMarkedAndHasNoFormulas() {
    Desk centre = Desk.of(port, people, "", Duty.ACCEPTOR);
    CaseSummary c = open();
    jdbc.update("update cases.case_file set address = '=1+1' where id = ?", c.id());
    String csv = centre.get(file(centre, "zh", "\"q\":\"" + c.number() + "\"")).text();
    assertThat(csv)
        .startsWith("\uFEFF案卷号,")
        .contains(c.number(), ",'=1+1,", ",热线,", ",期限内,", ",export:", "(" + centre.login + ")")
        .doesNotContain("HOTLINE", "ON_TIME");
    assertThat(csv.lines()).hasSize(2);
    assertThat(centre.get(file(centre, "en", "\"q\":\"" + c.number() + "\"")).text())
        .startsWith("\uFEFFnumber,")
        .contains(",HOTLINE,", ",ON_TIME,");
    assertThat(export(centre, "zh", "\"due\":\"SHOE\"").status()).isEqualTo(400);
    assertThat(export(centre, "zh", "\"escalated\":\"shoe\"").at("/field")).isEqualTo("escalated");
    assertThat(export(centre, "zh", "\"stage\":\"FILE,HANDLE\",\"class\":\"06010\"").at("/state"))
        .isEqualTo("READY");
  }

  private static Desk.Answer export(Desk who, String lang, String filter) {
    return who.post(
        "/api/v1/exports",
        "{\"what\":\"cases\",\"purpose\":\"report\",\"lang\":\"%s\",\"filter\":{%s}}"
            .formatted(lang, filter));
  }

  private static String file(Desk who, String lang, String filter) {
    return "/api/v1/exports/" + export(who, lang, filter).at("/id") + "/file";
  }

  @Test
  void countersAndMapCountOpenCases() {
    Desk centre = Desk.of(port, people, "", Duty.ACCEPTOR);
    CaseSummary c = open();
    JsonNode counters = centre.get("/api/v1/cases/counters").json();
    assertThat(counters.at("/inHand").asInt()).isPositive();
    assertThat(counters.at("/new").asInt()).isPositive();
    assertThat(counters.at("/byStage/FILE").isNumber()).isTrue();
    JsonNode map = centre.get("/api/v1/cases/map?bbox=121.4,31.2,121.5,31.3").json();
    assertThat(map.get(0).get(0).asLong()).isGreaterThanOrEqualTo(c.id());
    assertThat(map.get(0).size()).isEqualTo(6);
  }

  @Test
  void bulkDoesEachByItself() {
    Desk centre = Desk.of(port, people, "", Duty.ACCEPTOR);
    CaseSummary a = open();
    CaseSummary b = open();
    JsonNode rows =
        centre
            .post(
                "/api/v1/cases/bulk",
                "{\"ids\":[%d,999999999,%d],\"action\":\"DISPATCH\",\"unit\":\"%s\"}"
                    .formatted(a.id(), b.id(), unit))
            .json();
    assertThat(rows.findValuesAsString("done")).containsExactly("true", "false", "true");
    assertThat(rows.get(1).at("/problem").asString()).isEqualTo("not-found");
  }

  @Test
  void mergesByHandAddUpAndSplitAgain() {
    Desk centre = Desk.of(port, people, "", Duty.ACCEPTOR);
    CaseSummary a = open();
    CaseSummary b = open();
    assertThat(centre.act(a.id(), "{\"action\":\"MERGE\",\"into\":" + b.id() + "}").at("/state"))
        .isEqualTo("MERGED");
    JsonNode page = centre.get("/api/v1/cases/" + b.id()).json();
    assertThat(page.at("/summary/reports").asInt()).isEqualTo(2);
    assertThat(page.at("/links/0/number").asString()).isEqualTo(a.number());
    assertThat(centre.act(a.id(), "{\"action\":\"UNMERGE\",\"reason\":\"two heaps\"}").at("/state"))
        .isEqualTo("PENDING_DISPATCH");
    assertThat(centre.get("/api/v1/cases/" + b.id()).json().at("/summary/reports").asInt())
        .isEqualTo(1);
  }

  @Test
  void savedViewsBelongToTheirPerson() {
    Desk mine = Desk.of(port, people, "", Duty.ACCEPTOR);
    Desk other = Desk.of(port, people, "", Duty.ACCEPTOR);
    String view = "{\"filter\":{\"due\":\"OVERDUE\"}}";
    assertThat(mine.send("PUT", "/api/v1/views/late", view).status()).isEqualTo(200);
    assertThat(mine.get("/api/v1/views").json().findValuesAsString("name")).containsExactly("late");
    assertThat(other.get("/api/v1/views/late").status()).isEqualTo(404);
    assertThat(mine.send("DELETE", "/api/v1/views/late", null).status()).isEqualTo(204);
    assertThat(mine.get("/api/v1/views").json().size()).isZero();
  }

  private CaseSummary open() {
    return new Opener(context).open();
  }

  private String dispatch(Desk worker) {
    return "{\"action\":\"DISPATCH\",\"unit\":\"%s\",\"workerId\":%d}"
        .formatted(unit, worker.personId);
  }
}
