package io.yiwang.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The main job end to end: rows in over HTTP, cases dispatched out, both ends on this machine.
 *
 * <p>Throughput counts a row only when the case it opened has been dispatched: the clock runs from
 * the first row of the window until the last case of the window was seen on the live stream.
 */
final class LoopBench {
  private static final int BATCH = 1_000;
  private static final int BATCH_CONNECTIONS = 4;
  private static final int SINGLE_CONNECTIONS = 64;
  private static final int LATENCY_RATE = 2_000;
  private static final int LATENCY_CONNECTIONS = 16;
  private static final String SOURCE = "import";

  private final Instance city;
  private final Sites sites;
  private final int seconds;
  private final int rate;
  private int nextSite;

  private LoopBench(Instance city, Sites sites, int seconds, int rate) {
    this.city = city;
    this.sites = sites;
    this.seconds = seconds;
    this.rate = rate;
  }

  /**
   * Options: {@code --seconds N} of each window (60), {@code --rate N} rows a second offered at
   * most (60,000).
   */
  static void run(String[] options) throws Exception {
    int seconds = Bench.option(options, "--seconds", 60);
    int rate = Bench.option(options, "--rate", 60_000);
    Path data = Files.createTempDirectory("yiwang-bench");
    Bench.note("data folder " + data);
    Instance.Launch launch = Instance.Launch.script("--yiwang.demo.life=false");
    Instance.start(launch, data).close(); // makes the folder warm
    try (Instance city = Instance.start(launch, data)) {
      Bench.figure("loop.start_seconds", city.startSeconds(), "s");
      pause(Duration.ofSeconds(20));
      Bench.figure("loop.idle_rss_mib", city.memoryMib(), "MiB");
      Sites sites;
      try (Wire wire = new Wire(city.address(), city.apiKey())) {
        sites = Sites.of(wire);
      }
      LoopBench bench = new LoopBench(city, sites, seconds, rate);
      bench.throughput(Math.max(10, seconds / 3), false);
      bench.throughput(seconds, true);
      bench.singles(Math.max(5, seconds / 6), false);
      bench.singles(seconds / 2, true);
      bench.latency(seconds / 2);
      Bench.figure("loop.busy_rss_mib", city.memoryMib(), "MiB");
    }
  }

  private void throughput(int window, boolean counted) throws Exception {
    try (LiveFeed feed = feed()) {
      AtomicLong rows = new AtomicLong();
      long begin = System.nanoTime();
      List<Rows> writers =
          parallel(
              BATCH_CONNECTIONS,
              (wire, writer) -> {
                long pace = begin;
                while (System.nanoTime() - begin < window * 1_000_000_000L) {
                  writer.batch(BATCH);
                  expect(wire.post("/api/v1/observations", writer.buffer(), writer.length()), 200);
                  rows.addAndGet(BATCH);
                  pace += 1_000_000_000L * BATCH * BATCH_CONNECTIONS / rate;
                  LockSupport.parkNanos(pace - System.nanoTime());
                }
              });
      double intake = (System.nanoTime() - begin) / 1e9;
      int opened = writers.stream().mapToInt(Rows::opened).sum();
      double whole = untilDispatched(feed, opened, begin);
      if (counted) {
        Bench.figure("loop.observations_per_second", rows.get() / whole, "1/s");
        Bench.figure("loop.cases_per_second", feed.dispatched() / whole, "1/s");
        Bench.figure("loop.intake_observations_per_second", rows.get() / intake, "1/s");
        Bench.figure("loop.drain_seconds", whole - intake, "s");
        Bench.figure("loop.cases_missing", opened - feed.dispatched(), "cases");
        Bench.figure("loop.cases_dispatched_twice", feed.again(), "cases");
      }
    }
  }

  private void singles(int window, boolean counted) throws Exception {
    AtomicLong posts = new AtomicLong();
    long begin = System.nanoTime();
    parallel(
        SINGLE_CONNECTIONS,
        (wire, writer) -> {
          while (System.nanoTime() - begin < window * 1_000_000_000L) {
            writer.single();
            expect(wire.post("/api/v1/observations", writer.buffer(), writer.length()), 201);
            posts.incrementAndGet();
          }
        });
    if (counted) {
      double elapsed = (System.nanoTime() - begin) / 1e9;
      Bench.figure("loop.single_posts_per_second", posts.get() / elapsed, "1/s");
    }
  }

  /**
   * One post a row at a fixed rate, whether or not earlier ones were answered late (no coordinated
   * omission).
   */
  private void latency(int window) throws Exception {
    Map<String, Long> sentAt = new ConcurrentHashMap<>();
    try (LiveFeed feed = feed()) {
      long begin = System.nanoTime();
      long step = 1_000_000_000L * LATENCY_CONNECTIONS / LATENCY_RATE;
      List<Rows> writers =
          parallel(
              LATENCY_CONNECTIONS,
              (wire, writer) -> {
                for (long due = begin; due - begin < window * 1_000_000_000L; due += step) {
                  LockSupport.parkNanos(due - System.nanoTime());
                  boolean opens = writer.single();
                  if (opens) {
                    sentAt.put(writer.lastId(SOURCE).toString(), due);
                  }
                  expect(wire.post("/api/v1/observations", writer.buffer(), writer.length()), 201);
                }
              });
      int opened = writers.stream().mapToInt(Rows::opened).sum();
      untilDispatched(feed, opened, begin);
      Map<String, Long> dispatched = feed.times();
      double[] millis =
          sentAt.entrySet().stream()
              .filter(e -> dispatched.containsKey(e.getKey()))
              .mapToDouble(
                  e -> (Objects.requireNonNull(dispatched.get(e.getKey())) - e.getValue()) / 1e6)
              .sorted()
              .toArray();
      Bench.figure("loop.report_to_dispatched_p50_ms", OpenLoop.percentile(millis, 0.50), "ms");
      Bench.figure("loop.report_to_dispatched_p99_ms", OpenLoop.percentile(millis, 0.99), "ms");
      Bench.figure("loop.report_to_dispatched_missing", sentAt.size() - millis.length, "cases");
    }
  }

  /**
   * Waits until so many cases were seen dispatched or nothing has moved for 20 s; seconds since the
   * beginning.
   */
  private static double untilDispatched(LiveFeed feed, int opened, long begin) {
    long moved = System.nanoTime();
    int before = -1;
    while (feed.dispatched() < opened && System.nanoTime() - moved < 20_000_000_000L) {
      if (feed.dispatched() != before) {
        before = feed.dispatched();
        moved = System.nanoTime();
      }
      pause(Duration.ofMillis(5));
    }
    return ((feed.dispatched() < opened ? moved : System.nanoTime()) - begin) / 1e9;
  }

  private LiveFeed feed() throws IOException {
    LiveFeed feed = new LiveFeed(new Wire(city.address(), city.apiKey()));
    pause(Duration.ofSeconds(1));
    return feed;
  }

  private interface Work {
    void run(Wire wire, Rows rows) throws Exception;
  }

  private List<Rows> parallel(int connections, Work work) throws Exception {
    int base = nextSite;
    List<Rows> writers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        Rows writer = new Rows(sites, "s" + (base + i) + "-", base + i, connections);
        writers.add(writer);
        tasks.add(
            () -> {
              try (Wire wire = new Wire(city.address(), city.apiKey())) {
                work.run(wire, writer);
              }
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    }
    nextSite = writers.stream().mapToInt(Rows::end).max().orElse(base) + connections;
    return writers;
  }

  private static void expect(Wire.Answer answer, int status) {
    if (answer.status() != status) {
      throw new IllegalStateException("expected " + status + ", got " + answer);
    }
  }

  private static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }
}
