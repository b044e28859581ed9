package io.yiwang.cases.book;

import io.yiwang.cases.CaseEvent;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.Verification;
import io.yiwang.house.OutboxConsumer;
import io.yiwang.house.OutboxEvent;
import io.yiwang.house.Problem;
import io.yiwang.sensing.Channel;
import io.yiwang.sensing.Intake;
import io.yiwang.sensing.ObservationDraft;
import io.yiwang.sensing.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What follows from case events outside this module: a closed case tells the log that its matter is
 * gone, so that a later report opens a new incident; a case up for a check asks whoever can look
 * again. From the outbox, so neither can be lost.
 */
@Component
class FollowUps implements OutboxConsumer {
  private static final Source SOURCE = new Source("cases", Channel.SYSTEM);

  private final Intake intake;
  private final List<Verification> verifications;
  private final JsonMapper json;

  FollowUps(Intake intake, List<Verification> verifications, JsonMapper json) {
    this.intake = intake;
    this.verifications = List.copyOf(verifications);
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
    List<ObservationDraft> gone = new ArrayList<>();
    for (OutboxEvent event : events) {
      switch (event.type()) {
        case "CaseClosed", "CaseForceClosed" -> gone.add(cleared(subject(event)));
        case "CheckAsked" -> look(event);
        default -> {
          // nothing follows
        }
      }
    }
    if (!gone.isEmpty()) {
      tell(gone);
    }
  }

  /** A log that is away is no fault of the events: they wait for it, however long. */
  private void tell(List<ObservationDraft> gone) {
    try {
      intake.accept(SOURCE, gone);
    } catch (Problem e) {
      if (e.status() == HttpStatus.SERVICE_UNAVAILABLE) {
        throw new TransientDataAccessResourceException("The log is away.", e);
      }
      throw e;
    }
  }

  private void look(OutboxEvent event) {
    for (Verification verification : verifications) {
      if (verification.ask(subject(event))) {
        return;
      }
    }
  }

  private CaseSummary subject(OutboxEvent event) {
    return json.treeToValue(event.payload(), CaseEvent.class).subject();
  }

  private static ObservationDraft cleared(CaseSummary c) {
    Instant at = c.closedAt() == null ? c.updatedAt() : c.closedAt();
    String key = c.number() + "-" + c.version();
    return ObservationDraft.cleared(key, c.classCode(), c.lat(), c.lng(), at)
        .withText("结案 closed", c.address())
        .withClears(c.incidentId().toString());
  }
}
