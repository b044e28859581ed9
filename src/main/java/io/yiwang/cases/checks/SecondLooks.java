package io.yiwang.cases.checks;

import io.yiwang.cases.CaseActor;
import io.yiwang.cases.CaseEvent;
import io.yiwang.cases.CaseState;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.Cases;
import io.yiwang.cases.book.CaseStore;
import io.yiwang.cases.book.Change;
import io.yiwang.cases.book.Entry;
import io.yiwang.cases.lifecycle.Move;
import io.yiwang.house.OutboxConsumer;
import io.yiwang.house.OutboxEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * When a case comes up for its check, what reported it is asked to look again after the quiet
 * interval of its class. From the outbox, so none of this can be lost.
 */
@Component
class SecondLooks implements OutboxConsumer {
  private final Cases cases;
  private final CaseStore store;
  private final Eyes eyes;
  private final Looks looks;
  private final LookRules rules;

  SecondLooks(Cases cases, CaseStore store, Eyes eyes, Looks looks, LookRules rules) {
    this.cases = cases;
    this.store = store;
    this.eyes = eyes;
    this.looks = looks;
    this.rules = rules;
  }

  @Override
  public String name() {
    return "cases-second-looks";
  }

  @Override
  public String topic() {
    return CaseEvent.TOPIC;
  }

  private record Asked(OutboxEvent event, List<Eye> eyes) {}

  @Override
  public void accept(List<OutboxEvent> events) {
    Map<Long, OutboxEvent> checks = new LinkedHashMap<>();
    for (OutboxEvent event : events) {
      if (event.type().equals("CheckAsked")) {
        checks.put(Long.valueOf(event.key()), event);
      }
    }
    if (checks.isEmpty() || eyes.none()) {
      return;
    }
    Map<Long, Asked> asked = new LinkedHashMap<>();
    for (CaseSummary c : cases.list(checks.keySet())) {
      OutboxEvent event = checks.get(c.id());
      if (event != null && c.state() == CaseState.PENDING_CHECK && c.lookAt() == null) {
        List<Eye> able = eyes.of(c);
        if (!able.isEmpty()) {
          asked.put(c.id(), new Asked(event, able));
        }
      }
    }
    store.lockAll(asked.keySet()).forEach((id, entry) -> ask(entry, asked.get(id)));
  }

  private void ask(Entry entry, @Nullable Asked asked) {
    var standing = entry.subject().standing();
    if (asked == null || standing.state() != CaseState.PENDING_CHECK || standing.lookAt() != null) {
      return;
    }
    Instant now = store.now();
    Instant finished = standing.finishedAt();
    Instant mended = finished == null ? asked.event.at() : finished;
    String classCode = entry.subject().matter().classCode();
    LookRule rule = rules.of(classCode);
    Instant lookAt = mended.plus(rule.quiet());
    Instant giveUpAt = (lookAt.isBefore(now) ? now : lookAt).plus(rule.patience());
    Looks.Times times = new Looks.Times(mended, lookAt, giveUpAt);
    List<String> sources =
        asked.eyes.stream()
            .filter(eye -> looks.add(entry.id(), asked.event.position(), eye, classCode, times))
            .map(Eye::source)
            .toList();
    if (!sources.isEmpty()) {
      Move move = store.lifecycle().lookAgain(entry.subject(), sources, lookAt, giveUpAt, now);
      store.write(List.of(Change.of(entry, move, CaseActor.SYSTEM)));
    }
  }
}
