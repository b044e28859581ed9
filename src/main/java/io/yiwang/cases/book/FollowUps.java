package io.yiwang.cases.book;

import io.yiwang.cases.CaseEvent;
import io.yiwang.cases.CaseSummary;
import io.yiwang.house.OutboxConsumer;
import io.yiwang.house.OutboxEvent;
import io.yiwang.house.Problem;
import io.yiwang.sensing.Channel;
import io.yiwang.sensing.Intake;
import io.yiwang.sensing.IntakeResult;
import io.yiwang.sensing.ObservationDraft;
import io.yiwang.sensing.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What follows from case events outside this module: a closed case tells the log that its matter is
 * gone, so that a later report opens a new incident, and so are the matters of the cases merged
 * into it; a case split off tells it that its matter is one of its own. From the outbox, so none of
 * this can be lost.
 */
@Component
class FollowUps implements OutboxConsumer {
  private static final Logger log = LoggerFactory.getLogger(FollowUps.class);
  private static final Source SOURCE = new Source("cases", Channel.SYSTEM);

  private final Intake intake;
  private final MergedCases merged;
  private final JsonMapper json;

  FollowUps(Intake intake, MergedCases merged, JsonMapper json) {
    this.intake = intake;
    this.merged = merged;
    this.json = json;
  }

  @Override
  public String name() {
    return "cases-follow-ups";
  }

  @Override
  public String topic() {
    return CaseEvent.TOPIC;
  }

  @Override
  public void accept(List<OutboxEvent> events) {
    List<ObservationDraft> told = new ArrayList<>();
    for (OutboxEvent event : events) {
      switch (event.type()) {
        case "CaseClosed", "CaseForceClosed" -> told.addAll(cleared(subject(event)));
        case "CaseUnmerged" -> told.add(apart(subject(event), event.at()));
        default -> {
          // nothing follows
        }
      }
    }
    if (!told.isEmpty()) {
      tell(told);
    }
  }

  /** A log that is away is no fault of the events: they wait for it, however long. */
  private void tell(List<ObservationDraft> drafts) {
    try {
      intake.accept(SOURCE, drafts).rows().stream()
          .filter(row -> row.status() == IntakeResult.Status.REJECTED)
          .forEach(row -> log.error("Correlation cannot be told {}: {}", row.key(), row.problem()));
    } catch (Problem e) {
      if (e.status() == HttpStatus.SERVICE_UNAVAILABLE) {
        throw new TransientDataAccessResourceException("The log is away.", e);
      }
      throw e;
    }
  }

  private CaseSummary subject(OutboxEvent event) {
    return json.treeToValue(event.payload(), CaseEvent.class).subject();
  }

  private List<ObservationDraft> cleared(CaseSummary closed) {
    Instant at = closed.closedAt() == null ? closed.updatedAt() : closed.closedAt();
    String key = closed.number() + "-" + closed.version();
    List<ObservationDraft> gone = new ArrayList<>();
    gone.add(cleared(key, closed, at));
    for (CaseSummary other : merged.into(closed.id())) {
      gone.add(cleared(key + "-" + other.number(), other, at));
    }
    return gone;
  }

  private static ObservationDraft cleared(String key, CaseSummary c, Instant at) {
    return ObservationDraft.cleared(key, c.classCode(), c.lat(), c.lng(), at)
        .withText("结案 closed", c.address())
        .withClears(c.incidentId().toString());
  }

  private static ObservationDraft apart(CaseSummary split, Instant at) {
    String key = split.number() + "-" + split.version() + "-apart";
    return ObservationDraft.apart(key, split.classCode(), split.lat(), split.lng(), at)
        .withText("拆案 split off", split.address())
        .withClears(split.incidentId().toString());
  }
}
