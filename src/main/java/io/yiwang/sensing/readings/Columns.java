package io.yiwang.sensing.readings;

import io.yiwang.house.DataFolder;
import io.yiwang.house.Phases;
import io.yiwang.sensing.readings.ColumnStore.Span;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * The columns of this instance: opened beside the start, sealed and tidied by a thread of its own.
 */
@Component
class Columns implements ReadingHistory, SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Columns.class);
  private static final Duration LOOK = Duration.ofSeconds(10);
  private static final long FULL_ROWS = 2_000_000;
  private static final int MANY_FILES = 6;

  private final DataFolder folder;
  private final Clock clock;
  private final Duration sealEvery;
  private final Period keep;
  private final CompletableFuture<ColumnStore> opening = new CompletableFuture<>();
  private volatile boolean running;
  private @Nullable Thread tidier;

  Columns(
      DataFolder folder,
      Clock clock,
      @Value("${yiwang.readings.seal-every:PT10M}") Duration sealEvery,
      @Value("${yiwang.readings.keep:P3Y}") Period keep) {
    this.folder = folder;
    this.clock = clock;
    this.sealEvery = sealEvery;
    this.keep = keep;
  }

  /** On disk when it returns; a fault here is one of the surroundings, tried again for ever. */
  void append(List<Reading> readings) {
    try {
      opening.join().append(readings);
    } catch (SQLException | CompletionException e) {
      throw new DataAccessResourceFailureException("The columns could not be written.", e);
    }
  }

  @Override
  public void each(long device, String quantity, Instant from, Instant to, ReadingVisitor visitor) {
    try {
      opening.join().each(new Span(device, quantity, from, to), visitor);
    } catch (SQLException e) {
      throw new IllegalStateException("The columns of readings could not be read.", e);
    }
  }

  @Override
  public List<Bucket> buckets(long device, String quantity, Instant from, Instant to, int count) {
    if (count < 1 || !from.isBefore(to)) {
      throw new IllegalArgumentException("count (" + count + ") must be positive, from before to.");
    }
    try {
      return opening.join().buckets(new Span(device, quantity, from, to), count);
    } catch (SQLException e) {
      throw new IllegalStateException("The columns of readings could not be read.", e);
    }
  }

  private void tidy() {
    ColumnStore store;
    try {
      store = new ColumnStore(folder.sub("readings"));
      opening.complete(store);
    } catch (SQLException | RuntimeException e) {
      LOG.error("The columns of readings could not be opened; nothing is read from the log", e);
      opening.completeExceptionally(e);
      return;
    }
    Instant sealed = clock.instant();
    while (running) {
      try {
        Thread.sleep(LOOK);
        Instant now = clock.instant();
        boolean due = !now.isBefore(sealed.plus(sealEvery));
        if (due || store.tailRows() > FULL_ROWS) {
          seal(store, now);
          sealed = now;
        }
      } catch (InterruptedException e) {
        return;
      } catch (SQLException | RuntimeException e) {
        LOG.warn("The columns of readings could not be tidied; trying again", e);
      }
    }
  }

  private void seal(ColumnStore store, Instant now) throws SQLException {
    long rows = store.seal();
    int compacted = store.compact(MANY_FILES);
    int dropped = store.dropBefore(LocalDate.ofInstant(now, ZoneOffset.UTC).minus(keep));
    if (rows > 0 || compacted > 0 || dropped > 0) {
      LOG.info("{} readings sealed, {} days compacted, {} dropped", rows, compacted, dropped);
    }
  }

  @Override
  public void start() {
    running = true;
    tidier = Thread.ofPlatform().name("columns").start(this::tidy);
  }

  @Override
  public void stop() {
    running = false;
    Thread thread = tidier;
    if (thread != null) {
      thread.interrupt();
      try {
        thread.join(10_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (opening.isDone() && !opening.isCompletedExceptionally()) {
      try {
        opening.join().close();
      } catch (SQLException e) {
        LOG.warn("The columns of readings were not closed", e);
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
