package io.yiwang.house.postgres;

import com.zaxxer.hikari.HikariDataSource;
import io.yiwang.house.RowSights;
import io.yiwang.house.SystemDuty;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The one way to the database: the platform's own work gets a connection of {@code yiwang_system},
 * everybody else one of {@code yiwang_app} that says who asks.
 */
final class GuardedDataSource extends AbstractDataSource implements AutoCloseable {
  private final HikariDataSource serving;
  private final HikariDataSource system;
  private final ObjectProvider<RowSights> sights;

  GuardedDataSource(
      HikariDataSource serving, HikariDataSource system, ObjectProvider<RowSights> sights) {
    this.serving = serving;
    this.system = system;
    this.sights = sights;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (SystemDuty.held()) {
      return system.getConnection();
    }
    String told =
        sights.getObject().current().entrySet().stream()
            .map(setting -> setting.getKey() + "=" + setting.getValue())
            .collect(Collectors.joining(SightedConnection.SETTING));
    return SightedConnection.over(serving.getConnection(), told);
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    throw new SQLException("Connections come with the duty that is held, not with a name.");
  }

  @Override
  public void close() {
    serving.close();
    system.close();
  }
}
