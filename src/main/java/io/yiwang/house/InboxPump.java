package io.yiwang.house;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings records of the log to their consumers: one thread each, offsets kept in PostgreSQL beside
 * the effects.
 */
@Component
class InboxPump implements SmartLifecycle {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int TRIES = 3;
  private static final Logger log = LoggerFactory.getLogger(InboxPump.class);

  private final List<LogConsumer> consumers;
  private final LogCluster cluster;
  private final Inbox inbox;
  private final DeadLetters deadLetters;
  private final TransactionTemplate transaction;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running;

  InboxPump(
      List<LogConsumer> consumers,
      LogCluster cluster,
      Inbox inbox,
      DeadLetters deadLetters,
      TransactionTemplate transaction) {
    this.consumers = List.copyOf(consumers);
    this.cluster = cluster;
    this.inbox = inbox;
    this.deadLetters = deadLetters;
    this.transaction = transaction;
  }

  @Override
  public void start() {
    running = true;
    for (LogConsumer consumer : consumers) {
      threads.add(
          Thread.ofPlatform()
              .name("inbox-" + consumer.name())
              .start(SystemDuty.of(() -> pump(consumer))));
    }
  }

  @Override
  public void stop() {
    running = false;
    Threads.joinAll(threads); // each looks up at least every half second
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

  private KafkaConsumer<byte[], byte[]> kafkaConsumer(String group) {
    Properties p = new Properties();
    p.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers());
    p.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    p.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    p.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // After kill -9 the group waits so long for the member that is no more.
    p.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "10000");
    p.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, "5000");
    p.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "200");
    p.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1000");
    return new KafkaConsumer<>(p, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Reads on with a new connection after whatever the broker or the database threw. */
  private void pump(LogConsumer consumer) {
    Retry retry = new Retry(TRIES);
    while (running) {
      try {
        read(consumer, retry);
      } catch (InterruptException e) {
        return;
      } catch (RuntimeException e) {
        if (!running || !retry.failed(e, log, consumer.name())) {
          return;
        }
      }
    }
  }

  /** The broker may take seconds to come up; pages can be served meanwhile. */
  private void read(LogConsumer consumer, Retry retry) {
    try (KafkaConsumer<byte[], byte[]> kafka = kafkaConsumer(consumer.name())) {
      kafka.subscribe(List.of(consumer.topic()), new SeekToInbox(consumer, kafka, inbox));
      while (running) {
        ConsumerRecords<byte[], byte[]> records = kafka.poll(POLL);
        retry.succeeded();
        if (!records.isEmpty() && !deliver(consumer, records)) {
          return;
        }
      }
    }
  }

  private boolean deliver(LogConsumer consumer, ConsumerRecords<byte[], byte[]> records) {
    List<LogRecord> all = new ArrayList<>(records.count());
    records.forEach(r -> all.add(logRecord(r)));
    try {
      transaction.executeWithoutResult(status -> handle(consumer, all));
      return true;
    } catch (RuntimeException e) {
      log.warn("{} failed on {} records, now one by one", consumer.name(), all.size(), e);
    }
    for (LogRecord one : all) {
      if (!deliverOne(consumer, one)) {
        return false;
      }
    }
    return true;
  }

  private boolean deliverOne(LogConsumer consumer, LogRecord record) {
    Retry retry = new Retry(TRIES);
    while (running) {
      try {
        if (retry.exhausted()) {
          transaction.executeWithoutResult(s -> setAside(consumer, record, retry.lastError()));
        } else {
          transaction.executeWithoutResult(s -> handle(consumer, List.of(record)));
        }
        return true;
      } catch (RuntimeException e) {
        if (!retry.failed(e, log, consumer.name())) {
          return false;
        }
      }
    }
    return false;
  }

  private void handle(LogConsumer consumer, List<LogRecord> records) {
    List<LogRecord> fresh = inbox.take(consumer, records);
    if (!fresh.isEmpty()) {
      consumer.accept(fresh);
    }
  }

  private void setAside(LogConsumer consumer, LogRecord record, Throwable error) {
    for (LogRecord fresh : inbox.take(consumer, List.of(record))) {
      deadLetters.keep(
          consumer.name(),
          consumer.topic(),
          fresh.partition(),
          fresh.offset(),
          fresh.key(),
          fresh.value(),
          error);
    }
  }

  private static LogRecord logRecord(ConsumerRecord<byte[], byte[]> r) {
    return new LogRecord(
        r.partition(),
        r.offset(),
        r.key() == null ? new byte[0] : r.key(),
        r.value() == null ? new byte[0] : r.value(),
        Instant.ofEpochMilli(r.timestamp()));
  }

  /** On every assignment, reading goes on where PostgreSQL says the effects ended. */
  private record SeekToInbox(LogConsumer consumer, KafkaConsumer<byte[], byte[]> kafka, Inbox inbox)
      implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      Map<Integer, Long> next = inbox.nextOffsets(consumer);
      for (TopicPartition p : partitions) {
        kafka.seek(p, next.getOrDefault(p.partition(), 0L));
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      // nothing to give back: offsets move with the effects
    }
  }
}
