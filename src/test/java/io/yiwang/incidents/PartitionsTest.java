package io.yiwang.incidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yiwang.house.DataFolder;
import io.yiwang.house.LogCluster;
import io.yiwang.house.kafka.TestBroker;
import io.yiwang.sensing.intake.TestLog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same rows give the incidents of the reference with one partition and one correlator as with
 * sixteen partitions shared by two, shuffled, delivered twice, and while a correlator leaves and
 * comes back: on a real broker, through the production log and the production topology.
 */
class PartitionsTest {
  private static final int STREAMS = 60;
  private static final int TOWNS = 12;
  private static final int PACKET = 25;

  @TempDir Path folder;

  @Test
  void onePartitionAndOneCorrelatorGiveTheIncidentsOfTheReference() {
    List<Row> rows = shuffled(1);
    try (TestBroker broker = new TestBroker(folder.resolve("broker"));
        TestLog log = new TestLog(broker, 1, code -> rule(code).family());
        Instance only = new Instance(broker, folder.resolve("only"), 1)) {
      append(log, rows.subList(0, rows.size() / 2));
      only.leave();
      append(log, rows.subList(rows.size() / 2, rows.size()));
      only.come();

      awaitReference(rows, List.of(only));
      assertThat(only.partitions.list()).hasSize(1);
    }
  }

  @Test
  void sixteenPartitionsAndTwoCorrelatorsGiveTheSame() {
    List<Row> rows = shuffled(2);
    try (TestBroker broker = new TestBroker(folder.resolve("broker"));
        TestLog log = new TestLog(broker, 16, code -> rule(code).family());
        Instance one = new Instance(broker, folder.resolve("one"), 16);
        Instance other = new Instance(broker, folder.resolve("other"), 16)) {
      append(log, rows.subList(0, rows.size() / 3));
      other.leave();
      append(log, rows.subList(rows.size() / 3, rows.size() * 2 / 3));
      other.come();
      append(log, rows.subList(rows.size() * 2 / 3, rows.size()));

      awaitReference(rows, List.of(one, other));
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> !one.partitions.list().isEmpty() && !other.partitions.list().isEmpty());
      awaitReference(rows, List.of(one, other));
      assertThat(partitionsWithRows(one, other)).as("partitions in use").hasSizeGreaterThan(10);
    }
  }

  private static void append(TestLog log, List<Row> rows) {
    for (int i = 0; i < rows.size(); i += PACKET) {
      log.append(
          rows.subList(i, Math.min(rows.size(), i + PACKET)).stream()
              .map(Town::observation)
              .toList());
    }
  }

  private static void awaitReference(List<Row> rows, List<Instance> instances) {
    List<String> expected = Reference.incidents(rows, PartitionsTest::rule);
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> {
              List<String> found = new ArrayList<>();
              instances.forEach(i -> found.addAll(i.incidents()));
              Collections.sort(found);
              assertThat(found).isEqualTo(expected);
            });
  }

  private static Set<Integer> partitionsWithRows(Instance... instances) {
    Set<Integer> used = new HashSet<>();
    for (Instance instance : instances) {
      instance.partitions.list().stream()
          .filter(p -> p.index().rows.size() > 0)
          .forEach(p -> used.add(p.number()));
    }
    return used;
  }

  /** Many small nasty streams, each with classes of its own, in one arbitrary order. */
  private static List<Row> shuffled(long seed) {
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i <= STREAMS; i++) {
      String town = "-" + i % TOWNS;
      for (Row r : RandomStream.ofPackets(i)) {
        rows.add(r.of(r.code() + town));
      }
    }
    Collections.shuffle(rows, new Random(seed));
    return rows;
  }

  private static ClassRule rule(String code) {
    int dash = code.indexOf('-');
    String town = code.substring(dash);
    ClassRule r = RandomStream.rule(code.substring(0, dash));
    Set<String> confusable = new HashSet<>();
    r.confusable().forEach(c -> confusable.add(c + town));
    return new ClassRule(code, r.family() + town, r.radius(), r.window(), r.needed(), confusable);
  }

  /** A process that correlates, with a data folder of its own. */
  private static final class Instance implements AutoCloseable {
    private final Partitions partitions = new Partitions();
    private final LogReader reader;
    private final CorrelationStream stream;

    Instance(LogCluster cluster, Path folder, int count) {
      Clock clock = Clock.systemUTC();
      reader = new LogReader(cluster);
      CorrelationSettings settings =
          new CorrelationSettings(Duration.ofDays(1), 1_000_000, 1, 1_000);
      Workshop workshop =
          new Workshop(
              PartitionsTest::rule,
              partitions,
              reader,
              Town.JSON,
              (partition, offset, record, reason) -> {
                throw new AssertionError(reason);
              },
              new Pace(settings.growthPerSecond(), clock),
              clock,
              settings.settling(),
              new AtomicLong(),
              settings.maxRows());
      stream = new CorrelationStream(cluster, new DataFolder(folder), workshop, settings, count);
      stream.start();
    }

    void leave() {
      stream.stop();
    }

    void come() {
      stream.start();
    }

    List<String> incidents() {
      List<String> lines = new ArrayList<>();
      for (Partition partition : partitions.list()) {
        partition.lock().lock();
        try {
          lines.addAll(Rendering.of(partition.index()));
        } finally {
          partition.lock().unlock();
        }
      }
      return lines;
    }

    @Override
    public void close() {
      stream.stop();
      reader.destroy();
    }
  }
}
