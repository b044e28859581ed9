package io.yiwang.incidents;

import io.yiwang.house.DataFolder;
import io.yiwang.house.LogCluster;
import io.yiwang.house.Phases;
import io.yiwang.sensing.ObservationLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs correlation as a Kafka Streams application in this process, from when the broker answers
 * until it is to stop.
 */
@Component
class CorrelationStream implements SmartLifecycle {
  static final String APPLICATION = "yiwang-correlation";

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String INCIDENTS_KEPT_MILLIS = Long.toString(Duration.ofDays(7).toMillis());
  // What is derived from the observations is flushed every second, not at every record.
  private static final String NOT_BY_COUNT = Long.toString(Long.MAX_VALUE);
  private static final String FLUSH_MILLIS = "1000";
  private static final Logger log = LoggerFactory.getLogger(CorrelationStream.class);

  private final LogCluster cluster;
  private final DataFolder folder;
  private final Workshop workshop;
  private final CorrelationSettings settings;
  private final int partitions;
  private @Nullable Thread starter;
  private volatile @Nullable KafkaStreams streams;
  private volatile boolean running;

  CorrelationStream(
      LogCluster cluster,
      DataFolder folder,
      Workshop workshop,
      CorrelationSettings settings,
      @Value("${yiwang.log.partitions:4}") int partitions) {
    this.cluster = cluster;
    this.folder = folder;
    this.workshop = workshop;
    this.settings = settings;
    this.partitions = partitions;
  }

  /** Returns at once; the stream begins when the log is there. */
  @Override
  public void start() {
    running = true;
    starter = Thread.ofPlatform().name("correlation-start").start(this::open);
  }

  private void open() {
    while (running) {
      try {
        cluster.ensureTopic(ObservationLog.TOPIC, partitions, Map.of());
        cluster.ensureTopic(
            CorrelationTopology.INCIDENTS,
            partitions,
            Map.of(
                "retention.ms", INCIDENTS_KEPT_MILLIS,
                "flush.messages", NOT_BY_COUNT,
                "flush.ms", FLUSH_MILLIS));
        KafkaStreams made = new KafkaStreams(CorrelationTopology.of(workshop), properties());
        made.setUncaughtExceptionHandler(CorrelationStream::replace);
        streams = made;
        if (running) {
          made.start();
        }
        return;
      } catch (RuntimeException e) {
        log.warn("Correlation cannot start yet: {}", e.toString());
        pause();
      }
    }
  }

  private static StreamThreadExceptionResponse replace(Throwable failure) {
    log.error("A correlation thread failed and is replaced.", failure);
    pause();
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private static void pause() {
    try {
      Thread.sleep(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    running = false;
    try {
      if (starter != null) {
        starter.join(PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (streams != null) {
      streams.close(PATIENCE);
      streams = null;
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

  private Properties properties() {
    Path state = folder.sub("streams");
    Properties p = new Properties();
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
    p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers());
    p.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 250);
    p.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    p.put(StreamsConfig.topicPrefix("flush.messages"), NOT_BY_COUNT);
    p.put(StreamsConfig.topicPrefix("flush.ms"), FLUSH_MILLIS);
    p.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksMemory.class);
    p.put(StreamsConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
    p.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 200);
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), 8 << 20);
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
    p.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), self(state));
    p.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
    p.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
    p.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    p.put(StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), 24L << 20);
    p.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), 4 << 20);
    p.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 64 << 10);
    return p;
  }

  /**
   * The name under which this data folder takes part, the same after a restart: so its partitions
   * are given back to it at once and nobody waits for the member that died.
   */
  private static String self(Path state) {
    Path file = state.resolve("instance");
    try {
      if (!Files.exists(file)) {
        Files.writeString(file, UUID.randomUUID().toString());
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
