package io.yiwang.incidents;

import io.yiwang.house.LogCluster;
import io.yiwang.sensing.MalformedPacketException;
import io.yiwang.sensing.Observation;
import io.yiwang.sensing.ObservationLog;
import io.yiwang.sensing.ObservationPacket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Looks single observations up in the log by partition, offset and row, with a few consumers kept
 * for that.
 */
@Component
class LogReader implements Workshop.Archive, DisposableBean {
  private static final int CONSUMERS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(250);

  private final LogCluster cluster;
  private final BlockingQueue<Slot> slots = new ArrayBlockingQueue<>(CONSUMERS);

  /** A place for a consumer, filled when it is first needed. */
  private static final class Slot {
    @Nullable KafkaConsumer<byte[], byte[]> consumer;
  }

  LogReader(LogCluster cluster) {
    this.cluster = cluster;
    for (int i = 0; i < CONSUMERS; i++) {
      slots.add(new Slot());
    }
  }

  /** Empty if the log does not have it (any more) or not within five seconds. */
  @Override
  public Optional<Observation> find(int partition, long offset, int row) {
    try {
      Slot slot = slots.take();
      try {
        byte[] value =
            fetch(consumer(slot), new TopicPartition(ObservationLog.TOPIC, partition), offset);
        return value == null ? Optional.empty() : observation(value, row);
      } finally {
        slots.add(slot);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Optional<Observation> observation(byte[] value, int row) {
    try {
      ObservationPacket packet = ObservationPacket.of(value);
      return row < packet.size() ? Optional.of(packet.observation(row)) : Optional.empty();
    } catch (MalformedPacketException e) {
      return Optional.empty();
    }
  }

  private static byte @Nullable [] fetch(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long offset) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, offset);
    try {
      long giveUp = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() - giveUp < 0) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          return record.offset() == offset ? record.value() : null;
        }
      }
      return null;
    } finally {
      consumer.unsubscribe();
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer(Slot slot) {
    if (slot.consumer == null) {
      Map<String, Object> settings =
          Map.of(
              ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
              cluster.bootstrapServers(),
              ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
              false,
              ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
              "none",
              ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
              1,
              ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
              64 << 10,
              ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
              64 << 10,
              ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
              100);
      slot.consumer =
          new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
    return slot.consumer;
  }

  @Override
  public void destroy() {
    for (Slot slot : slots) {
      if (slot.consumer != null) {
        slot.consumer.close();
      }
    }
  }
}
