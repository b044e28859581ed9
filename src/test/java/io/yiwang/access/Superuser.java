package io.yiwang.access;

import com.zaxxer.hikari.HikariDataSource;
import io.yiwang.house.DataFolder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Somebody who got hold of the database's superuser. */
public final class Superuser {
  private Superuser() {}

  public static Connection connect(DataSource source, DataFolder folder, String database)
      throws SQLException {
    String url = source.unwrap(HikariDataSource.class).getJdbcUrl();
    return DriverManager.getConnection(
        url.replaceFirst("/yiwang\\?", "/" + database + "?"),
        "postgres",
        folder.secret("postgres.superuser"));
  }

  public static void run(Connection connection, String... statements) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      for (String statement : statements) {
        sql.execute(statement);
      }
    }
  }
}
