package io.yiwang.sensing.rules.alarms;

import io.yiwang.house.SystemDuty;
import io.yiwang.kernel.ObservationId;
import io.yiwang.sensing.TrackedMatters;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The case an alarm became part of. */
@Component
class AlarmCases {
  private final ObjectProvider<TrackedMatters> matters;

  AlarmCases(ObjectProvider<TrackedMatters> matters) {
    this.matters = matters;
  }

  /** A case, as far as an alarm names it. */
  record AlarmCase(long id, String number, String state) {}

  @Nullable AlarmCase find(Firing firing) {
    if (firing.raisedAt() == null || firing.classCode() == null) {
      return null;
    }
    ObservationId observation =
        ObservationId.of(Firing.source(firing.deviceCode()), SensorMatters.key(firing));
    return SystemDuty.call(() -> matters.getObject().find(observation))
        .map(m -> new AlarmCase(m.caseId(), m.number(), m.state()))
        .orElse(null);
  }
}
