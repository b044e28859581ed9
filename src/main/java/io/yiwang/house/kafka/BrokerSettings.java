package io.yiwang.house.kafka;

import java.util.Map;

/**
 * The settings of the broker that do not depend on this machine: flushed, one copy, small when
 * idle.
 */
final class BrokerSettings {
  static final Map<String, String> FIXED =
      Map.ofEntries(
          // An acknowledgement means: on disk.
          Map.entry("log.flush.interval.messages", "1"),
          // One node keeps one copy of everything, the internal topics too.
          Map.entry("default.replication.factor", "1"),
          Map.entry("min.insync.replicas", "1"),
          Map.entry("offsets.topic.replication.factor", "1"),
          Map.entry("offsets.topic.num.partitions", "4"),
          Map.entry("transaction.state.log.replication.factor", "1"),
          Map.entry("transaction.state.log.min.isr", "1"),
          Map.entry("transaction.state.log.num.partitions", "4"),
          Map.entry("share.coordinator.state.topic.replication.factor", "1"),
          Map.entry("share.coordinator.state.topic.min.isr", "1"),
          Map.entry("share.coordinator.state.topic.num.partitions", "1"),
          // Topics are made on purpose.
          Map.entry("auto.create.topics.enable", "false"),
          Map.entry("message.max.bytes", "4194304"),
          // Nobody else joins late, nobody else takes over.
          Map.entry("group.initial.rebalance.delay.ms", "0"),
          Map.entry("broker.heartbeat.interval.ms", "500"),
          // after a restart the broker waits until its former self is given up
          Map.entry("broker.session.timeout.ms", "2000"),
          Map.entry("controlled.shutdown.enable", "false"),
          // Two cores and little memory.
          Map.entry("num.network.threads", "2"),
          Map.entry("num.io.threads", "4"),
          Map.entry("num.replica.fetchers", "1"),
          Map.entry("background.threads", "2"),
          Map.entry("num.recovery.threads.per.data.dir", "2"),
          Map.entry("log.cleaner.threads", "1"),
          Map.entry("log.cleaner.dedupe.buffer.size", "16777216"),
          Map.entry("log.cleaner.io.buffer.size", "262144"));

  private BrokerSettings() {}
}
