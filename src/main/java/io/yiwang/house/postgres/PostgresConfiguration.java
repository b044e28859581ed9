package io.yiwang.house.postgres;

import io.yiwang.house.DataFolder;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Puts the embedded PostgreSQL behind the DataSource unless {@code spring.datasource.url} names
 * another.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${spring.datasource.url:}' == ''")
class PostgresConfiguration {

  /** Starts it before all other beans, beside them. */
  @Bean
  static BeanFactoryPostProcessor earlyStartOfEmbeddedPostgres() {
    return beans -> beans.getBean(EmbeddedPostgres.class);
  }

  @Bean
  EmbeddedPostgres embeddedPostgres(DataFolder folder) {
    return new EmbeddedPostgres(folder);
  }

  @Bean
  Logins logins(EmbeddedPostgres postgres) {
    return postgres.logins();
  }
}
