package io.yiwang.house.postgres;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** PostgreSQL's main process: started by us, or left behind by one of us that was killed. */
class Postmaster {
  private static final long LOG_LIMIT_BYTES = 8L << 20;

  private final Path data;
  private final ProcessHandle process;
  private final int port;

  private Postmaster(Path data, ProcessHandle process, int port) {
    this.data = data;
    this.process = process;
    this.port = port;
  }

  static Postmaster start(PostgresBinaries binaries, Path data, int port, Path log)
      throws IOException {
    rotate(log);
    Process process =
        prepared(
                binaries.program("postgres").toString(),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    process.getOutputStream().close();
    return new Postmaster(data, process.toHandle(), port);
  }

  /**
   * The live server that works in this folder. A {@code postmaster.pid} whose process is gone, or
   * is by now somebody else's, is removed: we hold the lock of the data folder, so nobody else may
   * be starting one.
   */
  static Optional<Postmaster> findOrphan(Path data) throws IOException {
    Path pidFile = pidFile(data);
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile);
    Optional<ProcessHandle> process = lines.isEmpty() ? Optional.empty() : processOf(lines.get(0));
    Optional<ProcessHandle> ours = process.filter(handle -> worksIn(handle, data));
    if (ours.isEmpty() || lines.size() < 4) {
      ours.ifPresent(handle -> signal(handle, "QUIT"));
      Files.deleteIfExists(pidFile);
      return Optional.empty();
    }
    return Optional.of(new Postmaster(data, ours.get(), Integer.parseInt(lines.get(3).strip())));
  }

  /** The port of the server that another process of ours runs in this folder. */
  static Optional<Integer> findRunning(Path data) throws IOException {
    Path pidFile = pidFile(data);
    List<String> lines = Files.exists(pidFile) ? Files.readAllLines(pidFile) : List.of();
    return lines.size() < 4 ? Optional.empty() : Optional.of(Integer.valueOf(lines.get(3).strip()));
  }

  /** Runs one of the programs and waits for it; its output is the message when it fails. */
  static void run(List<String> command) throws IOException, InterruptedException {
    Process process = prepared(command.toArray(String[]::new)).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(command.getFirst() + " failed: " + output.strip());
    }
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Whether it says of itself that it takes connections (line 8 of postmaster.pid). */
  boolean isReady() {
    try {
      List<String> lines = Files.readAllLines(pidFile(data));
      return lines.size() >= 8
          && lines.get(0).strip().equals(Long.toString(process.pid()))
          && lines.get(7).strip().equals("ready");
    } catch (IOException e) {
      return false;
    }
  }

  CompletableFuture<ProcessHandle> onExit() {
    return process.onExit();
  }

  /**
   * Fast shutdown: open transactions are rolled back, everything is checkpointed. Immediate if that
   * takes too long.
   */
  void stop(Duration patience) throws InterruptedException {
    signal(process, "INT");
    if (!exitsWithin(patience)) {
      signal(process, "QUIT");
      exitsWithin(Duration.ofSeconds(10));
    }
  }

  private boolean exitsWithin(Duration patience) throws InterruptedException {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The command in a session of its own, so that Ctrl-C reaches us and not PostgreSQL behind our
   * back. PostgreSQL refuses to run as root; in a user namespace without mapping it does not see
   * that it is, and has no more rights than the owner of its files.
   */
  private static ProcessBuilder prepared(String... command) {
    List<String> whole = new ArrayList<>();
    if (onPath("setsid")) {
      whole.add("setsid");
    }
    if (isRoot()) {
      whole.addAll(List.of("unshare", "--user"));
    }
    whole.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(whole).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.equals("TZ"));
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  private static boolean onPath(String program) {
    String path = System.getenv("PATH");
    return path != null
        && List.of(path.split(File.pathSeparator, -1)).stream()
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static boolean isRoot() {
    return ProcessHandle.current().info().user().filter("root"::equals).isPresent();
  }

  private static Optional<ProcessHandle> processOf(String line) {
    try {
      return ProcessHandle.of(Long.parseLong(line.strip())).filter(ProcessHandle::isAlive);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean worksIn(ProcessHandle process, Path data) {
    String[] arguments = process.info().arguments().orElseGet(() -> new String[0]);
    return List.of(arguments).contains(data.toString());
  }

  private static void signal(ProcessHandle process, String name) {
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + process.pid())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Path pidFile(Path data) {
    return data.resolve("postmaster.pid");
  }

  private static void rotate(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
