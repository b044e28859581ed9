package io.yiwang.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A platform process of the benchmark's own, started like anyone would start it, with a data folder
 * of its own.
 */
final class Instance implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final Duration DEVICES_WAIT = Duration.ofSeconds(60);

  private final Process process;
  private final Path data;
  private final URI address;
  private final double startSeconds;

  private Instance(Process process, Path data, URI address, double startSeconds) {
    this.process = process;
    this.data = data;
    this.address = address;
    this.startSeconds = startSeconds;
  }

  /**
   * How a platform process is started: everything before and after the port and the data folder.
   */
  record Launch(List<String> before, String portOption, String dataOption, List<String> after) {

    /** As anyone would: {@code ./yiwang run}. */
    static Launch script(String... options) {
      Path script = Path.of(System.getProperty("yiwang.home", "."), "yiwang");
      return new Launch(List.of(script.toString(), "run"), "--port=", "--data=", List.of(options));
    }

    /**
     * From the class path of this process, for tests that run before there is anything to install.
     */
    static Launch classPath(String... options) {
      Path java = Path.of(System.getProperty("java.home"), "bin", "java");
      return new Launch(
          List.of(
              java.toString(),
              "-Xmx1g",
              "-XX:+UseCompactObjectHeaders",
              "-XX:TieredStopAtLevel=1",
              "--enable-native-access=ALL-UNNAMED",
              "--sun-misc-unsafe-memory-access=allow",
              "-cp",
              System.getProperty("java.class.path"),
              "io.yiwang.Yiwang",
              "--yiwang.announce=true",
              "--logging.threshold.console=off"),
          "--server.port=",
          "--yiwang.data=",
          List.of(options));
    }

    private List<String> command(int port, Path data) {
      List<String> command = new ArrayList<>(before);
      for (String option : List.of(portOption + port, dataOption + data)) {
        if (before.getLast().equals("run")) { // the script takes option and value apart
          command.addAll(List.of(option.split("=", 2)));
        } else {
          command.add(option);
        }
      }
      command.addAll(after);
      return command;
    }
  }

  /** Starts a platform on a free port and waits for the line that says it is ready. */
  static Instance start(Launch launch, Path data) throws IOException {
    int port = freePort();
    Files.createDirectories(data);
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(launch.command(port, data))
            .redirectError(data.resolve("errors.txt").toFile())
            .start();
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.contains("http://")) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Instance(process, data, URI.create("http://127.0.0.1:" + port), seconds);
      }
    }
    throw new IOException("The platform did not start; see " + data);
  }

  URI address() {
    return address;
  }

  /** Seconds from the command to the first page that can be served. */
  double startSeconds() {
    return startSeconds;
  }

  String apiKey() throws IOException {
    return Files.readString(data.resolve("secrets").resolve("import.key")).strip();
  }

  /** Where devices connect, once they can. */
  int mqttPort() throws IOException, InterruptedException {
    Path file = data.resolve("run").resolve("mqtt");
    long give = System.nanoTime() + DEVICES_WAIT.toNanos();
    while (!Files.exists(file)) {
      if (System.nanoTime() > give) {
        throw new IOException("No device can connect after " + DEVICES_WAIT + ".");
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return URI.create(Files.readAllLines(file).getFirst()).getPort();
  }

  /**
   * Memory in MiB of the platform's JVM and its PostgreSQL processes together, pages they share
   * counted once (the proportional set size of Linux, whose sum over processes is what they hold of
   * the machine).
   */
  double memoryMib() throws IOException {
    long kib = 0;
    for (ProcessHandle each : tree(process.toHandle())) {
      Path rollup = Path.of("/proc", Long.toString(each.pid()), "smaps_rollup");
      try (Stream<String> lines = Files.lines(rollup)) {
        kib +=
            lines
                .filter(l -> l.startsWith("Pss:"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
                .sum();
      } catch (IOException gone) {
        Bench.note("process " + each.pid() + " ended meanwhile");
      }
    }
    return kib / 1024.0;
  }

  private static List<ProcessHandle> tree(ProcessHandle root) {
    List<ProcessHandle> all = new ArrayList<>(List.of(root));
    root.descendants().forEach(all::add);
    return all;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Ends the JVM as a power switch would: no signal handler, no shutdown hook. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** The same for the JVM and every process it has started. */
  void killAll() throws InterruptedException {
    List<ProcessHandle> children = process.descendants().toList();
    kill();
    children.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle child : children) {
      child.onExit().join();
    }
  }

  /** Stops as Ctrl-C would. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
