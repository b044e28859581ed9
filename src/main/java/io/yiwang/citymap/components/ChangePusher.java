package io.yiwang.citymap.components;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentState;
import io.yiwang.house.Live;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells open screens what is another on the map, each thing by itself while they are few. */
@org.springframework.stereotype.Component
class ChangePusher {
  static final String EVENT = "component.changed";

  /** More than so many at once are told as one: ask anew for what is shown. */
  private static final int FEW = 200;

  private final Live live;

  ChangePusher(Live live, ComponentNews news) {
    this.live = live;
    news.listen(this::push);
  }

  /**
   * One thing, or with kind MANY more than are told singly.
   *
   * @param regionPath of things not everybody may see
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Changed(
      @Nullable String id,
      String kind,
      @Nullable Integer classNo,
      @Nullable Double lat,
      @Nullable Double lng,
      @Nullable ComponentState state,
      @Nullable String regionPath) {

    static Changed of(ComponentChanged change) {
      Component c = change.one();
      return new Changed(
          c.idText(),
          change.kind().name(),
          c.classNo(),
          c.point().lat(),
          c.point().lng(),
          c.state(),
          c.regionPath());
    }
  }

  private void push(List<ComponentChanged> changes) {
    if (changes.isEmpty() || changes.size() > FEW) {
      live.push(EVENT, new Changed(null, "MANY", null, null, null, null, null));
    } else {
      changes.forEach(change -> live.push(EVENT, Changed.of(change)));
    }
  }
}
