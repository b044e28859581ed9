package io.yiwang.cases.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yiwang.PlatformTest;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.cases.CaseState;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.Cases;
import io.yiwang.kernel.ObservationId;
import io.yiwang.sensing.Channel;
import io.yiwang.sensing.Intake;
import io.yiwang.sensing.ObservationDraft;
import io.yiwang.sensing.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/**
 * A late row merges two matters, a person splits them, and they stay split in the running platform:
 * their incidents too, whatever comes later.
 */
@PlatformTest
class SplitByHandTest {
  /** Exposed rubbish: one matter within 50 m, filed at once. */
  private static final String RUBBISH = "06010";

  private static final double METRE_EAST = 1 / 95_400.0;

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Intake intake;
  @Autowired Cases cases;
  @Autowired JdbcTemplate jdbc;

  private final Source source = new Source("split-" + System.nanoTime(), Channel.HOTLINE);
  private final double lat = 30.9 + System.nanoTime() % 100_000 / 1e6;
  private final Instant start = Instant.now().minusSeconds(3600);
  private Desk officer;

  @BeforeEach
  void signIn() {
    officer = Desk.of(port, people, "", Duty.CITY_OFFICER);
  }

  @Test
  void twoMattersThatALateRowMergedStaySplitOnceAPersonSaidSo() {
    ObservationId west = report("west", 0, 0);
    ObservationId east = report("east", 70, 60);
    CaseSummary westCase = caseOf(west);
    CaseSummary eastCase = caseOf(east);
    assertThat(westCase.id()).isNotEqualTo(eastCase.id());

    ObservationId between = report("between", 35, -60);
    soon(() -> assertThat(now(eastCase).state()).isEqualTo(CaseState.MERGED));
    soon(() -> assertThat(now(westCase).reports()).isEqualTo(3));
    assertThat(now(westCase).incidentId()).isEqualTo(between.value());

    act(eastCase, "{\"action\":\"UNMERGE\",\"reason\":\"two heaps\"}");
    soon(() -> assertThat(incidentOf(east)).isEqualTo(east.toString()));
    assertThat(incidentOf(west)).isEqualTo(between.toString());

    report("east again", 71, 120);
    soon(() -> assertThat(now(eastCase).reports()).isEqualTo(2));
    soon(() -> assertThat(now(westCase).reports()).isEqualTo(2));

    ObservationId earliest = report("earliest", 37, -120);
    soon(() -> assertThat(now(westCase).incidentId()).isEqualTo(earliest.value()));
    assertThat(incidentOf(east)).isEqualTo(east.toString());
    assertThat(now(eastCase).state()).isEqualTo(CaseState.PENDING_DISPATCH);

    act(eastCase, "{\"action\":\"FORCE_CLOSE\",\"reason\":\"swept\"}");
    soon(() -> assertThat(incident(east).at("/clearedAt").asString("")).isNotEmpty());
    assertThat(incident(west).at("/clearedAt").asString("")).isEmpty();
    assertThat(now(westCase).state()).isEqualTo(CaseState.PENDING_DISPATCH);
  }

  @Test
  void whatIsReportedAfterAMergerByHandWasClosedIsANewMatter() {
    ObservationId one = report("one", 1_000, 0);
    ObservationId other = report("other", 1_200, 0);
    CaseSummary survivor = caseOf(one);
    act(caseOf(other), "{\"action\":\"MERGE\",\"into\":" + survivor.id() + "}");
    act(survivor, "{\"action\":\"FORCE_CLOSE\",\"reason\":\"done\"}");
    soon(() -> assertThat(incident(other).at("/clearedAt").asString("")).isNotEmpty());

    ObservationId again = report("again", 1_201, Instant.now());
    assertThat(caseOf(again).id()).isGreaterThan(survivor.id());
    assertThat(incidentOf(again)).isEqualTo(again.toString());
  }

  private void act(CaseSummary c, String body) {
    assertThat(officer.act(c.id(), body)).matches(a -> a.status() == 200);
  }

  private ObservationId report(String key, double metresEast, int second) {
    return report(key, metresEast, start.plusSeconds(second));
  }

  private ObservationId report(String key, double metresEast, Instant at) {
    ObservationDraft draft =
        ObservationDraft.observed(key, RUBBISH, lat, 121.4 + metresEast * METRE_EAST, at);
    assertThat(intake.accept(source, List.of(draft)).accepted()).isOne();
    return ObservationId.of(source.name(), key);
  }

  private CaseSummary caseOf(ObservationId incident) {
    String sql = "select case_id from cases.incident_case where incident_id = ?";
    soon(() -> assertThat(jdbc.queryForList(sql, Long.class, incident.value())).hasSize(1));
    return cases
        .find(jdbc.queryForList(sql, Long.class, incident.value()).getFirst())
        .orElseThrow();
  }

  private CaseSummary now(CaseSummary c) {
    return cases.find(c.id()).orElseThrow();
  }

  private String incidentOf(ObservationId row) {
    return officer.get("/api/v1/observations/" + row).at("/incident");
  }

  private JsonNode incident(ObservationId member) {
    return officer.get("/api/v1/incidents/" + member).json();
  }

  private static void soon(org.awaitility.core.ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
  }
}
