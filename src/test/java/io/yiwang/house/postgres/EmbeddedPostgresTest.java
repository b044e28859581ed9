package io.yiwang.house.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yiwang.ChildJvm;
import io.yiwang.house.DataFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All tests share one data folder, since making a cluster takes seconds; each leaves it stopped.
 */
class EmbeddedPostgresTest {
  @TempDir static Path root;

  /** Runs PostgreSQL in a data folder until killed. */
  static class Holder {
    public static void main(String[] args) throws InterruptedException {
      var postgres = new EmbeddedPostgres(new DataFolder(Path.of(args[0])));
      System.out.println("url " + postgres.logins().url());
      System.out.println("pid " + postgres.pid());
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  @BeforeAll
  static void makeTable() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      execute(postgres.logins().url(), "create table written (n int primary key)");
    }
  }

  @Test
  void adoptsAServerWhoseApplicationWasKilledAndFindsEveryCommit() throws Exception {
    try (ChildJvm child = ChildJvm.start(Holder.class, root.toString())) {
      String url = child.await("url");
      long pid = Long.parseLong(child.await("pid"));
      for (int n = 0; n < 50; n++) {
        execute(url, "insert into written values (" + n + ")");
      }
      child.kill();
      try (EmbeddedPostgres postgres = start()) {
        assertThat(postgres.pid()).isEqualTo(pid);
        assertThat(query(postgres.logins().url(), "select count(*) from written")).isEqualTo("50");
      }
      assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }
  }

  @Test
  void stopsAnOrphanThatWasConfiguredOtherwise() throws Exception {
    try (ChildJvm child = ChildJvm.start(Holder.class, root.toString())) {
      long pid = Long.parseLong(child.await("pid"));
      child.kill();
      Path conf = root.resolve("postgres/postgresql.conf");
      Files.writeString(conf, "# other\n", StandardOpenOption.APPEND);
      try (EmbeddedPostgres postgres = start()) {
        assertThat(postgres.pid()).isNotEqualTo(pid);
        assertThat(Files.readString(conf)).doesNotContain("# other");
      }
    }
  }

  @Test
  void startsOverAPidFileWhoseProcessIsSomebodyElse() throws Exception {
    Path pidFile = root.resolve("postgres/postmaster.pid");
    Files.writeString(
        pidFile,
        ProcessHandle.current().pid()
            + "\n"
            + root.resolve("postgres")
            + "\n0\n5432\n\n\n\nready\n");
    try (EmbeddedPostgres postgres = start()) {
      assertThat(query(postgres.logins().url(), "select 1")).isEqualTo("1");
    }
  }

  @Test
  void bringsAServerThatDiesBackOnTheSamePort() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      String url = postgres.logins().url();
      ProcessHandle.of(postgres.pid()).orElseThrow().destroyForcibly();
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .until(() -> query(url, "select 1").equals("1"));
    }
  }

  @Test
  void refusesAServerThatCouldLoseACommit() throws Exception {
    Path auto = root.resolve("postgres/postgresql.auto.conf");
    Files.writeString(auto, "synchronous_commit = off\n");
    try (EmbeddedPostgres postgres = start()) {
      assertThatThrownBy(postgres::logins)
          .hasMessageContaining("synchronous_commit (off) of PostgreSQL must be on");
    } finally {
      Files.writeString(auto, "");
    }
  }

  @Test
  void letsNobodyInWithoutThePassword() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      String url = postgres.logins().url();
      assertThatThrownBy(() -> DriverManager.getConnection(url, "yiwang", "guess"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      assertThatThrownBy(() -> DriverManager.getConnection(url, "postgres", ""))
          .isInstanceOf(SQLException.class);
    }
  }

  private static EmbeddedPostgres start() {
    return new EmbeddedPostgres(new DataFolder(root));
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(String url, String sql) throws SQLException {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(
        url, Logins.OWNER, new DataFolder(root).secret("postgres.application"));
  }
}
