package io.yiwang.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.access.Superuser;
import io.yiwang.house.DataFolder;
import io.yiwang.kernel.Sex;
import io.yiwang.registry.Caller.Answer;
import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The persons of a quarter leave masked, marked and counted, when a second person agrees. */
@PlatformTest
class PersonExportTest {
  private static final String YES = "{\"approved\":true}";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired ApplicationContext context;
  @Autowired AuditTrail audit;
  @Autowired JdbcTemplate jdbc;
  @Autowired DataSource database;
  @Autowired DataFolder folder;

  private final String number = Hamlet.number("1950-03-07", Sex.FEMALE);
  private final String phone = Hamlet.phone();
  private Hamlet hamlet;
  private Caller officer;
  private Caller street;

  @BeforeEach
  void settle() {
    hamlet = new Hamlet(context);
    Answer imported =
        Caller.of(port, people, Duty.ADMIN, "")
            .csv(
                "/api/v1/people/import?source=committee",
                Hamlet.header()
                    + hamlet.row(number, "沈玉珍", phone, "101", "户主,,2020-05-01")
                    + hamlet.row("", "王建国", "", "102", "户主,,2020-05-01"));
    assertThat(imported.at("/added")).isEqualTo("2");
    officer = Caller.of(port, people, Duty.COMMITTEE, hamlet.path);
    street = Caller.of(port, people, Duty.STREET_OFFICER, "310000");
  }

  private Answer ask(Caller who) {
    return who.post(
        "/api/v1/exports",
        "{\"what\":\"persons\",\"purpose\":\"visit\",\"filter\":{\"quarter\":\"%d\"}}"
            .formatted(hamlet.quarter));
  }

  private String asked() {
    Answer waiting = ask(officer);
    assertThat(waiting.at("/state")).isEqualTo("WAITING");
    assertThat(waiting.at("/rows")).isEqualTo("2");
    return "/api/v1/exports/" + waiting.at("/id");
  }

  @Test
  void leavesMaskedMarkedCountedAndAFewTimes() {
    String export = asked();
    assertThat(officer.get(export + "/file").status()).isEqualTo(410);
    assertThat(street.get("/api/v1/exports/waiting").text()).contains(idOf(export));
    assertThat(street.post(export + "/decision", YES).at("/state")).isEqualTo("READY");

    Answer file = officer.get(export + "/file");
    List<String> lines = file.text().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1)).contains("1号楼 1 101", ",沈**,", "FEMALE");
    assertThat(lines.subList(1, 3))
        .allMatch(l -> l.contains(",export:" + idNumber(export) + " 某人("));
    assertThat(file.text()).doesNotContain("沈玉珍", "王建国", number, phone, "1950");

    long person = officer.personOf(number);
    assertThat(audit.looksAt(List.of("person:" + person), 0, Long.MAX_VALUE, 50))
        .filteredOn(look -> look.action() == AuditAction.EXPORT)
        .singleElement()
        .satisfies(look -> assertThat(look.purpose()).isEqualTo("visit"));
    assertThat(officer.get(export + "/file").status()).isEqualTo(200);
    assertThat(officer.get(export + "/file").status()).isEqualTo(200);
    assertThat(officer.get(export + "/file").status()).isEqualTo(410);
    assertThat(officer.get("/api/v1/exports").at("/0/state")).isEqualTo("USED_UP");
    assertThat(audit.looksAt(List.of("export:" + idNumber(export)), 0, Long.MAX_VALUE, 50))
        .as("asked, approved, three downloads")
        .hasSize(5);
    assertThat(
            jdbc.queryForObject(
                "select rows_taken from access.export_request where id = ?",
                Long.class,
                Long.parseLong(idNumber(export))))
        .isEqualTo(6);
  }

  private static String idOf(String export) {
    return "\"id\":" + idNumber(export) + ",";
  }

  private static String idNumber(String export) {
    return export.substring(export.lastIndexOf('/') + 1);
  }

  @Test
  void onlyASecondPersonAtTheRegionOrAboveDecides() {
    String export = asked();
    assertThat(officer.post(export + "/decision", YES).status()).isEqualTo(403);
    Caller aside = Caller.of(port, people, Duty.STREET_OFFICER, hamlet.path + "x");
    assertThat(aside.post(export + "/decision", YES).status()).isEqualTo(404);
    assertThat(aside.get("/api/v1/exports/waiting").text()).doesNotContain(idOf(export));
    Caller colleague = Caller.of(port, people, Duty.COMMITTEE, hamlet.path);
    assertThat(colleague.post(export + "/decision", YES).status()).isEqualTo(404);

    assertThat(street.post(export + "/decision", "{\"approved\":false}").status()).isEqualTo(400);
    Answer refused =
        street.post(export + "/decision", "{\"approved\":false,\"reason\":\"用不着整份名单\"}");
    assertThat(refused.at("/state")).isEqualTo("REFUSED");
    assertThat(street.post(export + "/decision", YES).status()).isEqualTo(409);
    assertThat(officer.get(export + "/file").status()).isEqualTo(410);
    assertThat(officer.get("/api/v1/exports").at("/0/reason")).isEqualTo("用不着整份名单");
  }

  @Test
  void isForItsAskerAloneAndForAsLongAsTheyMay() {
    String export = asked();
    street.post(export + "/decision", YES);
    assertThat(street.get(export + "/file").status()).isEqualTo(404);
    jdbc.update("update access.duty_held set duty = 'CITY_LEADER' where person_id = ?", officer.id);
    assertThat(officer.get(export + "/file").status()).isIn(403, 404);
    for (Duty duty : new Duty[] {Duty.ADMIN, Duty.AUDITOR, Duty.CITY_LEADER, Duty.RESIDENT}) {
      assertThat(ask(Caller.of(port, people, duty, hamlet.path)).status())
          .as(duty.name())
          .isEqualTo(403);
    }
    assertThat(ask(Caller.of(port, people, Duty.COMMITTEE, hamlet.path + "x")).status())
        .isEqualTo(404);
  }

  @Test
  void aRequestIsTakenBackAndAFileExpires() {
    String export = asked();
    assertThat(officer.delete(export).at("/state")).isEqualTo("WITHDRAWN");
    assertThat(street.post(export + "/decision", YES).status()).isEqualTo(409);
    String later = asked();
    street.post(later + "/decision", YES);
    jdbc.update(
        "update access.export_request set expires_at = now() - interval '1 second' where id = ?",
        Long.parseLong(idNumber(later)));
    assertThat(officer.get(later + "/file").status()).isEqualTo(410);
    assertThat(officer.get("/api/v1/exports").at("/0/state")).isEqualTo("EXPIRED");
  }

  /** Promise S6 for files. */
  @Test
  void withoutTheTrailNoFileLeavesAndNoneIsCounted() throws Exception {
    String export = asked();
    street.post(export + "/decision", YES);
    try (Connection superuser = Superuser.connect(database, folder, "yiwang")) {
      Superuser.run(superuser, "alter table access.audit_head rename to audit_head_away");
      try {
        Answer refused = officer.get(export + "/file");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.text()).doesNotContain("沈");
      } finally {
        Superuser.run(superuser, "alter table access.audit_head_away rename to audit_head");
      }
    }
    assertThat(officer.get("/api/v1/exports").at("/0/downloads")).isEqualTo("0");
  }
}
