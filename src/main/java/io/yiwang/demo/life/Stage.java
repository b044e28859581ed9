package io.yiwang.demo.life;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets everybody act at their time, a few at once so that the machine stays free for its visitors.
 */
final class Stage {
  private static final Logger log = LoggerFactory.getLogger(Stage.class);
  private static final int AT_ONCE = 3;
  private static final int MOST_WAITING = 5_000;

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("demo-clock").daemon().factory());
  private final Semaphore free = new Semaphore(AT_ONCE);
  private final AtomicLong waiting = new AtomicLong();

  /** Something to do over HTTP. */
  interface Act {
    void run() throws IOException, InterruptedException;
  }

  /** Does it after so many seconds, or not at all when far too much is waiting already. */
  void after(double seconds, Act act) {
    if (clock.isShutdown() || waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return;
    }
    clock.schedule(
        () -> {
          Thread.startVirtualThread(() -> perform(act));
        },
        (long) (seconds * 1000),
        TimeUnit.MILLISECONDS);
  }

  private void perform(Act act) {
    try {
      free.acquire();
      try {
        act.run();
      } finally {
        free.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      log.debug("Somebody in the demonstration city failed: {}", e.toString());
    } finally {
      waiting.decrementAndGet();
    }
  }

  void close() {
    clock.shutdownNow();
  }
}
