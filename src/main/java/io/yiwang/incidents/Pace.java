package io.yiwang.incidents;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * So many a second and no more, for all partitions together; what is not used within a second is
 * lost.
 */
final class Pace {
  private final int perSecond;
  private final Clock clock;
  private final AtomicLong second = new AtomicLong();
  private final AtomicLong taken = new AtomicLong();

  Pace(int perSecond, Clock clock) {
    this.perSecond = perSecond;
    this.clock = clock;
  }

  /** Takes one if there is one left. */
  boolean take() {
    long now = Math.floorDiv(clock.millis(), 1_000);
    long before = second.get();
    if (now != before && second.compareAndSet(before, now)) {
      taken.set(0);
    }
    return taken.incrementAndGet() <= perSecond;
  }
}
