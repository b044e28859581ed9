package io.yiwang.dispatch;

import io.yiwang.access.Action;
import io.yiwang.access.Decision;
import io.yiwang.access.Decisions;
import io.yiwang.access.Item;
import io.yiwang.access.Subject;
import io.yiwang.access.Subjects;
import io.yiwang.house.LiveRule;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** News of workers who moved: each is heard of by whoever may see where they are. */
@Component
class WorkerNews implements LiveRule {
  private final Subjects subjects;
  private final Decisions decisions;

  WorkerNews(Subjects subjects, Decisions decisions) {
    this.subjects = subjects;
    this.decisions = decisions;
  }

  @Override
  public String event() {
    return WorkersController.LIVE_EVENT;
  }

  @Override
  public @Nullable JsonNode heard(JsonNode payload) {
    Subject listener = subjects.current();
    ArrayNode heard = JsonNodeFactory.instance.arrayNode();
    boolean whole = true;
    for (JsonNode worker : payload) {
      Decision decision = decisions.decide(listener, null, Action.READ, item(worker));
      boolean place = decision.allowed() && decision.field("position").plain();
      boolean name = decision.field("name").plain();
      whole &= place && name;
      if (place) {
        heard.add(name ? worker : nameless((ObjectNode) worker.deepCopy()));
      }
    }
    if (whole) {
      return payload;
    }
    return heard.isEmpty() ? null : heard;
  }

  private static Item item(JsonNode worker) {
    return new Item(
        "worker",
        worker.path("regionPath").asString(),
        worker.path("unitCode").asString(),
        worker.path("id").asLong());
  }

  private static ObjectNode nameless(ObjectNode worker) {
    return worker.put("name", "").put("nameEn", "");
  }
}
