package io.yiwang.incidents;

import io.yiwang.sensing.ObservationLog;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Observations in, incidents out, with one correlator and one store a partition. */
final class CorrelationTopology {
  static final String INCIDENTS = "incidents";

  private static final Map<String, String> CHANGELOG =
      Map.of("segment.bytes", "67108864", "min.cleanable.dirty.ratio", "0.3");

  private CorrelationTopology() {}

  static Topology of(Workshop workshop) {
    Topology topology = new Topology();
    topology.addSource(
        "log", new ByteArrayDeserializer(), new ByteArrayDeserializer(), ObservationLog.TOPIC);
    topology.addProcessor("correlator", supplier(workshop), "log");
    topology.addSink(
        "announcements",
        INCIDENTS,
        new ByteArraySerializer(),
        new ByteArraySerializer(),
        new SamePartition(),
        "correlator");
    return topology;
  }

  private static ProcessorSupplier<byte[], byte[], byte[], byte[]> supplier(Workshop workshop) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<byte[], byte[], byte[], byte[]> get() {
        return new Correlator(workshop);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(store());
      }
    };
  }

  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(Correlator.STORE), Serdes.Bytes(), Serdes.ByteArray())
        .withLoggingEnabled(CHANGELOG)
        .withCachingDisabled();
  }
}
