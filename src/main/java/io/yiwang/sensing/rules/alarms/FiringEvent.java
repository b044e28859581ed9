package io.yiwang.sensing.rules.alarms;

import java.util.UUID;

/**
 * Something happened to a firing.
 *
 * @param what RAISED, ENDED, ACKNOWLEDGED or ESCALATED
 */
record FiringEvent(
    UUID firing, String rule, String device, String what, String severity, String regionPath) {
  static final String TOPIC = "sensor-alarms";

  static FiringEvent of(Firing firing, String what) {
    return new FiringEvent(
        firing.id(),
        firing.rule(),
        firing.deviceCode(),
        what,
        firing.severity().name(),
        firing.regionPath());
  }
}
