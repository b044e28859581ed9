package io.yiwang.access.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yiwang.PlatformTest;
import io.yiwang.access.Actor;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditEntry;
import io.yiwang.access.AuditTrail;
import io.yiwang.access.Consents;
import io.yiwang.access.Duty;
import io.yiwang.access.Look;
import io.yiwang.access.People;
import io.yiwang.access.Seat;
import io.yiwang.access.Superuser;
import io.yiwang.house.DataFolder;
import io.yiwang.house.Problem;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Entries are durable before an act, in one chain, and there is no act without them. */
@PlatformTest
class AuditTrailTest {
  @LocalServerPort int port;
  @Autowired AuditTrail audit;
  @Autowired Consents consents;
  @Autowired People people;
  @Autowired JdbcClient jdbc;
  @Autowired DataSource database;
  @Autowired DataFolder folder;
  @Autowired Clock clock;
  @Autowired TransactionTemplate transaction;

  private final String subject = "person:" + UUID.randomUUID();

  private AuditEntry view() {
    return audit
        .entry(AuditAction.VIEW, "person.contact")
        .by(new Actor(Actor.Kind.PERSON, "17", "李四", "COMMITTEE", "u1", "310000.310105"))
        .about(subject)
        .forPurpose("visit", "case:1");
  }

  @Test
  void tellsAPersonWhoLooked() {
    audit.append(view());
    List<Look> looks = audit.looksAt(List.of(subject), 0, Long.MAX_VALUE, 10);
    assertThat(looks).hasSize(1);
    assertThat(looks.getFirst().unit()).isEqualTo("u1");
    assertThat(looks.getFirst().purpose()).isEqualTo("visit");
    assertThat(looks.getFirst().toString()).doesNotContain("李四");
    assertThat(audit.looksAt(List.of(subject), 0, looks.getFirst().position(), 10)).isEmpty();
  }

  @Test
  void keepsTheEntryOfAnActThatIsRolledBack() {
    transaction.executeWithoutResult(
        status -> {
          audit.append(view());
          status.setRollbackOnly();
        });
    assertThat(audit.looksAt(List.of(subject), 0, Long.MAX_VALUE, 10)).hasSize(1);
  }

  @Test
  void neverTakesAnEntryThatHoldsAnIdentifier() {
    for (String bad : new String[] {"person:310105199001011234", "person:13800000000", "张三"}) {
      assertThatThrownBy(() -> view().about(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining(bad);
    }
    assertThatThrownBy(() -> view().forPurpose("about 13800000000", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Two instances and the platform itself write at once; the chain stays one and whole. */
  @Test
  void isOneChainWhoeverWrites(@TempDir Path one, @TempDir Path two) throws Exception {
    try (TrailWriter first = writer(one);
        TrailWriter second = writer(two);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> appended = new ArrayList<>();
      for (int i = 0; i < 600; i++) {
        TrailWriter writer = i % 3 == 0 ? first : second;
        boolean own = i % 3 == 2;
        appended.add(
            callers.submit(
                () -> {
                  if (own) {
                    audit.append(view());
                  } else {
                    writer.append(List.of(view()));
                  }
                }));
      }
      for (Future<?> each : appended) {
        each.get();
      }
    }
    assertThat(audit.looksAt(List.of(subject), 0, Long.MAX_VALUE, 500)).hasSize(500);
    assertThat(
            jdbc.sql("select count(*) from access.audit_entry where objects @> array[?]::text[]")
                .param(subject)
                .query(Long.class)
                .single())
        .isEqualTo(600);
    for (Path dataFolder : List.of(folder.root(), one, two)) {
      try (Connection connection = database.getConnection()) {
        assertThat(ChainCheck.verify(connection, dataFolder).message())
            .isEqualTo("The trail is sound.");
      }
    }
  }

  private TrailWriter writer(Path data) {
    return new TrailWriter(database::getConnection, new Checkpoints(new DataFolder(data)), clock);
  }

  @Test
  void refusesWhenItCannotBeWritten(@TempDir Path data) throws Exception {
    try (TrailWriter writer =
        new TrailWriter(
            () -> {
              throw new SQLException("away");
            },
            new Checkpoints(new DataFolder(data)),
            clock)) {
      assertThatThrownBy(() -> writer.append(List.of(view())))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("nothing was shown or changed");
    }
  }

  /** Promise S6: the store of the trail is killed; no plaintext leaves, and service comes back. */
  @Test
  void showsNothingWhileTheTrailIsAway() throws Exception {
    Seat steward = Seat.of(port, people, "", Duty.ADMIN);
    consents.give(subject, "smart-doorbell", "paper");
    try (Connection superuser = Superuser.connect(database, folder, "yiwang")) {
      Superuser.run(superuser, "alter table access.audit_head rename to audit_head_away");
      try {
        HttpResponse<String> refused = steward.get("/api/v1/consents/" + subject);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("audit-away").doesNotContain("smart-doorbell");
      } finally {
        Superuser.run(superuser, "alter table access.audit_head_away rename to audit_head");
      }
    }
    HttpResponse<String> shown = steward.get("/api/v1/consents/" + subject);
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.body()).contains("smart-doorbell");
    assertThat(audit.looksAt(List.of(subject), 0, Long.MAX_VALUE, 10).getFirst().action())
        .isEqualTo(AuditAction.VIEW);
  }
}
