package io.yiwang.house.postgres;

import com.zaxxer.hikari.HikariDataSource;
import io.yiwang.house.RowSights;
import io.yiwang.house.SystemDuty;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The one way to the database: the platform's own work gets a connection of {@code yiwang_system},
 * everybody else one of {@code yiwang_app} that has been told who asks. What it was told stays with
 * it: whoever gets it next finds it told the same, or it is told anew before they have it.
 */
final class GuardedDataSource extends AbstractDataSource implements AutoCloseable {
  /** See {@link RowSights}; committed at once, so that no rollback brings back what was before. */
  private static final String TELL =
      """
      select pg_backend_pid(), count(set_config(name, value, false))
      from string_to_table(?, E'\\x1c') as told,
        lateral (select split_part(told, E'\\x1b', 1), split_part(told, E'\\x1b', 2)) as s (name, value)
      where name <> ''
      """;

  private final HikariDataSource serving;
  private final HikariDataSource system;
  private final ObjectProvider<RowSights> sights;
  private final Map<PGConnection, String> told = Collections.synchronizedMap(new WeakHashMap<>());

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
    String now = sights.getObject().current();
    Connection connection = serving.getConnection();
    try {
      tell(connection, now);
      return connection;
    } catch (SQLException | RuntimeException e) {
      serving.evictConnection(connection); // nobody knows what it was told
      connection.close();
      throw e;
    }
  }

  private void tell(Connection connection, String now) throws SQLException {
    PGConnection physical = connection.unwrap(PGConnection.class);
    String before = told.getOrDefault(physical, "");
    if (before.equals(now)) {
      return;
    }
    if (!connection.getAutoCommit()) {
      throw new SQLException("Connections of the pool must begin outside a transaction.");
    }
    try (PreparedStatement sql = connection.prepareStatement(TELL)) {
      sql.setString(1, taken(before, now) + now);
      try (ResultSet row = sql.executeQuery()) {
        if (!row.next() || row.getInt(1) != physical.getBackendPID()) {
          throw new SQLException(
              "spring.datasource.url must lead to PostgreSQL itself. Maybe it leads to a pooler,"
                  + " which would give others the session that was told who asks.");
        }
      }
    }
    told.put(physical, now);
  }

  /** What was told before and is not now, with nothing as its value. */
  private static String taken(String before, String now) {
    StringBuilder taken = new StringBuilder();
    for (String setting : before.split(RowSights.SETTING)) {
      int end = setting.indexOf(RowSights.VALUE);
      String name = setting.substring(0, end + 1);
      if (!now.contains(name)) {
        taken.append(name).append(RowSights.SETTING);
      }
    }
    return taken.toString();
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
