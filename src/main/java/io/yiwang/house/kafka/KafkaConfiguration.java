package io.yiwang.house.kafka;

import io.yiwang.house.DataFolder;
import io.yiwang.house.LogCluster;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Chooses the cluster: the one named by {@code yiwang.kafka.bootstrap-servers}, or a broker of our
 * own.
 */
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

  /** Starts it before all other beans, beside them. */
  @Bean
  static BeanFactoryPostProcessor earlyStartOfLogCluster() {
    return beans -> beans.getBean(LogCluster.class);
  }

  @Bean
  LogCluster logCluster(
      DataFolder folder, @Value("${yiwang.kafka.bootstrap-servers:}") String outside) {
    return outside.isBlank() ? new EmbeddedKafka(folder) : new OutsideKafka(outside);
  }
}
