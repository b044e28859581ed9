package io.yiwang.cases.arrivals;

import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.Cases;
import io.yiwang.house.LogRecord;
import io.yiwang.incidents.IncidentChange;
import io.yiwang.kernel.ObservationId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Announces incidents to the running platform the way the log would. */
public final class Opener {
  private final ApplicationContext context;

  public Opener(ApplicationContext context) {
    this.context = context;
  }

  public void announce(IncidentChange... changes) {
    JsonMapper json = context.getBean(JsonMapper.class);
    List<LogRecord> records =
        Arrays.stream(changes)
            .map(c -> new LogRecord(0, 0, new byte[0], json.writeValueAsBytes(c), Instant.EPOCH))
            .toList();
    context
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(status -> context.getBean(IncidentInbox.class).accept(records));
  }

  public CaseSummary open() {
    ObservationId id = Announcements.newId();
    announce(Announcements.of(id, 1));
    return caseOf(id);
  }

  public CaseSummary caseOf(ObservationId incident) {
    Long id =
        context
            .getBean(JdbcTemplate.class)
            .queryForObject(
                "select case_id from cases.incident_case where incident_id = ?",
                Long.class,
                incident.value());
    return context.getBean(Cases.class).find(id == null ? 0 : id).orElseThrow();
  }
}
