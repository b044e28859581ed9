package io.yiwang.house.postgres;

import io.yiwang.house.DataFolder;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
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
  JdbcConnectionDetails jdbcConnectionDetails(EmbeddedPostgres postgres) {
    return new JdbcConnectionDetails() {
      @Override
      public String getUsername() {
        return EmbeddedPostgres.APPLICATION;
      }

      @Override
      public String getPassword() {
        return postgres.password();
      }

      @Override
      public String getJdbcUrl() {
        return postgres.jdbcUrl();
      }
    };
  }
}
