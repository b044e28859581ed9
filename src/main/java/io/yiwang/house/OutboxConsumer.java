package io.yiwang.house;

import java.util.List;

/**
 * A bean that acts on outbox events; called in order, inside the one transaction that also moves
 * its cursor.
 */
public interface OutboxConsumer {
  /** Stable name of the cursor; renaming it starts from the oldest retained event. */
  String name();

  String topic();

  void accept(List<OutboxEvent> events);
}
