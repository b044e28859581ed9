package io.yiwang.sensing.readings;

import java.time.Instant;
import java.util.List;

/**
 * Port: told of readings in order of the log, batch by batch; may see a batch twice. Called inside
 * the transaction that also moves the offset, with the platform's own duty: what a listener writes
 * to the database is there exactly when the batch is done.
 */
public interface ReadingListener {

  /** Readings of one device are in the order in which they arrived. */
  void read(List<Reading> batch);

  /** The device connected, or is no longer there. */
  void presence(long device, boolean online, Instant at);
}
