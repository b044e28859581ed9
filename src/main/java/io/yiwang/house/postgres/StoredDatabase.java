package io.yiwang.house.postgres;

import io.yiwang.house.DataFolder;
import io.yiwang.house.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The database of a data folder, looked at from outside the platform: that of the running instance,
 * or one started for the look and stopped after it. Nothing is changed; connections see every row.
 */
public final class StoredDatabase implements AutoCloseable {
  private final String url;
  private final String password;
  private final @Nullable FolderLock lock;
  private final @Nullable EmbeddedPostgres own;

  private StoredDatabase(
      String url, String password, @Nullable FolderLock lock, @Nullable EmbeddedPostgres own) {
    this.url = url;
    this.password = password;
    this.lock = lock;
    this.own = own;
  }

  /**
   * @throws IOException when the folder holds no database
   */
  public static StoredDatabase open(Path data) throws IOException {
    Path cluster = data.toAbsolutePath().normalize().resolve("postgres");
    if (!Files.exists(cluster.resolve("PG_VERSION"))) {
      throw new IOException(
          "DIR (" + data + ") must hold a database. Maybe name another with --data.");
    }
    var folder = new DataFolder(data);
    String password = folder.secret("postgres.superuser");
    try {
      FolderLock lock = FolderLock.take(folder);
      EmbeddedPostgres own = new EmbeddedPostgres(folder);
      return new StoredDatabase(own.logins().url(), password, lock, own);
    } catch (FolderLock.FolderInUse running) {
      int port =
          Postmaster.findRunning(cluster)
              .orElseThrow(
                  () ->
                      new IOException(
                          "The instance of "
                              + data
                              + " has no database running. Maybe it is just starting."));
      return new StoredDatabase(
          EmbeddedPostgres.url(port, EmbeddedPostgres.DATABASE), password, null, null);
    }
  }

  /** A read-only connection. */
  public Connection connect() throws SQLException {
    Connection connection = dataSource().getConnection();
    connection.setReadOnly(true);
    return connection;
  }

  /** Connections that may also write. */
  public DataSource dataSource() {
    return new DriverManagerDataSource(url, EmbeddedPostgres.SUPERUSER, password);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (own != null) {
      own.close();
    }
    if (lock != null) {
      lock.close();
    }
  }
}
