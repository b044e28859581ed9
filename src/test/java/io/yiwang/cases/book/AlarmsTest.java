package io.yiwang.cases.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.arrivals.Opener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Alarms come from the rows: asked about any instant, they raise what is due by then, once. */
@PlatformTest
class AlarmsTest {
  @Autowired Alarms alarms;
  @Autowired CaseStore store;
  @Autowired JdbcTemplate jdbc;
  @Autowired ApplicationContext context;

  @Test
  void raisesDueSoonOverdueAndEscalationOnceEach() {
    CaseSummary c = new Opener(context).open();
    Instant due = java.util.Objects.requireNonNull(c.dueAt());
    raiseAll(due.minus(Duration.ofMinutes(5)));
    assertThat(alarmsOf(c)).isEmpty();
    raiseAll(due.minus(Duration.ofMinutes(3)));
    raiseAll(due.minus(Duration.ofMinutes(2)));
    assertThat(alarmsOf(c)).containsExactly("CaseDueSoon");
    raiseAll(due);
    raiseAll(due.plusSeconds(1));
    assertThat(alarmsOf(c)).containsExactly("CaseDueSoon", "CaseOverdue", "CaseEscalated");
    raiseAll(due.plus(Duration.ofHours(1)));
    assertThat(alarmsOf(c))
        .containsExactly(
            "CaseDueSoon", "CaseOverdue", "CaseEscalated", "CaseEscalated", "CaseEscalated");
    assertThat(store.get(c.id()).subject().standing().escalated()).isEqualTo(3);
  }

  @Test
  void aBrokenCaseDoesNotSilenceTheOthers() {
    CaseSummary broken = new Opener(context).open();
    CaseSummary whole = new Opener(context).open();
    jdbc.update("delete from cases.case_clock where case_id = ?", broken.id());
    raiseAll(java.util.Objects.requireNonNull(whole.dueAt()));
    assertThat(alarmsOf(whole)).containsExactly("CaseDueSoon", "CaseOverdue", "CaseEscalated");
    assertThat(alarmsOf(broken)).isEmpty();
  }

  private void raiseAll(Instant at) {
    while (alarms.raise(at) > 0) {
      // until nothing is due
    }
  }

  private List<String> alarmsOf(CaseSummary c) {
    return jdbc.query(
        """
        select type from house.outbox where topic = 'cases' and key = ?
        and type in ('CaseDueSoon', 'CaseOverdue', 'CaseEscalated') order by id
        """,
        (rs, row) -> rs.getString(1),
        Long.toString(c.id()));
  }
}
