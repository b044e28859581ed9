package io.yiwang.incidents;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Sends announcements to the partition their observations came from, so that a family stays in one
 * order.
 */
final class SamePartition implements StreamPartitioner<byte[], byte[]> {

  /** The sink asks within {@code forward}, in the same thread. */
  private static final ThreadLocal<Integer> PRESENT = ThreadLocal.withInitial(() -> 0);

  static void forward(
      ProcessorContext<byte[], byte[]> context, String key, byte[] value, int partition) {
    PRESENT.set(partition);
    context.forward(
        new Record<>(
            key.getBytes(StandardCharsets.US_ASCII), value, context.currentSystemTimeMs()));
  }

  @Override
  public Optional<Set<Integer>> partitions(
      String topic, byte[] key, byte[] value, int numPartitions) {
    return Optional.of(Set.of(PRESENT.get()));
  }
}
