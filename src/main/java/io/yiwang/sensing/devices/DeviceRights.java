package io.yiwang.sensing.devices;

import io.yiwang.access.Action;
import io.yiwang.access.Decisions;
import io.yiwang.access.Item;
import io.yiwang.access.Subjects;
import io.yiwang.house.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may see and who may keep devices, by the policy. */
@Component
public class DeviceRights {
  private static final String CLASS = "device";

  private final Subjects subjects;
  private final Decisions decisions;

  DeviceRights(Subjects subjects, Decisions decisions) {
    this.subjects = subjects;
    this.decisions = decisions;
  }

  public void requireReader() {
    if (decisions.reach(subjects.current(), Action.READ, CLASS).nothing()) {
      throw Problem.forbidden("Your duty does not include sensors.");
    }
  }

  public void requireKeeper() {
    if (decisions.reach(subjects.current(), Action.CHANGE, CLASS).nothing()) {
      throw Problem.forbidden("Your duty does not let you change sensors.");
    }
  }

  public boolean mayKeep(Device device) {
    return may(Action.CHANGE, device.regionPath(), device.owner());
  }

  boolean mayKeep(String regionPath) {
    return may(Action.CHANGE, regionPath, null);
  }

  /** Whether the present caller may hear of a device of this place and unit. */
  public boolean maySee(String regionPath, @Nullable String unit) {
    return may(Action.READ, regionPath, unit);
  }

  private boolean may(Action action, String regionPath, @Nullable String unit) {
    Item item = new Item(CLASS, regionPath, unit, null);
    return decisions.decide(subjects.current(), null, action, item).allowed();
  }
}
