package io.yiwang.access.audit;

import io.yiwang.access.AuditEntry;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * The one thread of this instance that appends. Whatever waits while a commit is under way goes
 * into the next one together. It keeps its connection: callers that hold others of the pool while
 * they wait could otherwise starve it.
 */
final class TrailWriter implements AutoCloseable {
  private static final int WAITING = 4_096;
  private static final int ENTRIES_A_COMMIT = 4_096;
  private static final long PATIENCE_SECONDS = 10;

  /** Shorter than a commit, and each commit costs as much as some ten more entries in another. */
  private static final long GATHER_NANOS = 1_000_000;

  private static final Logger log = LoggerFactory.getLogger(TrailWriter.class);

  /** Opens the connection. */
  interface Opening {
    Connection open() throws SQLException;
  }

  private record Group(List<AuditEntry> entries, CompletableFuture<Boolean> done) {}

  private final BlockingQueue<Group> queue = new ArrayBlockingQueue<>(WAITING);
  private final Opening opening;
  private final Checkpoints checkpoints;
  private final Clock clock;
  private final Thread thread;
  private volatile boolean closed;
  private @Nullable ChainStore store;
  private boolean many;

  TrailWriter(Opening opening, Checkpoints checkpoints, Clock clock) {
    this.opening = opening;
    this.checkpoints = checkpoints;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("audit").daemon().unstarted(SystemDuty.of(this::work));
    thread.start();
  }

  /** Returns when the entries are durable; refuses when that cannot be. */
  void append(List<AuditEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    var group = new Group(List.copyOf(entries), new CompletableFuture<>());
    try {
      if (closed || !queue.offer(group, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw away(null);
      }
      group.done().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw away(e);
    } catch (ExecutionException | TimeoutException e) {
      group.done().cancel(false); // not yet taken: it is left out
      throw away(e);
    }
  }

  private static Problem away(@Nullable Exception cause) {
    var problem =
        new Problem(
            HttpStatus.SERVICE_UNAVAILABLE,
            "audit-away",
            "The audit trail cannot be written at the moment, so nothing was shown or changed.",
            null,
            null,
            "Maybe try again in a few seconds.");
    if (cause != null) {
      problem.initCause(cause);
    }
    return problem;
  }

  private void work() {
    List<Group> groups = new ArrayList<>();
    while (!closed || !queue.isEmpty()) {
      groups.clear();
      try {
        take(groups);
        commit(groups);
      } catch (InterruptedException e) {
        closed = true;
      } catch (SQLException | RuntimeException e) {
        log.error("The audit trail could not be written; {} acts are refused", groups.size(), e);
        disconnect();
        groups.forEach(group -> group.done().completeExceptionally(e));
      }
    }
    disconnect();
  }

  /** Waits for one group and takes what else is there, or comes at once where many come. */
  private void take(List<Group> groups) throws InterruptedException {
    Group first = queue.poll(1, TimeUnit.SECONDS);
    if (first != null && many) {
      LockSupport.parkNanos(GATHER_NANOS);
    }
    int entries = 0;
    for (Group group = first;
        group != null;
        group = entries < ENTRIES_A_COMMIT ? queue.poll() : null) {
      if (!group.done().isCancelled()) {
        groups.add(group);
        entries += group.entries().size();
      }
    }
    many = groups.size() > 1;
  }

  private void commit(List<Group> groups) throws SQLException {
    if (groups.isEmpty()) {
      return;
    }
    List<AuditEntry> entries = groups.stream().flatMap(g -> g.entries().stream()).toList();
    ChainStore.Head head = connected().append(entries);
    checkpoints.committed(head.seq(), head.hash(), clock.instant());
    groups.forEach(group -> group.done().complete(true));
  }

  private ChainStore connected() throws SQLException {
    ChainStore present = store;
    if (present == null) {
      Connection connection = opening.open();
      connection.setNetworkTimeout(
          Runnable::run, (int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      present = new ChainStore(connection);
      store = present;
    }
    return present;
  }

  private void disconnect() {
    try {
      if (store != null) {
        store.close();
      }
    } catch (SQLException e) {
      log.debug("The connection of the audit trail was gone already", e);
    }
    store = null;
  }

  /** Appends what waits, then ends. */
  @Override
  public void close() throws IOException {
    closed = true;
    try {
      thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    checkpoints.close();
  }
}
