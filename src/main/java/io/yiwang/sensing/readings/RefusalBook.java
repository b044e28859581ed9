package io.yiwang.sensing.readings;

import io.yiwang.house.Phases;
import io.yiwang.sensing.RefusedRows;
import io.yiwang.sensing.RefusedRows.Refused;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Writes what was refused of many devices together, before they are answered. */
@Component
class RefusalBook implements SmartLifecycle {
  private static final int MOST = 2_000;

  private final RefusedRows rows;
  private final Clock clock;
  private final LinkedBlockingQueue<Entry> waiting = new LinkedBlockingQueue<>();
  private volatile boolean running;
  private @Nullable Thread writer;

  RefusalBook(RefusedRows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  private record Entry(List<Refused> refused, CompletableFuture<Void> done) {}

  /** Done when they are written. */
  CompletableFuture<Void> keep(List<Refused> refused) {
    var done = new CompletableFuture<Void>();
    waiting.add(new Entry(refused, done));
    return done;
  }

  private void write() {
    List<Entry> entries = new ArrayList<>();
    while (running || !waiting.isEmpty()) {
      try {
        Entry first = waiting.poll(200, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        entries.add(first);
        waiting.drainTo(entries, MOST);
        List<Refused> all = new ArrayList<>();
        entries.forEach(e -> all.addAll(e.refused()));
        rows.keep(clock.instant(), all);
        entries.forEach(e -> e.done().complete(null));
        entries.clear();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public void start() {
    running = true;
    writer = Thread.ofPlatform().name("refusals").start(this::write);
  }

  @Override
  public void stop() {
    running = false;
    Thread thread = writer;
    if (thread != null) {
      try {
        thread.join(5_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Phases.STREAMS;
  }
}
