package io.yiwang.house;

import java.util.List;

/**
 * A bean that acts on records of the log; called inside the one transaction that also moves its
 * inbox.
 */
public interface LogConsumer {
  /** Stable name of the inbox and of the consumer group. */
  String name();

  String topic();

  void accept(List<LogRecord> records);
}
