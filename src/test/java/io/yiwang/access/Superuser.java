package io.yiwang.access;

import io.yiwang.house.DataFolder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Somebody who got hold of the database's superuser. */
public final class Superuser {
  private Superuser() {}

  public static Connection connect(DataSource source, DataFolder folder, String database)
      throws SQLException {
    Integer port =
        new JdbcTemplate(source).queryForObject("select inet_server_port()", Integer.class);
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database,
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
