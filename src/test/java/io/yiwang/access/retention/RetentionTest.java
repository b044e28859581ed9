package io.yiwang.access.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yiwang.PlatformTest;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import io.yiwang.access.Duty;
import io.yiwang.access.Look;
import io.yiwang.access.People;
import io.yiwang.access.Retained;
import io.yiwang.access.RetentionAct;
import io.yiwang.access.Seat;
import io.yiwang.access.retention.RetentionJob.RetentionRun;
import io.yiwang.house.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What is over goes, what is held stays, and every release is proved. */
@PlatformTest
class RetentionTest {
  private static final String CLASS = "report.contact";

  @LocalServerPort int port;
  @Autowired RetentionJob job;
  @Autowired RetentionRules rules;
  @Autowired LegalHolds holds;
  @Autowired AuditTrail audit;
  @Autowired People people;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired Clock clock;

  private UUID filing(Duration age) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into sensing.filing
              (observation, tracking, source, key, class_code, lat, lng, filed_at, contact)
            values (?, ?, 'test', ?, '06010', 31, 121, ?, '\\x01')
            """)
        .params(id, "T" + id, id.toString(), Timestamp.from(clock.instant().minus(age)))
        .update();
    return id;
  }

  private boolean kept(UUID filing) {
    return jdbc.sql("select contact is not null from sensing.filing where observation = ?")
        .param(filing)
        .query(Boolean.class)
        .single();
  }

  @Test
  void erasesWhatIsOverExceptWhatAHoldNames() {
    UUID young = filing(Duration.ofDays(179));
    UUID old = filing(Duration.ofDays(181));
    UUID held = filing(Duration.ofDays(400));
    holds.place("filing:" + held, "lawsuit 2026-17", "test");
    RetentionRule rule = rules.find(CLASS).orElseThrow();

    RetentionRun first = job.run(rule);
    assertThat(first.released()).isPositive();
    assertThat(first.held()).isPositive();
    assertThat(kept(young)).isTrue();
    assertThat(kept(old)).isFalse();
    assertThat(kept(held)).isTrue();
    assertThat(proofs(old)).containsExactly(AuditAction.ERASE);
    assertThat(proofs(held)).isEmpty();

    holds.lift(hold(held), "test");
    assertThat(job.run(rule).released()).isEqualTo(1);
    assertThat(kept(held)).isFalse();
    assertThat(job.newestRuns().getFirst().released()).isEqualTo(1);
  }

  private List<AuditAction> proofs(UUID filing) {
    return audit.looksAt(List.of("filing:" + filing), 0, Long.MAX_VALUE, 10).stream()
        .map(Look::action)
        .toList();
  }

  private long hold(UUID filing) {
    return holds.list(false).stream()
        .filter(h -> h.object().equals("filing:" + filing))
        .findFirst()
        .orElseThrow()
        .id();
  }

  @Test
  void erasesOldRefusedRows() {
    jdbc.sql(
            """
            insert into sensing.intake_issue
              (at, source, reason, detail, advice, row_number, raw)
            values (?, 'retention-test', 'bad-field', 'x', 'y', 0, 'raw')
            """)
        .param(Timestamp.from(clock.instant().minus(Duration.ofDays(4_000))))
        .update();
    job.run(rules.find("intake.issue").orElseThrow());
    assertThat(
            jdbc.sql("select count(*) from sensing.intake_issue where source = 'retention-test'")
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void holdsAWholeKind() {
    holds.place("toy:*", "inquiry", "test");
    assertThat(transaction.<Object>execute(s -> holds.heldOf(List.of("toy:1", "other:1"))))
        .isEqualTo(java.util.Set.of("toy:1"));
    assertThatThrownBy(() -> holds.place("toy:*", "again", "test")).isInstanceOf(Problem.class);
  }

  /** A module that says it erased and did not: no proof is written and nothing counts as gone. */
  @Test
  void believesNoModuleThatErasesNothing() {
    String object = "visit:" + UUID.randomUUID();
    var lying =
        new Retained() {
          @Override
          public String dataClass() {
            return "visit.note";
          }

          @Override
          public List<String> due(Instant before, String after, int limit) {
            return after.isEmpty() ? List.of(object) : List.of();
          }

          @Override
          public void release(RetentionAct act, List<String> objects) {}

          @Override
          public long left(List<String> objects) {
            return objects.size();
          }
        };
    var distrustful =
        new RetentionJob(List.of(lying), rules, holds, audit, jdbc, transaction, clock);
    assertThatThrownBy(() -> distrustful.run(rules.find("visit.note").orElseThrow()))
        .hasMessageContaining("1 of 1 visit.note are still there");
    assertThat(audit.looksAt(List.of(object), 0, Long.MAX_VALUE, 10)).isEmpty();
  }

  @Test
  void isAdministeredOverTheApi() {
    Seat admin = Seat.of(port, people, "", Duty.ADMIN);
    assertThat(admin.get("/api/v1/admin/retention").body()).contains("report.contact", "P180D");
    String base = "/api/v1/admin/retention/";
    String change = "{\"keep\":\"P3000D\",\"act\":\"ERASE\"}";
    assertThat(admin.send("PUT", base + "intake.issue", change).body()).contains("P3000D");
    assertThat(admin.get("/api/v1/admin/retention").body()).contains("P3000D");
    String bad = "{\"keep\":\"soon\",\"act\":\"ERASE\"}";
    assertThat(admin.send("PUT", base + "intake.issue", bad).body()).contains("Maybe write P180D");
    String hold = "{\"object\":\"person:77\",\"reason\":\"lawsuit\"}";
    assertThat(admin.send("POST", base + "holds", hold).statusCode()).isEqualTo(201);
    assertThat(admin.send("POST", base + "holds", hold).statusCode()).isEqualTo(409);
    assertThat(admin.get(base + "holds").body()).contains("person:77");
    Seat officer = Seat.of(port, people, "", Duty.CITY_OFFICER);
    assertThat(officer.get("/api/v1/admin/retention").statusCode()).isEqualTo(403);
  }
}
