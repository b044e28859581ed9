package io.yiwang.vision.patrol;

import io.yiwang.access.Action;
import io.yiwang.access.Decisions;
import io.yiwang.access.Item;
import io.yiwang.access.Subjects;
import io.yiwang.house.LiveRule;
import io.yiwang.vision.cameras.CameraRights;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Open screens hear what a camera has seen, if they may see its pictures. */
@Component
class SeenNews implements LiveRule {
  static final String EVENT = "camera.seen";

  private final Subjects subjects;
  private final Decisions decisions;

  SeenNews(Subjects subjects, Decisions decisions) {
    this.subjects = subjects;
    this.decisions = decisions;
  }

  /** What open screens are told; the picture itself they fetch. */
  record Seen(String camera, Instant at, List<SeenBox> boxes, String regionPath) {}

  @Override
  public String event() {
    return EVENT;
  }

  @Override
  public @Nullable JsonNode heard(JsonNode payload) {
    String path = payload.path("regionPath").asString("");
    boolean may =
        decisions
            .decide(
                subjects.current(),
                null,
                Action.READ,
                Item.in(CameraRights.CLASS, path),
                CameraRights.PICTURE)
            .plain();
    return may ? payload : null;
  }
}
