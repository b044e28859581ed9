package io.yiwang.cli;

import java.time.Instant;
import java.util.Optional;

/**
 * Counts which records of an export missed the time their source had promised, and holds that
 * against what the source says itself.
 */
final class Punctuality {
  private final Instant now;
  private long onTime;
  private long late;
  private long lateAndOpen;
  private long saidLate;
  private long compared;
  private long differing;

  Punctuality(Instant now) {
    this.now = now;
  }

  void count(Mapping mapping, SourceRecord record) {
    boolean isLate = mapping.late(record, now).orElse(false);
    if (isLate) {
      late++;
      lateAndOpen += mapping.closed(record) ? 0 : 1;
    } else {
      onTime++;
    }
    Optional<Boolean> said = mapping.saidLate(record);
    if (said.isPresent()) {
      compared++;
      saidLate += said.get() ? 1 : 0;
      differing += said.get() == isLate ? 0 : 1;
    }
  }

  void report() {
    System.out.printf("on time    %,d%n", onTime);
    System.out.printf("overdue    %,d  (%,d of them still open)%n", late, lateAndOpen);
    if (compared > 0) {
      System.out.printf(
          "           the source says overdue of %,d; %,d of %,d records differ%n",
          saidLate, differing, compared);
    }
  }
}
