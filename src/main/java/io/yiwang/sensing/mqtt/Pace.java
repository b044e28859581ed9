package io.yiwang.sensing.mqtt;

/**
 * How many messages of one device are taken: a bucket that fills evenly and is emptied by one for
 * each message. Whoever comes when it is empty waits for the next drop; whoever goes on like that
 * is flooding and is refused until the bucket is half full again.
 */
final class Pace {
  private static final int BURST_SECONDS = 10;
  private static final int LEAST_BURST = 10;

  /** How many messages may have waited since the bucket was half full. */
  private static final int PATIENCE = 300;

  private final long nanosEach;
  private final long burstNanos;

  /** When the bucket would be full. */
  private long fullAt;

  private int waited;

  Pace(int perMinute, long now) {
    nanosEach = 60_000_000_000L / perMinute;
    burstNanos = Math.max(BURST_SECONDS * 1_000_000_000L, LEAST_BURST * nanosEach);
    fullAt = now;
  }

  /** Nanoseconds to wait before the message is taken; negative when it is not taken. */
  synchronized long take(long now) {
    if (isHalfFull(now)) {
      waited = 0;
    } else if (waited > PATIENCE) {
      return -1;
    }
    long base = Math.max(fullAt, now);
    long wait = Math.max(0, base + nanosEach - now - burstNanos);
    fullAt = base + nanosEach;
    waited += wait == 0 ? 0 : 1;
    return wait;
  }

  /** Whether a device that comes back now would be taken. */
  synchronized boolean hasRoom(long now) {
    return waited <= PATIENCE || isHalfFull(now);
  }

  private boolean isHalfFull(long now) {
    return fullAt - now <= burstNanos / 2;
  }
}
