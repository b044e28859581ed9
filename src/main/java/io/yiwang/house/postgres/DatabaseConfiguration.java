package io.yiwang.house.postgres;

import com.zaxxer.hikari.HikariDataSource;
import io.yiwang.house.RowSights;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Three roles and one DataSource: the owner migrates, two others serve. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  /** Another PostgreSQL: the roles are made by hand (README), their passwords are properties. */
  @Bean
  @ConditionalOnExpression("'${spring.datasource.url:}' != ''")
  Logins logins(
      @Value("${spring.datasource.url}") String url,
      @Value("${yiwang.database.owner-password}") String owner,
      @Value("${yiwang.database.app-password}") String serving,
      @Value("${yiwang.database.system-password}") String system) {
    return new Logins(url, owner, serving, system);
  }

  @Bean
  GuardedDataSource dataSource(
      Logins logins, Environment environment, ObjectProvider<RowSights> sights) {
    return new GuardedDataSource(
        pool("serving", logins, Logins.SERVING, logins.servingPassword(), environment),
        pool("system", logins, Logins.SYSTEM, logins.systemPassword(), environment),
        sights);
  }

  private static HikariDataSource pool(
      String name, Logins logins, String role, String password, Environment environment) {
    HikariDataSource pool = new HikariDataSource();
    Binder.get(environment).bind("spring.datasource.hikari", Bindable.ofInstance(pool));
    pool.setPoolName(name);
    pool.setJdbcUrl(logins.url());
    pool.setUsername(role);
    pool.setPassword(password);
    pool.setAutoCommit(true); // see GuardedDataSource: what is told must not be rolled back
    return pool;
  }

  @Bean
  FlywayConnectionDetails flywayConnectionDetails(Logins logins) {
    return new FlywayConnectionDetails() {
      @Override
      public String getUsername() {
        return Logins.OWNER;
      }

      @Override
      public String getPassword() {
        return logins.ownerPassword();
      }

      @Override
      public String getJdbcUrl() {
        return logins.url();
      }
    };
  }
}
