package io.yiwang.house;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which records of the log a consumer has already acted on, kept in the transaction of the act. */
@Component
class Inbox {
  private final JdbcClient jdbc;

  Inbox(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Next offset by partition. */
  Map<Integer, Long> nextOffsets(LogConsumer consumer) {
    Map<Integer, Long> next = new HashMap<>();
    jdbc.sql("select partition, next_offset from house.inbox where consumer = ? and topic = ?")
        .params(consumer.name(), consumer.topic())
        .query(
            rs -> {
              next.put(rs.getInt(1), rs.getLong(2));
            });
    return next;
  }

  /**
   * Locks the partitions concerned, moves them past the records, and returns those not acted on
   * before.
   */
  List<LogRecord> take(LogConsumer consumer, List<LogRecord> records) {
    Map<Integer, List<LogRecord>> byPartition = new TreeMap<>();
    records.forEach(r -> byPartition.computeIfAbsent(r.partition(), p -> new ArrayList<>()).add(r));
    List<LogRecord> fresh = new ArrayList<>(records.size());
    byPartition.forEach(
        (partition, rows) -> {
          long next = lock(consumer, partition);
          rows.stream().filter(r -> r.offset() >= next).forEach(fresh::add);
          jdbc.sql(
                  """
                  update house.inbox set next_offset = greatest(next_offset, ?)
                  where consumer = ? and topic = ? and partition = ?
                  """)
              .params(rows.getLast().offset() + 1, consumer.name(), consumer.topic(), partition)
              .update();
        });
    return fresh;
  }

  private long lock(LogConsumer consumer, int partition) {
    jdbc.sql("insert into house.inbox values (?, ?, ?, 0) on conflict do nothing")
        .params(consumer.name(), consumer.topic(), partition)
        .update();
    return jdbc.sql(
            """
            select next_offset from house.inbox
            where consumer = ? and topic = ? and partition = ? for update
            """)
        .params(consumer.name(), consumer.topic(), partition)
        .query(Long.class)
        .single();
  }
}
