package io.yiwang.house;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings outbox events to their consumers: one thread each, woken by local commits, polling for
 * those of others.
 */
@Component
class OutboxPump implements SmartLifecycle {
  static final int BATCH = 500;
  private static final int POLL_MILLIS = 1000;
  private static final int TRIES = 5;
  private static final Logger log = LoggerFactory.getLogger(OutboxPump.class);

  private final List<OutboxConsumer> consumers;
  private final Outbox outbox;
  private final DeadLetters deadLetters;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final JsonMapper json;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running;

  OutboxPump(
      List<OutboxConsumer> consumers,
      Outbox outbox,
      DeadLetters deadLetters,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      JsonMapper json) {
    this.consumers = List.copyOf(consumers);
    this.outbox = outbox;
    this.deadLetters = deadLetters;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.json = json;
  }

  @Override
  public void start() {
    running = true;
    for (OutboxConsumer consumer : consumers) {
      jdbc.sql("insert into house.outbox_cursor values (?, 0) on conflict do nothing")
          .param(consumer.name())
          .update();
      threads.add(
          Thread.ofPlatform()
              .name("outbox-" + consumer.name())
              .start(SystemDuty.of(() -> pump(consumer))));
    }
  }

  @Override
  public void stop() {
    running = false;
    threads.forEach(Thread::interrupt);
    Threads.joinAll(threads);
    threads.clear();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Phases.CONSUMERS;
  }

  private void pump(OutboxConsumer consumer) {
    Retry retry = new Retry(TRIES);
    while (running) {
      long seen = outbox.committed().count();
      try {
        if (retry.exhausted()) {
          transaction.executeWithoutResult(status -> setAside(consumer, retry.lastError()));
          retry.succeeded();
        }
        Integer moved = transaction.execute(status -> step(consumer, retry.failing() ? 1 : BATCH));
        retry.succeeded();
        if (moved != null && moved == 0) {
          outbox.committed().awaitChange(seen, POLL_MILLIS);
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!running || !retry.failed(e, log, consumer.name())) {
          return;
        }
      }
    }
  }

  private int step(OutboxConsumer consumer, int limit) {
    List<OutboxEvent> events = outbox.after(consumer.topic(), lockedPosition(consumer), limit);
    if (!events.isEmpty()) {
      consumer.accept(events);
      move(consumer, events.getLast().position());
    }
    return events.size();
  }

  /** The event at the head failed again and again by its own fault: keep it aside and go on. */
  private void setAside(OutboxConsumer consumer, Throwable error) {
    for (OutboxEvent event : outbox.after(consumer.topic(), lockedPosition(consumer), 1)) {
      byte[] value = json.writeValueAsString(event).getBytes(StandardCharsets.UTF_8);
      deadLetters.keep(consumer.name(), event.topic(), null, event.position(), null, value, error);
      move(consumer, event.position());
    }
  }

  private long lockedPosition(OutboxConsumer consumer) {
    return jdbc.sql("select position from house.outbox_cursor where consumer = ? for update")
        .param(consumer.name())
        .query(Long.class)
        .single();
  }

  private void move(OutboxConsumer consumer, long position) {
    jdbc.sql("update house.outbox_cursor set position = ? where consumer = ?")
        .params(position, consumer.name())
        .update();
  }
}
