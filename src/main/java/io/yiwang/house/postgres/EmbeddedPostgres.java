package io.yiwang.house.postgres;

import io.yiwang.house.DataFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A real PostgreSQL as a supervised child of this process, its data under {@code postgres} in the
 * data folder.
 *
 * <p>It outlives a killed JVM; the next start adopts it when it was configured alike, otherwise
 * stops it first. If it dies while we live, it is started again on the same port and connections
 * heal. Starting happens in the background from construction on; whoever needs the address waits.
 */
class EmbeddedPostgres implements AutoCloseable {
  static final String DATABASE = "yiwang";
  static final String SUPERUSER = "postgres";
  private static final Duration START_PATIENCE = Duration.ofMinutes(5);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
  private static final int ATTEMPTS = 10;
  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

  private final DataFolder folder;
  private final Path data;
  private final String superPassword;
  private final String ownerPassword;
  private final String servingPassword;
  private final String systemPassword;
  private final CompletableFuture<Postmaster> starting;
  private volatile boolean closing;
  private volatile @Nullable Postmaster postmaster;

  EmbeddedPostgres(DataFolder folder) {
    this.folder = folder;
    this.data = folder.root().resolve("postgres");
    this.superPassword = folder.secret("postgres.superuser");
    this.ownerPassword = folder.secret("postgres.application");
    this.servingPassword = folder.secret("postgres.serving");
    this.systemPassword = folder.secret("postgres.system");
    this.starting =
        CompletableFuture.supplyAsync(
            this::start,
            Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("postgres-start").factory()));
  }

  Logins logins() {
    return new Logins(
        url(started().port(), DATABASE), ownerPassword, servingPassword, systemPassword);
  }

  long pid() {
    return started().pid();
  }

  /**
   * Stops it cleanly; the DataSource has been closed before, since it was built from our address.
   */
  @Override
  public void close() throws InterruptedException {
    closing = true;
    try {
      starting.join();
    } catch (CompletionException e) {
      log.debug("PostgreSQL had not started", e);
    }
    Postmaster running = postmaster;
    if (running != null) {
      running.stop(STOP_PATIENCE);
    }
  }

  private Postmaster started() {
    try {
      Postmaster first = starting.join();
      Postmaster present = postmaster;
      return present == null ? first : present;
    } catch (CompletionException e) {
      throw new IllegalStateException(
          "PostgreSQL did not start: "
              + (e.getCause() == null ? e : e.getCause()).getMessage()
              + " Maybe "
              + logFile()
              + " tells more.",
          e);
    }
  }

  private Postmaster start() {
    try {
      PostgresBinaries binaries = PostgresBinaries.unpacked();
      if (!Files.exists(data.resolve("PG_VERSION"))) {
        initialise(binaries);
      }
      boolean sameSettings = PostgresSettings.write(data);
      Postmaster running = adopt(sameSettings).orElse(null);
      if (running == null) {
        running = launch(binaries, 0);
      }
      supervise(binaries, running);
      return running;
    } catch (IOException | SQLException e) {
      throw new CompletionException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  /** Makes the cluster beside and moves it into place, so that a half-made one is never started. */
  private void initialise(PostgresBinaries binaries) throws IOException, InterruptedException {
    Path part = folder.root().resolve("postgres.part");
    FileSystemUtils.deleteRecursively(part);
    Postmaster.run(
        List.of(
            binaries.program("initdb").toString(),
            "--pgdata=" + part,
            "--username=" + SUPERUSER,
            "--pwfile=" + folder.sub("secrets").resolve("postgres.superuser"),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--data-checksums",
            "--no-instructions"));
    FileSystemUtils.deleteRecursively(data);
    Files.move(part, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private Optional<Postmaster> adopt(boolean sameSettings)
      throws IOException, InterruptedException {
    Optional<Postmaster> orphan = Postmaster.findOrphan(data);
    if (orphan.isEmpty()) {
      return orphan;
    }
    if (sameSettings) {
      try {
        awaitReady(orphan.get());
        prepare(orphan.get());
        log.info(
            "Adopted PostgreSQL (process {}) left behind by a killed instance", orphan.get().pid());
        return orphan;
      } catch (IOException | SQLException e) {
        log.warn("PostgreSQL left behind by a killed instance does not answer", e);
      }
    }
    orphan.get().stop(STOP_PATIENCE);
    return Optional.empty();
  }

  /**
   * Starts and waits; again when the port was taken meanwhile or a dead server's children still
   * hold its memory.
   */
  private Postmaster launch(PostgresBinaries binaries, int wantedPort)
      throws IOException, SQLException, InterruptedException {
    IOException last = new IOException("PostgreSQL was not started.");
    for (int attempt = 0; attempt < ATTEMPTS && !closing; attempt++) {
      int port = wantedPort == 0 ? freePort() : wantedPort;
      Postmaster started = Postmaster.start(binaries, data, port, logFile());
      try {
        awaitReady(started);
        prepare(started);
        return started;
      } catch (IOException e) {
        last = e;
        Thread.sleep(Math.min(2_000, 100L << attempt));
      } catch (SQLException e) {
        started.stop(STOP_PATIENCE);
        throw e;
      }
    }
    throw last;
  }

  private void awaitReady(Postmaster started) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (!started.isReady()) {
      if (!started.isAlive()) {
        throw new IOException("PostgreSQL ended while starting: " + lastLine(logFile()));
      }
      if (System.nanoTime() > deadline) {
        throw new IOException("PostgreSQL was not ready within " + START_PATIENCE + ".");
      }
      Thread.sleep(10);
    }
  }

  /**
   * Refuses a server that could lose a commit; makes the roles and the database when they are
   * missing.
   */
  private void prepare(Postmaster server) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(url(server.port(), "postgres"), SUPERUSER, superPassword);
        Statement sql = connection.createStatement()) {
      for (String setting : PostgresSettings.DURABLE) {
        String value = single(sql, "show " + setting);
        if (!"on".equals(value)) {
          throw new SQLException(
              "%s (%s) of PostgreSQL must be on. Maybe postgresql.auto.conf changes it."
                  .formatted(setting, value));
        }
      }
      role(sql, Logins.OWNER, ownerPassword);
      role(sql, Logins.SERVING, servingPassword);
      role(sql, Logins.SYSTEM, systemPassword);
      if (single(sql, "select 1 from pg_database where datname = '" + DATABASE + "'") == null) {
        sql.execute("create database %s owner %s".formatted(DATABASE, Logins.OWNER));
      }
    }
  }

  private static void role(Statement sql, String name, String password) throws SQLException {
    if (single(sql, "select 1 from pg_roles where rolname = '" + name + "'") == null) {
      sql.execute(
          "create role %s login nosuperuser nobypassrls password '%s'".formatted(name, password));
    }
  }

  private void supervise(PostgresBinaries binaries, Postmaster running) {
    postmaster = running;
    running
        .onExit()
        .thenRun(
            () -> {
              if (!closing) {
                Thread.ofPlatform()
                    .name("postgres-restart")
                    .daemon()
                    .start(() -> restart(binaries, running.port()));
              }
            });
  }

  private void restart(PostgresBinaries binaries, int port) {
    log.error("PostgreSQL ended unexpectedly; starting it again on port {}", port);
    while (!closing) {
      try {
        Postmaster again = launch(binaries, port);
        supervise(binaries, again);
        if (closing) {
          again.stop(STOP_PATIENCE);
        }
        return;
      } catch (IOException | SQLException e) {
        log.error("PostgreSQL could not be started again; trying on", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private Path logFile() {
    return folder.sub("logs").resolve("postgresql.log");
  }

  static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?sslmode=disable&gssEncMode=disable&tcpKeepAlive=true&ApplicationName=yiwang"
        .formatted(port, database);
  }

  private static @Nullable String single(Statement sql, String query) throws SQLException {
    try (ResultSet rows = sql.executeQuery(query)) {
      return rows.next() ? rows.getString(1) : null;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String lastLine(Path file) throws IOException {
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    return lines.isEmpty() ? "no message" : lines.getLast();
  }
}
