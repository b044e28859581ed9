package io.yiwang.citymap.files;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;

/**
 * Opens a database that somebody else made, as SQLite advises for untrusted ones ("Defense Against
 * The Dark Arts"): unchanging, nothing of its schema may call functions, extensions stay off, every
 * size is bounded.
 */
final class ForeignSqlite {
  private static final int MOST_SECONDS = 600;

  private ForeignSqlite() {}

  static Connection open(Path file) throws SQLException {
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    config.enableLoadExtension(false);
    config.setPragma(Pragma.MMAP_SIZE, "0");
    String address =
        "jdbc:sqlite:" + file.toAbsolutePath().toUri().toString().replace("file:///", "file:/");
    Connection sqlite = config.createConnection(address + "?immutable=1");
    try {
      bound((SQLiteConnection) sqlite);
      return sqlite;
    } catch (SQLException e) {
      sqlite.close();
      throw e;
    }
  }

  private static void bound(SQLiteConnection sqlite) throws SQLException {
    sqlite.setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, 4 * Limits.ROW);
    sqlite.setLimit(SQLiteLimits.SQLITE_LIMIT_SQL_LENGTH, 100_000);
    sqlite.setLimit(SQLiteLimits.SQLITE_LIMIT_COLUMN, Limits.FIELDS);
    sqlite.setLimit(SQLiteLimits.SQLITE_LIMIT_EXPR_DEPTH, 50);
    sqlite.setLimit(SQLiteLimits.SQLITE_LIMIT_COMPOUND_SELECT, 5);
    sqlite.setLimit(SQLiteLimits.SQLITE_LIMIT_VDBE_OP, 250_000);
    sqlite.setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, 0);
    sqlite.setLimit(SQLiteLimits.SQLITE_LIMIT_TRIGGER_DEPTH, 1);
    try (Statement statement = sqlite.createStatement()) {
      statement.execute("pragma trusted_schema = off");
      statement.execute("pragma cell_size_check = on");
      statement.execute("pragma query_only = on");
    }
  }

  static Statement statement(Connection sqlite) throws SQLException {
    Statement statement = sqlite.createStatement();
    statement.setQueryTimeout(MOST_SECONDS);
    return statement;
  }
}
