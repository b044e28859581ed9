package io.yiwang.dispatch;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of a person's roster, in the city's own time. Either weekly ({@code days} not empty)
 * within validity dates, or on the single day {@code validFrom}. A shift whose end is not after its
 * start runs past midnight into the next day.
 *
 * @param days the days of the week on which the shift begins; empty means only on {@code validFrom}
 * @param validTo first day on which a weekly shift no longer begins; null means for ever
 */
public record Shift(
    long id,
    long personId,
    Set<DayOfWeek> days,
    LocalTime from,
    LocalTime to,
    LocalDate validFrom,
    @Nullable LocalDate validTo) {

  public Shift {
    days = Set.copyOf(days);
  }

  boolean covers(ZonedDateTime moment) {
    LocalDate day = moment.toLocalDate();
    LocalTime time = moment.toLocalTime();
    if (to.isAfter(from)) {
      return beginsOn(day) && !time.isBefore(from) && time.isBefore(to);
    }
    return (beginsOn(day) && !time.isBefore(from))
        || (beginsOn(day.minusDays(1)) && time.isBefore(to));
  }

  private boolean beginsOn(LocalDate day) {
    if (days.isEmpty()) {
      return day.equals(validFrom);
    }
    return days.contains(day.getDayOfWeek())
        && !day.isBefore(validFrom)
        && (validTo == null || day.isBefore(validTo));
  }
}
