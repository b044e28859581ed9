package io.yiwang.vision.cameras;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;

/**
 * When a camera is looked at, in the time of the city.
 *
 * @param days on which it begins, 1 (Monday) to 7; none are all
 * @param until not later than {@code from} means on the next day
 */
public record Hours(List<Integer> days, LocalTime from, LocalTime until) {

  public Hours {
    days = List.copyOf(days);
  }

  boolean holds(LocalDateTime at) {
    LocalTime time = at.toLocalTime();
    DayOfWeek day = at.getDayOfWeek();
    if (from.isBefore(until)) {
      return on(day) && !time.isBefore(from) && time.isBefore(until);
    }
    return (on(day) && !time.isBefore(from)) || (on(day.minus(1)) && time.isBefore(until));
  }

  private boolean on(DayOfWeek day) {
    return days.isEmpty() || days.contains(day.getValue());
  }
}
