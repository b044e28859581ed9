package io.yiwang.house;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Decides what a listener hears of one kind of live event; asked on the thread of the listener's
 * request. An event without a rule is heard by nobody.
 */
public interface LiveRule {
  /** Name of the event, such as {@code case}. */
  String event();

  /** The payload as this listener may hear it, itself when all of it; null when nothing. */
  @Nullable JsonNode heard(JsonNode payload);
}
