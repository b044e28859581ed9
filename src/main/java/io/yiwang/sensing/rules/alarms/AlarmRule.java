package io.yiwang.sensing.rules.alarms;

import io.yiwang.house.LiveRule;
import io.yiwang.sensing.rules.RuleRights;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Alarms are heard of by whoever may see them in their region. */
@Component
class AlarmRule implements LiveRule {
  static final String EVENT = "alarm";

  private final RuleRights rights;

  AlarmRule(RuleRights rights) {
    this.rights = rights;
  }

  @Override
  public String event() {
    return EVENT;
  }

  @Override
  public @Nullable JsonNode heard(JsonNode payload) {
    return rights.mayRead(payload.path("regionPath").asString("")) ? payload : null;
  }
}
