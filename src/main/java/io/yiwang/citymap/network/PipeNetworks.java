package io.yiwang.citymap.network;

import io.yiwang.access.reorganisation.Follower;
import io.yiwang.access.reorganisation.Succession;
import io.yiwang.citymap.Component;
import io.yiwang.citymap.components.ComponentChanged;
import io.yiwang.citymap.components.ComponentNews;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.house.Phases;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import io.yiwang.kernel.ComponentId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The graph of all networks, read at start beside everything else and kept up with the map by one
 * thread. The graph is the platform's and holds what not everybody may see: whoever asks it says
 * what the asker may see.
 */
@org.springframework.stereotype.Component
class PipeNetworks implements SmartLifecycle, Follower {
  private static final int PATIENCE_SECONDS = 20;

  /** From so many changes at once all is read anew. */
  private static final int MANY = 20_000;

  private static final Logger log = LoggerFactory.getLogger(PipeNetworks.class);

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final ComponentReader components;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final CountDownLatch built = new CountDownLatch(1);

  /** Identifiers of what changed; none for everything. */
  private final BlockingQueue<Set<Long>> changed = new LinkedBlockingQueue<>();

  private volatile boolean running;
  private @Nullable Thread follower;
  private PipeGraph graph = new PipeGraph();

  PipeNetworks(
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      ComponentReader components,
      ComponentNews news) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.components = components;
    news.listen(
        changes -> heed(changes.stream().map(ComponentChanged::id).collect(Collectors.toSet())));
  }

  /** Has the graph say of these components what the map says; of all when there are none. */
  void heed(Set<Long> ids) {
    changed.add(ids);
  }

  @Override
  public Map<String, Long> count(Succession succession) {
    return Map.of();
  }

  /** Regions have been made anew: pipes lie under other paths. */
  @Override
  public void settled() {
    heed(Set.of());
  }

  /** Answers a question about the graph as it is while it is asked. */
  <T> T ask(Function<PipeGraph, T> question) {
    awaitFirst();
    lock.readLock().lock();
    try {
      return question.apply(graph);
    } finally {
      lock.readLock().unlock();
    }
  }

  private void awaitFirst() {
    try {
      if (built.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new Problem(
        HttpStatus.SERVICE_UNAVAILABLE,
        "networks-loading",
        "The pipe networks are still being read.",
        null,
        null,
        "Maybe ask again in a minute.");
  }

  @Override
  public void start() {
    running = true;
    follower = Thread.ofVirtual().name("pipe-networks").start(SystemDuty.of(this::follow));
  }

  @Override
  public void stop() {
    running = false;
    if (follower != null) {
      follower.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Phases.TIMERS;
  }

  private void follow() {
    changed.add(Set.of());
    while (running) {
      try {
        take(changed.take());
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (running) {
          log.warn("The pipe networks could not follow the map; they are read anew", e);
          pause();
          changed.add(Set.of());
        }
      }
    }
  }

  private void take(Set<Long> ids) {
    if (ids.isEmpty() || ids.size() > MANY) {
      read();
    } else {
      follow(ids);
    }
  }

  private void read() {
    long start = System.nanoTime();
    PipeGraph fresh = transaction.execute(status -> new GraphLoader(jdbc).load());
    write(() -> graph = fresh);
    built.countDown();
    if (fresh.pipes.alive() > 0) {
      log.info(
          "{} pipes and {} nodes of {} MB read in {} ms",
          fresh.pipes.alive(),
          fresh.nodes.size(),
          fresh.bytes() >> 20,
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }
  }

  /** What the map says now counts, not what was told: tellings may overtake each other. */
  private void follow(Set<Long> ids) {
    Set<Long> ours = ids.stream().filter(this::concerns).collect(Collectors.toSet());
    if (!ours.isEmpty()) {
      Map<Long, Component> now = new HashMap<>(components.findAll(ours));
      Set<Long> named = GraphLoader.nodesOf(now.values());
      named.removeAll(ours);
      now.putAll(components.findAll(named));
      ours.addAll(named);
      write(() -> GraphLoader.follow(graph, ours, now.values()));
    }
  }

  private boolean concerns(long id) {
    return Network.ofPipeClass(ComponentId.classOf(id)).isPresent()
        || graph.nodes.find(id) != Numbering.NONE;
  }

  private void write(Runnable change) {
    lock.writeLock().lock();
    try {
      change.run();
    } finally {
      lock.writeLock().unlock();
    }
  }

  private static void pause() {
    try {
      TimeUnit.SECONDS.sleep(2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
