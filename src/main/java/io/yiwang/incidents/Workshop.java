package io.yiwang.incidents;

import io.yiwang.sensing.Observation;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Record;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the correlators of all partitions share.
 *
 * @param retained rows retained in this process
 * @param maxRows how many may be
 */
record Workshop(
    Function<String, ClassRule> lookup,
    Partitions partitions,
    Archive log,
    JsonMapper json,
    Poison deadLetters,
    Pace pace,
    Clock clock,
    Duration settling,
    AtomicLong retained,
    int maxRows) {

  /** Where whole observations are found again. */
  interface Archive {
    /** Empty if it does not have it (any more). */
    Optional<Observation> find(int partition, long offset, int row);
  }

  /** Where packets go that nobody can read. */
  interface Poison {
    void keep(int partition, long offset, Record<byte[], byte[]> record, Exception reason);
  }
}
