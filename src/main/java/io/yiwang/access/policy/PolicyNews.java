package io.yiwang.access.policy;

import io.yiwang.access.Subjects;
import io.yiwang.house.LiveRule;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Another policy is in force: everybody who has signed in hears it and asks anew, so that what a
 * screen shows is what its person may see now. It carries the number of the version and nothing
 * else.
 */
@Component
class PolicyNews implements LiveRule {
  static final String EVENT = "policy";

  private final Subjects subjects;

  PolicyNews(Subjects subjects) {
    this.subjects = subjects;
  }

  @Override
  public String event() {
    return EVENT;
  }

  @Override
  public @Nullable JsonNode heard(JsonNode payload) {
    return subjects.current().mandates().isEmpty() ? null : payload;
  }
}
