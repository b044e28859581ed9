package io.yiwang.citymap.components;

import io.yiwang.access.Action;
import io.yiwang.access.Decisions;
import io.yiwang.access.Item;
import io.yiwang.access.Subject;
import io.yiwang.access.Subjects;
import io.yiwang.house.LiveRule;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** News of the map: gas and power lines are heard of by whoever may see them there. */
@Component
class ChangeRule implements LiveRule {
  private final Subjects subjects;
  private final Decisions decisions;

  ChangeRule(Subjects subjects, Decisions decisions) {
    this.subjects = subjects;
    this.decisions = decisions;
  }

  @Override
  public String event() {
    return ChangePusher.EVENT;
  }

  @Override
  public @Nullable JsonNode heard(JsonNode payload) {
    Subject listener = subjects.current();
    JsonNode region = payload.path("regionPath");
    boolean may =
        region.isString()
            ? decisions
                .decide(listener, null, Action.READ, Item.in("lifeline", region.asString()))
                .allowed()
            : !decisions.reach(listener, Action.READ, "component").nothing();
    return may ? payload : null;
  }
}
