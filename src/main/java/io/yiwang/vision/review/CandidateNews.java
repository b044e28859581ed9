package io.yiwang.vision.review;

import io.yiwang.access.Action;
import io.yiwang.access.Decisions;
import io.yiwang.access.Item;
import io.yiwang.access.Subjects;
import io.yiwang.house.LiveRule;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** News of candidates: heard of by whoever may see the cameras of the place. */
@Component
class CandidateNews implements LiveRule {
  static final String EVENT = "candidate";

  private final Subjects subjects;
  private final Decisions decisions;

  CandidateNews(Subjects subjects, Decisions decisions) {
    this.subjects = subjects;
    this.decisions = decisions;
  }

  @Override
  public String event() {
    return EVENT;
  }

  @Override
  public @Nullable JsonNode heard(JsonNode payload) {
    Item item = Item.in("camera", payload.path("regionPath").asString());
    return decisions.decide(subjects.current(), null, Action.READ, item).allowed() ? payload : null;
  }
}
