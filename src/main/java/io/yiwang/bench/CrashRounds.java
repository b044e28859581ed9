package io.yiwang.bench;

import io.yiwang.kernel.ObservationId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rounds of load and kill -9 on one data folder, then the count.
 *
 * <p>Writers note a batch only after its answer; a batch whose answer never came is sent again
 * after the restart, as a real source would. Odd rounds kill the JVM alone, so that PostgreSQL is
 * orphaned; even rounds kill everything.
 */
final class CrashRounds {
  private static final int WRITERS = 4;
  private static final int BATCH = 500;
  private static final int LOOKUP = 1_000;
  private static final int PAGE = 500;
  private static final Duration SETTLE = Duration.ofSeconds(90);
  private static final JsonMapper JSON = new JsonMapper();

  private final Instance.Launch launch;
  private final Path data;
  private final AtomicLong acknowledged = new AtomicLong();
  private final List<Writer> writers = new ArrayList<>();

  /** What was found at the end. */
  record Verdict(
      long acknowledged,
      long lost,
      long incidents,
      long incidentsWithoutCase,
      long casesDoubled,
      @SuppressWarnings("ArrayRecordComponent") double[] secondsToFirstWrite) {}

  private CrashRounds(Instance.Launch launch, Path data) {
    this.launch = launch;
    this.data = data;
  }

  static Verdict run(Instance.Launch launch, Path data, int rounds, int acks) throws Exception {
    return new CrashRounds(launch, data).run(rounds, acks);
  }

  private Verdict run(int rounds, int acks) throws Exception {
    double[] restarts = new double[rounds];
    long killed = 0;
    for (int round = 0; round <= rounds; round++) {
      Instance city = Instance.start(launch, data);
      if (round == 0) {
        hire(city);
      } else {
        firstWrite(city, round);
        restarts[round - 1] = (System.nanoTime() - killed) / 1e9;
      }
      if (round == rounds) {
        try (city) {
          return verdict(city, restarts);
        }
      }
      killed = loadAndKill(city, acks, round % 2 == 0);
      Bench.note("round " + (round + 1) + ": " + acknowledged + " rows acknowledged so far");
    }
    throw new IllegalArgumentException("rounds (" + rounds + ") must not be negative.");
  }

  private void hire(Instance city) throws IOException {
    try (Wire wire = new Wire(city.address(), city.apiKey())) {
      Sites sites = Sites.of(wire);
      for (int i = 0; i < WRITERS; i++) {
        writers.add(new Writer(new Rows(sites, "crash" + i + "-", i, WRITERS), "crash" + i + "-"));
      }
    }
  }

  /** {@link System#nanoTime} of the kill, which happens while writers are waiting for answers. */
  private long loadAndKill(Instance city, int acks, boolean everything) throws Exception {
    long enough = acknowledged.get() + acks;
    List<Thread> threads = new ArrayList<>();
    for (Writer writer : writers) {
      threads.add(Thread.ofPlatform().start(() -> writer.writeUntilItBreaks(city)));
    }
    while (acknowledged.get() < enough && threads.stream().anyMatch(Thread::isAlive)) {
      LockSupport.parkNanos(1_000_000);
    }
    long now = System.nanoTime();
    if (everything) {
      city.killAll();
    } else {
      city.kill();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return now;
  }

  private void firstWrite(Instance city, int round) throws IOException {
    Rows rows = writers.getFirst().rows;
    byte[] row = rows.rowElsewhere("first-write-" + round).getBytes(StandardCharsets.UTF_8);
    try (Wire wire = new Wire(city.address(), city.apiKey())) {
      while (wire.post("/api/v1/observations", row, row.length).status() >= 300) {
        LockSupport.parkNanos(10_000_000);
      }
    }
  }

  private Verdict verdict(Instance city, double[] restarts) throws IOException {
    try (Wire wire = new Wire(city.address(), city.apiKey())) {
      Set<String> incidents = new HashSet<>();
      long lost = 0;
      for (Writer writer : writers) {
        lost += writer.countLost(wire, incidents);
      }
      long end = System.nanoTime() + SETTLE.toNanos();
      List<String> cases = cases(wire);
      while (!new HashSet<>(cases).containsAll(incidents) && System.nanoTime() < end) {
        LockSupport.parkNanos(1_000_000_000);
        cases = cases(wire);
      }
      Set<String> distinct = new HashSet<>(cases);
      long without = incidents.stream().filter(i -> !distinct.contains(i)).count();
      return new Verdict(
          acknowledged.get(),
          lost,
          incidents.size(),
          without,
          cases.size() - distinct.size(),
          restarts);
    }
  }

  /** The incident of every case. */
  private static List<String> cases(Wire wire) throws IOException {
    List<String> incidents = new ArrayList<>();
    for (int page = 0; ; page++) {
      JsonNode items =
          JSON.readTree(wire.get("/api/v1/cases?sort=number&size=" + PAGE + "&page=" + page).body())
              .get("items");
      items.forEach(i -> incidents.add(i.get("incidentId").asString()));
      if (items.size() < PAGE) {
        return incidents;
      }
    }
  }

  /** One source: knows what was acknowledged and what it must send again. */
  private final class Writer {
    private final Rows rows;
    private final String prefix;
    private long acked;
    private boolean unanswered;

    Writer(Rows rows, String prefix) {
      this.rows = rows;
      this.prefix = prefix;
    }

    void writeUntilItBreaks(Instance city) {
      try (Wire wire = new Wire(city.address(), city.apiKey())) {
        while (true) {
          if (!unanswered) {
            rows.batch(BATCH);
            unanswered = true;
          }
          int status = wire.post("/api/v1/observations", rows.buffer(), rows.length()).status();
          if (status == 200) {
            acked += BATCH;
            acknowledged.addAndGet(BATCH);
            unanswered = false;
          } else if (status != 503) {
            throw new IllegalStateException("the intake answered " + status);
          }
        }
      } catch (IOException killed) {
        // the batch stays unanswered and is sent again
      }
    }

    long countLost(Wire wire, Set<String> incidents) throws IOException {
      long lost = 0;
      for (long from = 0; from < acked; from += LOOKUP) {
        List<String> ids = new ArrayList<>();
        for (long row = from; row < Math.min(acked, from + LOOKUP); row++) {
          ids.add(ObservationId.of("import", prefix + row).toString());
        }
        lost += lookup(wire, ids, incidents);
      }
      return lost;
    }

    /** Correlation may still be catching up, so what is missing is asked for again for a while. */
    private long lookup(Wire wire, List<String> ids, Set<String> incidents) throws IOException {
      byte[] body = JSON.writeValueAsBytes(ids);
      long end = System.nanoTime() + SETTLE.toNanos();
      while (true) {
        JsonNode found =
            JSON.readTree(wire.post("/api/v1/observations/lookup", body, body.length).body());
        Set<String> known = new HashSet<>();
        for (JsonNode row : found) {
          String incident = text(row.get("incident"));
          if (incident != null) {
            known.add(row.get("id").asString());
            incidents.add(incident);
          }
        }
        long missing = ids.stream().filter(id -> !known.contains(id)).count();
        if (missing == 0 || System.nanoTime() > end) {
          return missing;
        }
        LockSupport.parkNanos(200_000_000);
      }
    }
  }

  private static @Nullable String text(@Nullable JsonNode node) {
    return node == null || node.isNull() ? null : node.asString();
  }
}
