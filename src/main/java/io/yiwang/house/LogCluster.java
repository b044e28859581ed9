package io.yiwang.house;

import java.util.Map;

/**
 * The Kafka cluster that carries observations and incidents: in this process, or any other by one
 * property.
 */
public interface LogCluster {

  /** Where clients connect; waits until the cluster answers. */
  String bootstrapServers();

  /**
   * Makes sure that the topic is there with at least these settings. An existing topic keeps its
   * number of partitions, since keys are already spread over them.
   *
   * @param config topic settings such as {@code retention.ms}
   */
  void ensureTopic(String name, int partitions, Map<String, String> config);
}
