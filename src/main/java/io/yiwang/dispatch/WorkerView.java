package io.yiwang.dispatch;

import io.yiwang.access.Decision;
import io.yiwang.access.Item;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person of the duty board as lists, the map and the live stream show them.
 *
 * @param load open tasks in hand
 * @param seenAt when the phone last told its place
 */
public record WorkerView(
    long id,
    String name,
    String nameEn,
    WorkerRole role,
    String unitCode,
    String regionPath,
    @Nullable Double lat,
    @Nullable Double lng,
    boolean onDuty,
    int load,
    int maxLoad,
    @Nullable Instant seenAt) {

  Item item() {
    return new Item("worker", regionPath, unitCode, id);
  }

  /** The same with what the decision masks masked. */
  WorkerView shown(Decision decision) {
    boolean place = decision.field("position").plain();
    return new WorkerView(
        id,
        shown(decision, name),
        shown(decision, nameEn),
        role,
        unitCode,
        regionPath,
        place ? lat : null,
        place ? lng : null,
        onDuty,
        load,
        maxLoad,
        place ? seenAt : null);
  }

  private static String shown(Decision decision, String name) {
    String shown = decision.field("name").apply(name);
    return shown == null ? "" : shown;
  }
}
