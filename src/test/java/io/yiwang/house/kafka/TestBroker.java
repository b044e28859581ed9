package io.yiwang.house.kafka;

import io.yiwang.house.DataFolder;
import io.yiwang.house.LogCluster;
import java.nio.file.Path;
import java.util.Map;

/** A broker of a test's own, with its data in a folder of the test. */
public final class TestBroker implements LogCluster, AutoCloseable {
  private final EmbeddedKafka kafka;

  public TestBroker(Path folder) {
    kafka = new EmbeddedKafka(new DataFolder(folder));
  }

  @Override
  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  @Override
  public void ensureTopic(String name, int partitions, Map<String, String> config) {
    kafka.ensureTopic(name, partitions, config);
  }

  @Override
  public void close() {
    kafka.close();
  }
}
