package io.yiwang.sensing.readings;

import io.yiwang.house.LogCluster;
import io.yiwang.house.Phases;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The durable log of readings, the topic {@code readings}. One request is on its way at a time;
 * what arrives meanwhile gathers, and the next request takes it all, so that a flush to disk serves
 * thousands of messages.
 */
@Component
public class ReadingLog implements SmartLifecycle {
  static final String TOPIC = "readings";
  private static final Logger LOG = LoggerFactory.getLogger(ReadingLog.class);
  private static final ByteArraySerializer BYTES = new ByteArraySerializer();

  private final LogCluster cluster;
  private final int partitions;
  private final long retentionMillis;
  private volatile @Nullable KafkaProducer<byte[], byte[]> producer;
  private volatile boolean running;
  private @Nullable Thread connecting;

  ReadingLog(
      LogCluster cluster,
      @Value("${yiwang.readings.partitions:2}") int partitions,
      @Value("${yiwang.readings.log-retention-ms:604800000}") long retentionMillis) {
    this.cluster = cluster;
    this.partitions = partitions;
    this.retentionMillis = retentionMillis;
  }

  /** Done when the readings are on disk; failed when they could not be taken. */
  CompletableFuture<Void> append(long device, List<Reading> readings) {
    return send(device, ReadingPacket.of(device, readings));
  }

  /** A device came or went. */
  public CompletableFuture<Void> presence(long device, boolean online, Instant at) {
    return send(device, ReadingPacket.presence(device, online, at));
  }

  /** Whether it can take something now. */
  public boolean isReady() {
    return running && producer != null;
  }

  private CompletableFuture<Void> send(long device, byte[] packet) {
    var done = new CompletableFuture<Void>();
    KafkaProducer<byte[], byte[]> connected = producer;
    if (connected == null || !running) {
      done.completeExceptionally(
          new IllegalStateException("The log of readings is not there yet."));
      return done;
    }
    byte[] key = ByteBuffer.allocate(Long.BYTES).putLong(device).array();
    try {
      connected.send(
          new ProducerRecord<>(TOPIC, key, packet),
          (where, failure) -> {
            if (failure == null) {
              done.complete(null);
            } else {
              done.completeExceptionally(failure);
            }
          });
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
    }
    return done;
  }

  private void connect() {
    while (running) {
      try {
        cluster.ensureTopic(
            TOPIC, partitions, Map.of("retention.ms", Long.toString(retentionMillis)));
        var connected = new KafkaProducer<>(settings(cluster.bootstrapServers()), BYTES, BYTES);
        connected.partitionsFor(TOPIC);
        producer = connected;
        return;
      } catch (RuntimeException e) {
        LOG.warn("The log of readings is not there yet: {}", e.toString());
      }
      try {
        Thread.sleep(1_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static Map<String, Object> settings(String servers) {
    return Map.ofEntries(
        Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers),
        Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "yiwang-readings"),
        Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
        Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false),
        Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none"),
        Map.entry(ProducerConfig.LINGER_MS_CONFIG, 2),
        Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10),
        Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 32L << 20),
        Map.entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
        Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000),
        Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000),
        Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000),
        Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500));
  }

  @Override
  public void start() {
    running = true;
    connecting = Thread.ofPlatform().name("readings-connect").start(this::connect);
  }

  @Override
  public void stop() {
    running = false;
    Thread thread = connecting;
    if (thread != null) {
      thread.interrupt();
    }
    KafkaProducer<byte[], byte[]> connected = producer;
    if (connected != null) {
      connected.close();
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
