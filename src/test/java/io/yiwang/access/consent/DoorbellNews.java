package io.yiwang.access.consent;

import io.yiwang.house.LiveRule;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Lets every screen of the tests hear the doorbell; consent alone decides whether it rings. */
@Component
class DoorbellNews implements LiveRule {
  @Override
  public String event() {
    return "doorbell";
  }

  @Override
  public @Nullable JsonNode heard(JsonNode payload) {
    return payload;
  }
}
