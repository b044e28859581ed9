package io.yiwang.sensing.rules.alarms;

import io.yiwang.citymap.Regions;
import io.yiwang.house.Phases;
import io.yiwang.house.Rounds;
import io.yiwang.house.SystemDuty;
import io.yiwang.sensing.devices.DeviceChanged;
import io.yiwang.sensing.devices.Devices;
import io.yiwang.sensing.readings.Reading;
import io.yiwang.sensing.readings.ReadingListener;
import io.yiwang.sensing.rules.RuleBook;
import io.yiwang.sensing.rules.RuleNews;
import io.yiwang.sensing.rules.Watches;
import io.yiwang.sensing.rules.engine.Began;
import io.yiwang.sensing.rules.engine.Ended;
import io.yiwang.sensing.rules.engine.Engine;
import io.yiwang.sensing.rules.engine.Firings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs the rules in force on the stream of readings.
 *
 * <p>The engine is in memory; what it finds and what it must not forget is written in the
 * transaction that also moves the offset of the readings. The lock is held until that transaction
 * is over: when it is rolled back, the engine begins again from what is written, so memory and
 * table never say different things to the next batch.
 */
@Component
class RuleWatch implements ReadingListener, SmartLifecycle {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final String ONLINE = "online";
  private final RuleBook book;
  private final Watches watches;
  private final Devices devices;
  private final Regions regions;
  private final RuleStates states;
  private final FiringBook firings;
  private final FiringRows rows;
  private final Clock clock;
  private final TransactionTemplate transaction;
  private final long delay;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Runnable> found = new ArrayList<>();
  private volatile boolean stale;
  private final Rounds rounds = new Rounds("sensor-rules", PAUSE, this::tick);
  private final Queue<Long> changed = new ConcurrentLinkedQueue<>();
  private @Nullable Engine engine;
  private @Nullable RulesInForce rules;

  RuleWatch(
      RuleBook book,
      Watches watches,
      Devices devices,
      Regions regions,
      RuleStates states,
      FiringBook firings,
      FiringRows rows,
      RuleNews news,
      Clock clock,
      TransactionTemplate transaction,
      @Value("${yiwang.sensors.settle:2s}") Duration delay) {
    this.book = book;
    this.watches = watches;
    this.devices = devices;
    this.regions = regions;
    this.states = states;
    this.firings = firings;
    this.rows = rows;
    this.clock = clock;
    this.transaction = transaction;
    this.delay = delay.toMillis();
    news.listen(() -> stale = true);
  }

  @Override
  public void read(List<Reading> batch) {
    work(
        running -> {
          long now = clock.millis();
          for (Reading reading : batch) {
            running.read(
                reading.device(),
                reading.quantity(),
                reading.at().toEpochMilli(),
                reading.value(),
                now);
          }
        });
  }

  @Override
  public void presence(long device, boolean online, Instant at) {
    work(e -> e.read(device, ONLINE, at.toEpochMilli(), online ? 1 : 0, clock.millis()));
  }

  /** A device is otherwise: other rules may watch it from the next batch on. */
  @TransactionalEventListener(fallbackExecution = true)
  void changed(DeviceChanged change) {
    changed.add(change.device());
  }

  /** What time alone brings; tests call it after they moved the clock. */
  void tick() {
    transaction.executeWithoutResult(status -> work(e -> e.advance(clock.millis())));
    transaction.executeWithoutResult(
        status -> {
          while (firings.escalate() > 0) {
            // more are due
          }
          firings.resume();
        });
  }

  private interface Step {
    void with(Engine engine);
  }

  /** Does a step inside the present transaction and writes down what came of it. */
  private void work(Step step) {
    lock.lock();
    boolean handedOver = false;
    try {
      TransactionSynchronizationManager.registerSynchronization(new Release());
      handedOver = true;
      Engine present = engine();
      step.with(present);
      found.forEach(Runnable::run);
      found.clear();
      states.keep(present.changed());
    } finally {
      if (!handedOver) {
        lock.unlock();
      }
    }
  }

  private final class Release implements TransactionSynchronization {
    @Override
    public void afterCompletion(int status) {
      if (status != STATUS_COMMITTED) {
        engine = null;
        found.clear();
      }
      lock.unlock();
    }
  }

  /** The engine, made anew when other rules are in force or a transaction was rolled back. */
  private Engine engine() {
    Engine present = engine;
    if (present == null || stale) {
      stale = false;
      List<Engine.Kept> kept = present == null ? states.all() : present.everything();
      RulesInForce inForce = new RulesInForce(book, watches, devices, regions);
      Engine next = new Engine(inForce, inForce, new Writer(inForce), delay);
      next.restore(kept);
      changed.clear();
      takeOver(next, inForce, rows.lasting());
      rules = inForce;
      engine = next;
      return next;
    }
    renew(present);
    return present;
  }

  private void renew(Engine present) {
    RulesInForce inForce = rules;
    for (Long device = changed.poll(); device != null && inForce != null; device = changed.poll()) {
      long one = device;
      inForce.forget(one);
      present.renew(one);
      List<Firing> lasting = rows.lasting().stream().filter(f -> f.device() == one).toList();
      takeOver(present, inForce, lasting);
    }
  }

  /** What lasts goes on in the new engine; what nobody watches any longer is over. */
  private void takeOver(Engine next, RulesInForce inForce, List<Firing> lasting) {
    for (Firing firing : lasting) {
      boolean watched =
          inForce.find(firing.rule()).isPresent()
              && next.adopt(
                  firing.device(),
                  firing.quantity(),
                  firing.rule(),
                  firing.startedAt().toEpochMilli());
      if (!watched) {
        firings.abandon(firing.id());
      }
    }
  }

  private final class Writer implements Firings {
    private final RulesInForce inForce;

    Writer(RulesInForce inForce) {
      this.inForce = inForce;
    }

    @Override
    public void began(Began began) {
      inForce
          .find(began.watch().rule())
          .ifPresent(version -> found.add(() -> firings.began(version, began)));
    }

    @Override
    public void ended(Ended ended) {
      found.add(() -> firings.ended(ended));
    }
  }

  @Override
  public void start() {
    SystemDuty.run(book::seed);
    rounds.start();
  }

  @Override
  public void stop() {
    rounds.stop();
  }

  @Override
  public boolean isRunning() {
    return rounds.isRunning();
  }

  @Override
  public int getPhase() {
    return Phases.STREAMS; // before the readings come
  }
}
