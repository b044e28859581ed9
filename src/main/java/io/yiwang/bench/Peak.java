package io.yiwang.bench;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The most memory an instance has held while one was looking. */
final class Peak implements AutoCloseable {
  private static final int EVERY_SECONDS = 3;

  private final Instance instance;
  private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
  private double mib;

  Peak(Instance instance) {
    this.instance = instance;
    watch.scheduleWithFixedDelay(this::look, 0, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  private synchronized void look() {
    try {
      mib = Math.max(mib, instance.memoryMib());
    } catch (IOException e) {
      Bench.note("memory could not be read: " + e.getMessage());
    }
  }

  double gib() {
    look();
    return mib / 1024;
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
