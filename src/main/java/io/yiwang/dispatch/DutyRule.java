package io.yiwang.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether somebody is on duty: their own switch while it is fresh, otherwise the roster. */
final class DutyRule {
  /** A switch thrown by hand holds so long, then the roster speaks again. */
  static final Duration SWITCH_HOLDS = Duration.ofHours(12);

  private DutyRule() {}

  /**
   * @param switchedOn what the person last said; null when they never did
   */
  static boolean onDuty(
      List<Shift> shifts,
      @Nullable Boolean switchedOn,
      @Nullable Instant switchedAt,
      Instant now,
      ZoneId zone) {
    if (switchedOn != null && switchedAt != null && now.isBefore(switchedAt.plus(SWITCH_HOLDS))) {
      return switchedOn;
    }
    var moment = now.atZone(zone);
    return shifts.stream().anyMatch(shift -> shift.covers(moment));
  }
}
