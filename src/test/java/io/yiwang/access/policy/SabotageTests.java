package io.yiwang.access.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.Acting;
import io.yiwang.access.Caller;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.access.Person;
import io.yiwang.cases.arrivals.Opener;
import io.yiwang.house.DataFolder;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.transaction.support.TransactionTemplate;

/** Two locks, and each holds alone: one is broken, and still nothing leaks. */
@PlatformTest
class SabotageTests {
  private static final String HERE = "sabotage.here";
  private static final List<String> TABLES =
      List.of(
          "cases.case_file",
          "cases.history",
          "cases.case_clock",
          "cases.member",
          "cases.photo",
          "cases.explanation",
          "cases.case_link",
          "cases.saved_view",
          "dispatch.worker");

  @LocalServerPort int port;
  @Autowired ApplicationContext context;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired People people;
  @Autowired DataFolder folder;

  private long own;
  private long foreign;
  private String secret = "";

  @BeforeEach
  void twoCases() {
    own = open(HERE);
    foreign = open("sabotage.there");
    secret =
        String.valueOf(
            jdbc.queryForObject(
                "select number from cases.case_file where id = ?", String.class, foreign));
  }

  private long open(String region) {
    long id = new Opener(context).open().id();
    jdbc.update(
        "update cases.case_file set region_path = ?, unit_code = 'sabotage-unit' where id = ?",
        region,
        id);
    return id;
  }

  @Test
  void withTheServicesCheckForgottenRowSecurityHolds() {
    Person officer = new Person(77, "o", "o", "o", Set.of(Duty.DISTRICT_OFFICER), "", "here", HERE);
    List<Long> seen =
        Acting.as(
            officer,
            () -> jdbc.query("select id from cases.case_file", (rs, row) -> rs.getLong(1)));
    assertThat(seen).contains(own).doesNotContain(foreign);
    for (String part : List.of("history", "case_clock", "member", "incident_case")) {
      List<Long> of =
          Acting.as(
              officer,
              () -> jdbc.query("select case_id from cases." + part, (rs, row) -> rs.getLong(1)));
      assertThat(of).as(part).contains(own).doesNotContain(foreign);
    }
    int changed =
        Acting.as(
            officer,
            () -> {
              try {
                return jdbc.update("update cases.case_file set description = 'x'");
              } catch (org.springframework.dao.DataAccessException e) {
                return 0;
              }
            });
    assertThat(changed).isZero();
    assertThat(
            Acting.as(
                new Person(78, "r", "r", "r", Set.of(Duty.RESIDENT), "", "", ""),
                () -> jdbc.query("select id from cases.case_file", (rs, row) -> rs.getLong(1))))
        .isEmpty();
  }

  /** Connections are few and go from hand to hand, within transactions that fail and without. */
  @Test
  void aConnectionKnowsOnlyWhoHasItNow() throws Exception {
    Person here = new Person(77, "o", "o", "o", Set.of(Duty.DISTRICT_OFFICER), "", "here", HERE);
    Person there =
        new Person(78, "t", "t", "t", Set.of(Duty.DISTRICT_OFFICER), "", "there", "sabotage.there");
    Person nobody = new Person(79, "n", "n", "n", Set.of(Duty.RESIDENT), "", "", "");
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> asked = new ArrayList<>();
      for (int i = 0; i < 600; i++) {
        Person who = List.of(here, there, nobody).get(i % 3);
        boolean inTransaction = i % 2 == 0;
        asked.add(
            pool.submit(
                () -> {
                  List<Long> seen = Acting.as(who, () -> cases(inTransaction));
                  if (who == nobody) {
                    assertThat(seen).isEmpty();
                  } else {
                    assertThat(seen).contains(who == here ? own : foreign);
                    assertThat(seen).doesNotContain(who == here ? foreign : own);
                  }
                }));
      }
      for (Future<?> each : asked) {
        each.get();
      }
    }
  }

  private List<Long> cases(boolean rolledBack) {
    RowMapper<Long> id = (rs, row) -> rs.getLong(1);
    String ids = "select id from cases.case_file";
    return rolledBack
        ? Objects.requireNonNull(
            transaction.execute(
                status -> {
                  status.setRollbackOnly();
                  return jdbc.query(ids, id);
                }))
        : jdbc.query(ids, id);
  }

  @Test
  void withRowSecuritySwitchedOffTheServiceHolds() throws SQLException {
    Caller officer =
        Caller.person(
            port, people, people.hash("s"), "s", Duty.DISTRICT_OFFICER, "sabotage-else", HERE);
    rowSecurity("disable");
    try {
      assertThat(officer.get("/api/v1/cases/" + own).statusCode()).isEqualTo(200);
      assertThat(officer.get("/api/v1/cases/" + foreign).statusCode()).isEqualTo(404);
      assertThat(officer.get("/api/v1/cases/" + foreign + "/history").statusCode()).isEqualTo(404);
      assertThat(act(officer, own).statusCode()).isEqualTo(200);
      assertThat(act(officer, foreign).statusCode()).isEqualTo(404);
      String number = "/api/v1/cases?q=" + secret;
      assertThat(officer.get(number).body()).contains("\"total\":0");
      assertThat(officer.get("/api/v1/cases?size=500").body())
          .contains("\"id\":" + own + ",")
          .doesNotContain(secret);
      assertThat(officer.export("cases").body()).contains("水印").doesNotContain(secret);
      assertThat(officer.get("/api/v1/cases/map").body())
          .contains("[" + own + ",")
          .doesNotContain("[" + foreign + ",");
    } finally {
      rowSecurity("enable");
    }
  }

  private static HttpResponse<String> act(Caller officer, long id) {
    return officer.send(
        "POST",
        "/api/v1/cases/" + id + "/actions",
        "application/json",
        "{\"action\":\"COMMENT\",\"note\":\"x\"}");
  }

  @Test
  void whatIsMaskedCannotBeAskedBy() {
    jdbc.update(
        "update cases.case_file set description = 'zebra ' || ?, worker_name = 'quagga' where id ="
            + " ?",
        own,
        own);
    Caller officer =
        Caller.person(port, people, people.hash("s"), "s", Duty.STREET_OFFICER, "", HERE);
    Caller leader =
        Caller.person(port, people, people.hash("s"), "s", Duty.CITY_LEADER, "", "sabotage");
    String asked = "/api/v1/cases?q=zebra " + own;
    assertThat(officer.get(asked.replace(" ", "%20")).body()).contains("\"total\":1");
    assertThat(leader.get(asked.replace(" ", "%20")).body()).contains("\"total\":0");
    assertThat(leader.get("/api/v1/cases?worker=1").statusCode()).isEqualTo(400);
    String page = leader.get("/api/v1/cases/" + own).body();
    assertThat(page).contains("\"id\":" + own).doesNotContain("zebra").doesNotContain("quagga");
    assertThat(leader.get("/api/v1/cases?size=500").body())
        .contains("\"id\":" + own + ",")
        .doesNotContain("zebra")
        .doesNotContain("quagga");
    assertThat(leader.export("cases").statusCode()).isEqualTo(403);
  }

  private void rowSecurity(String how) throws SQLException {
    Database database = Database.of(jdbc, folder);
    for (String table : TABLES) {
      database.asOwner("alter table %s %s row level security".formatted(table, how));
    }
  }
}
