package io.yiwang.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import io.yiwang.access.Duty;
import io.yiwang.access.Look;
import io.yiwang.access.People;
import io.yiwang.access.Superuser;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.arrivals.Opener;
import io.yiwang.house.DataFolder;
import io.yiwang.kernel.Sex;
import io.yiwang.registry.Caller.Answer;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Masked fields are seen in full for a purpose, for minutes, audited; by the dozen only by two. */
@PlatformTest
class RevealApiTest {
  private static final String NAME = "沈玉珍";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired ApplicationContext context;
  @Autowired JdbcTemplate jdbc;
  @Autowired AuditTrail audit;
  @Autowired DataSource database;
  @Autowired DataFolder folder;

  private Hamlet hamlet;
  private Caller officer;
  private String number;
  private String phone;
  private long person;
  private long here;

  @BeforeEach
  void settle() {
    hamlet = new Hamlet(context);
    number = Hamlet.number("1950-03-07", Sex.FEMALE);
    phone = Hamlet.phone();
    imported(hamlet.row(number, NAME, phone, "101", "户主,,2020-05-01"));
    officer = Caller.of(port, people, Duty.COMMITTEE, hamlet.path);
    person = officer.personOf(number);
    here = caseIn(hamlet.path);
  }

  private void imported(String rows) {
    Answer answer =
        Caller.of(port, people, Duty.ADMIN, "")
            .csv("/api/v1/people/import?source=committee", Hamlet.header() + rows);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private long caseIn(String path) {
    CaseSummary c = new Opener(context).open();
    jdbc.update("update cases.case_file set region_path = ? where id = ?", path, c.id());
    return c.id();
  }

  private Answer ask(Caller who, String purpose, String reference, Object... persons) {
    String objects =
        Arrays.stream(persons).map(p -> "\"person:" + p + "\"").collect(Collectors.joining(","));
    return who.post(
        "/api/v1/reveals",
        """
        {"objects":[%s],"fields":["name","citizenNumber","phone","birth","address"],
         "purpose":"%s","reference":"%s"}
        """
            .formatted(objects, purpose, reference));
  }

  private Answer ask(String reference) {
    return ask(officer, "handle-case", reference, person);
  }

  private static String values(Answer granted) {
    return "/api/v1/reveals/" + granted.at("/id") + "/values";
  }

  @Test
  void aCaseOfTheStreetShowsAPersonForMinutesAndEachLookIsInTheTrail() {
    Answer granted = ask("case:" + here);
    assertThat(granted.status()).as(granted.text()).isEqualTo(200);
    assertThat(granted.at("/state")).isEqualTo("LIVE");
    assertThat(granted.text()).doesNotContain(NAME, number, phone);
    assertThat(looks()).isEmpty();

    Answer plain = officer.get(values(granted));
    assertThat(plain.at("/records/0/fields/name")).isEqualTo(NAME);
    assertThat(plain.at("/records/0/fields/citizenNumber")).isEqualTo(number);
    assertThat(plain.at("/records/0/fields/phone")).isEqualTo(phone);
    assertThat(plain.at("/records/0/fields/birth")).isEqualTo("1950-03-07");
    assertThat(plain.at("/records/0/fields/address")).contains("江苏路12弄", "101");
    officer.get(values(granted));
    assertThat(looks()).hasSize(2);
    assertThat(looks().getFirst().purpose()).isEqualTo("handle-case");
    assertThat(looks().getFirst().reference()).isEqualTo("case:" + here);
    assertThat(audit.looksAt(List.of("reveal:" + granted.at("/id")), 0, Long.MAX_VALUE, 10))
        .hasSize(3);

    assertThat(officer.get("/api/v1/reveals").at("/0/state")).isEqualTo("LIVE");
    assertThat(officer.get("/api/v1/registry/persons/" + person).text())
        .as("pages stay masked, so that searching and sorting cannot follow a reveal")
        .doesNotContain(NAME, number, phone);
  }

  private List<Look> looks() {
    return audit.looksAt(List.of("person:" + person), 0, Long.MAX_VALUE, 50).stream()
        .filter(look -> look.action() == AuditAction.REVEAL)
        .toList();
  }

  @Test
  void endsByHandByTimeAndWithTheSession() {
    Answer byHand = ask("case:" + here);
    assertThat(officer.delete("/api/v1/reveals/" + byHand.at("/id")).at("/state"))
        .isEqualTo("ENDED");
    assertThat(officer.get(values(byHand)).status()).isEqualTo(410);

    Answer byTime = ask("case:" + here);
    jdbc.update(
        "update access.reveal_grant set ends_at = now() - interval '1 second' where id = ?",
        Long.parseLong(byTime.at("/id")));
    Answer over = officer.get(values(byTime));
    assertThat(over.status()).isEqualTo(410);
    assertThat(over.text()).contains("reveal-over").doesNotContain(NAME);

    Answer bySession = ask("case:" + here);
    officer.signInAgain();
    assertThat(officer.get(values(bySession)).status()).isEqualTo(410);
    assertThat(officer.get("/api/v1/reveals").json().size()).isZero();
  }

  @Test
  void isTiedToWorkThatExistsIsInReachAndHasToDoWithIt() {
    long elsewhere = caseIn(hamlet.path + "x");
    assertThat(refused(ask("case:999999999"))).contains("not yours to see");
    assertThat(refused(ask("case:" + elsewhere))).contains("not yours to see");
    assertThat(refused(ask("application:1"))).contains("not kept here yet");
    assertThat(refused(ask("because"))).contains("must name a case or a visit");
    assertThat(refused(ask(""))).contains("must name a case or a visit");
    assertThat(refused(ask(officer, "curious", "case:" + here, person))).contains("must be one of");
    assertThat(refused(ask(officer, "handle-case", "visit:" + visit(hamlet.door101), person)))
        .contains("does not go with");
    assertThat(refused(ask(officer, "visit", "visit:" + visit(hamlet.door102), person)))
        .contains("has nothing to do with");
    assertThat(ask(officer, "visit", "visit:" + visit(hamlet.door101), person).at("/state"))
        .isEqualTo("LIVE");
    assertThat(looks()).isEmpty();
  }

  private static String refused(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    return answer.text();
  }

  private String visit(long door) {
    return officer
        .post(
            "/api/v1/registry/visits",
            "{\"doorId\":%d,\"purpose\":\"%s\",\"dueOn\":\"%s\"}"
                .formatted(door, UUID.randomUUID(), LocalDate.now().plusYears(1)))
        .at("/ids/0");
  }

  @Test
  void nobodyElseMayLookOrAsk() {
    Answer granted = ask("case:" + here);
    Caller colleague = Caller.of(port, people, Duty.COMMITTEE, hamlet.path);
    assertThat(colleague.get(values(granted)).status()).isEqualTo(410);
    assertThat(colleague.delete("/api/v1/reveals/" + granted.at("/id")).status()).isEqualTo(404);
    Caller stranger = Caller.of(port, people, Duty.COMMITTEE, hamlet.path + "x");
    assertThat(stranger.get(values(granted)).status()).isEqualTo(404);
    assertThat(ask(stranger, "handle-case", "case:" + here, person).status()).isEqualTo(404);
    for (Duty duty : new Duty[] {Duty.ADMIN, Duty.AUDITOR, Duty.CITY_LEADER, Duty.RESIDENT}) {
      Caller other = Caller.of(port, people, duty, hamlet.path);
      assertThat(ask(other, "handle-case", "case:" + here, person).status())
          .as(duty.name())
          .isEqualTo(403);
    }
  }

  @Test
  void aTakenAwayDutyEndsWhatItGranted() {
    Answer granted = ask("case:" + here);
    jdbc.update("update access.duty_held set duty = 'CITY_LEADER' where person_id = ?", officer.id);
    assertThat(officer.get(values(granted)).status()).isIn(403, 404);
  }

  /** Promise S6. */
  @Test
  void withoutTheTrailNothingLeaves() throws Exception {
    Answer granted = ask("case:" + here);
    try (Connection superuser = Superuser.connect(database, folder, "yiwang")) {
      Superuser.run(superuser, "alter table access.audit_head rename to audit_head_away");
      try {
        for (int i = 0; i < 20; i++) {
          Answer refused = officer.get(values(granted));
          assertThat(refused.status()).isEqualTo(503);
          assertThat(refused.text()).contains("audit-away").doesNotContain(NAME, number, phone);
        }
        assertThat(ask("case:" + here).status()).isEqualTo(503);
      } finally {
        Superuser.run(superuser, "alter table access.audit_head_away rename to audit_head");
      }
    }
    assertThat(officer.get(values(granted)).at("/records/0/fields/name")).isEqualTo(NAME);
    assertThat(officer.get("/api/v1/reveals").json().size())
        .as("what could not be recorded was not granted")
        .isEqualTo(1);
  }

  /** Promise S6: more than twenty within an hour need a second person, never the asker. */
  @Test
  void bulkNeedsASecondPerson() {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 21; i++) {
      rows.append(
          hamlet.row(
              Hamlet.number("1960-01-02", Sex.MALE),
              "王建" + (char) ('一' + i),
              "",
              "102",
              ",,2020-05-01"));
    }
    imported(rows.toString());
    List<Object> many = new ArrayList<>();
    officer
        .get("/api/v1/registry/doors/" + hamlet.door102)
        .json()
        .at("/residents")
        .forEach(r -> many.add(r.path("id").asLong()));
    assertThat(many).hasSize(21);
    String reference = "case:" + here;
    for (Object one : many.subList(0, 20)) {
      assertThat(ask(officer, "handle-case", reference, one).at("/state")).isEqualTo("LIVE");
    }
    assertThat(ask(officer, "handle-case", reference, many.getFirst()).at("/state"))
        .as("the same person again is no more than one")
        .isEqualTo("LIVE");
    Answer last = ask(officer, "handle-case", reference, many.getLast());
    assertThat(last.at("/state")).isEqualTo("WAITING");
    assertThat(officer.get(values(last)).status()).isEqualTo(410);

    String decision = "/api/v1/reveals/" + last.at("/id") + "/decision";
    assertThat(officer.post(decision, "{\"approved\":true}").status()).isEqualTo(403);
    Caller aside = Caller.of(port, people, Duty.STREET_OFFICER, hamlet.path + "x");
    assertThat(aside.post(decision, "{\"approved\":true}").status()).isEqualTo(404);
    Caller below = Caller.of(port, people, Duty.COMMITTEE, hamlet.path + ".below");
    assertThat(below.post(decision, "{\"approved\":true}").status()).isEqualTo(404);

    Caller above = Caller.of(port, people, Duty.DISTRICT_OFFICER, "310000");
    assertThat(above.get("/api/v1/reveals/waiting").text())
        .contains("\"id\":" + last.at("/id") + ",")
        .doesNotContain("王建");
    assertThat(above.post(decision, "{\"approved\":false}").status()).isEqualTo(400);
    assertThat(above.post(decision, "{\"approved\":true}").at("/state")).isEqualTo("APPROVED");
    assertThat(above.post(decision, "{\"approved\":true}").status()).isEqualTo(409);
    assertThat(above.get(values(last)).status()).isEqualTo(410);
    Answer plain = officer.get(values(last));
    assertThat(plain.at("/records/0/fields/name")).startsWith("王建");
    assertThat(plain.at("/reveal/state")).isEqualTo("LIVE");
  }

  @Test
  void aCaseOfTheStreetShowsWhoSpeaksForAnEnterprise() {
    Caller admin = Caller.of(port, people, Duty.ADMIN, "");
    Long id =
        jdbc.queryForObject(
            """
            insert into registry.enterprise (credit_code, name, address, region_code, region_path, lat, lng, s2,
              legal_person)
            values (?, '小样商店', '江苏路1号', ?, ?, 31.2, 121.4, 0, '钱多多') returning id
            """,
            Long.class,
            hamlet.region,
            hamlet.region,
            hamlet.path);
    assertThat(officer.get("/api/v1/registry/enterprises/" + id).at("/legalPerson"))
        .isEqualTo("钱**");
    String body =
        "{\"objects\":[\"enterprise:%d\"],\"fields\":[\"contact\",\"phone\"],"
            + "\"purpose\":\"handle-case\",\"reference\":\"case:%d\"}";
    Answer granted = officer.post("/api/v1/reveals", body.formatted(id, here));
    assertThat(officer.get(values(granted)).at("/records/0/fields/contact")).isEqualTo("钱多多");
    assertThat(admin.post("/api/v1/reveals", body.formatted(id, here)).status()).isEqualTo(403);
  }
}
