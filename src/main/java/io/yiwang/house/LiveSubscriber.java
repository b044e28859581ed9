package io.yiwang.house;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One open screen's queue of frames. */
final class LiveSubscriber {
  private static final int CAPACITY = 5_000;

  private final LinkedBlockingQueue<LiveFrame> queue = new LinkedBlockingQueue<>(CAPACITY);
  private final @Nullable Object listener;
  private volatile boolean ended;
  private long start;

  /**
   * @param listener from {@link LiveGuard#listener}
   */
  LiveSubscriber(@Nullable Object listener) {
    this.listener = listener;
  }

  @Nullable Object listener() {
    return listener;
  }

  void startAt(long position) {
    start = position;
  }

  /** Events at or below this position must be read from the outbox. */
  long start() {
    return start;
  }

  void offer(LiveFrame frame) {
    if (!queue.offer(frame)) {
      ended = true; // too slow: it comes back with its last position
    }
  }

  void end() {
    ended = true;
  }

  boolean ended() {
    return ended;
  }

  /** The next frame, or null when none came in time. */
  @Nullable LiveFrame poll(long millis) throws InterruptedException {
    return queue.poll(millis, TimeUnit.MILLISECONDS);
  }
}
