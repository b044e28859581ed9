package io.yiwang.house.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes topics and keeps their settings. */
class Topics implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Topics.class);

  private final Admin admin;

  Topics(String servers) {
    admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers));
  }

  void ensure(String name, int partitions, Map<String, String> config) {
    try {
      if (!make(name, partitions, config)) {
        compare(name, partitions);
        keep(name, config);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("The topic " + name + " could not be made.", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }

  private boolean make(String name, int partitions, Map<String, String> config)
      throws ExecutionException, InterruptedException {
    try {
      NewTopic topic =
          new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config);
      admin.createTopics(List.of(topic)).all().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw e;
    }
  }

  private void compare(String name, int partitions)
      throws ExecutionException, InterruptedException {
    for (var description : admin.describeTopics(List.of(name)).topicNameValues().values()) {
      int present = description.get().partitions().size();
      if (present != partitions) {
        log.warn("Topic {} keeps its {} partitions; {} were asked for", name, present, partitions);
      }
    }
  }

  private void keep(String name, Map<String, String> config)
      throws ExecutionException, InterruptedException {
    if (!config.isEmpty()) {
      Collection<AlterConfigOp> changes =
          config.entrySet().stream()
              .map(entry -> new ConfigEntry(entry.getKey(), entry.getValue()))
              .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
              .toList();
      var resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
      admin.incrementalAlterConfigs(Map.of(resource, changes)).all().get();
    }
  }
}
