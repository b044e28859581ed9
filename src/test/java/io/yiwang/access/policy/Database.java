package io.yiwang.access.policy;

import io.yiwang.house.DataFolder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Straight connections to the database of the tests, past the application. */
record Database(String url, DataFolder folder) {
  static Database of(JdbcTemplate jdbc, DataFolder folder) {
    Integer port = jdbc.queryForObject("select inet_server_port()", Integer.class);
    return new Database("jdbc:postgresql://127.0.0.1:" + port + "/yiwang", folder);
  }

  Connection serving() throws SQLException {
    return DriverManager.getConnection(url, "yiwang_app", folder.secret("postgres.serving"));
  }

  Connection owner() throws SQLException {
    return DriverManager.getConnection(url, "yiwang", folder.secret("postgres.application"));
  }

  void asOwner(String sql) throws SQLException {
    try (Connection owner = owner();
        Statement statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Tells a transaction who asks, as the application does. */
  static void tell(Connection connection, Map<String, String> settings) throws SQLException {
    try (PreparedStatement tell = connection.prepareStatement("select set_config(?, ?, true)")) {
      for (Map.Entry<String, String> setting : settings.entrySet()) {
        tell.setString(1, setting.getKey());
        tell.setString(2, setting.getValue());
        tell.execute();
      }
    }
  }

  static List<String> list(Connection connection, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        rows.add(found.getString(1));
      }
    }
    return rows;
  }
}
