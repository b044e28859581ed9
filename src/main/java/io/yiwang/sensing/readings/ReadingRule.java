package io.yiwang.sensing.readings;

import io.yiwang.house.LiveRule;
import io.yiwang.sensing.devices.DeviceRights;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What a device measures is heard by whoever may see the device. */
@Component
class ReadingRule implements LiveRule {
  private final DeviceRights rights;

  ReadingRule(DeviceRights rights) {
    this.rights = rights;
  }

  @Override
  public String event() {
    return ReadingNews.EVENT;
  }

  @Override
  public @Nullable JsonNode heard(JsonNode payload) {
    String unit = payload.path("unit").isString() ? payload.path("unit").asString() : null;
    return rights.maySee(payload.path("regionPath").asString(), unit) ? payload : null;
  }
}
