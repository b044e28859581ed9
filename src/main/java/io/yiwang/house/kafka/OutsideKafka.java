package io.yiwang.house.kafka;

import io.yiwang.house.LogCluster;
import java.util.Map;

/** A cluster somebody else runs. */
record OutsideKafka(String bootstrapServers) implements LogCluster {

  @Override
  public void ensureTopic(String name, int partitions, Map<String, String> config) {
    try (Topics topics = new Topics(bootstrapServers)) {
      topics.ensure(name, partitions, config);
    }
  }
}
