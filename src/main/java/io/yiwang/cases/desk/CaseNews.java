package io.yiwang.cases.desk;

import io.yiwang.access.Action;
import io.yiwang.access.Decision;
import io.yiwang.access.Decisions;
import io.yiwang.access.Item;
import io.yiwang.access.Subjects;
import io.yiwang.access.Treatment;
import io.yiwang.cases.book.CaseSight;
import io.yiwang.house.LiveRule;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** News of cases: heard by whoever may read the case, with the same masks as its page. */
@Component
class CaseNews implements LiveRule {
  private final Subjects subjects;
  private final Decisions decisions;

  CaseNews(Subjects subjects, Decisions decisions) {
    this.subjects = subjects;
    this.decisions = decisions;
  }

  @Override
  public String event() {
    return "case";
  }

  @Override
  public @Nullable JsonNode heard(JsonNode payload) {
    JsonNode subject = payload.path("case");
    Item item =
        new Item(
            CaseSight.CLASS,
            text(subject, "regionPath"),
            text(subject, "unitCode"),
            subject.path("workerId").isNumber() ? subject.path("workerId").asLong() : null);
    Decision decision = decisions.decide(subjects.current(), null, Action.READ, item);
    if (!decision.allowed()) {
      return null;
    }
    Treatment worker = decision.field("worker");
    boolean whole =
        worker.plain()
            && decision.field("description").plain()
            && decision.field("address").plain()
            && decision.field("photo").plain();
    return whole ? payload : masked((ObjectNode) payload.deepCopy(), decision);
  }

  private static JsonNode masked(ObjectNode payload, Decision decision) {
    ObjectNode subject = payload.withObject("/case");
    mask(subject, "description", decision.field("description"));
    mask(subject, "address", decision.field("address"));
    mask(subject, "photo", decision.field("photo"));
    mask(subject, "workerName", decision.field("worker"));
    if (!decision.field("worker").plain()) {
      subject.putNull("workerId");
      payload.putNull("actor");
    }
    return payload;
  }

  private static void mask(ObjectNode node, String field, Treatment treatment) {
    if (!treatment.plain()) {
      node.put(field, treatment.apply(text(node, field)));
    }
  }

  private static @Nullable String text(JsonNode node, String field) {
    return node.path(field).isString() ? node.path(field).asString() : null;
  }
}
