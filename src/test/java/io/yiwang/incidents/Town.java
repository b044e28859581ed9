package io.yiwang.incidents;

import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.ObservationId;
import io.yiwang.sensing.Channel;
import io.yiwang.sensing.Observation;
import io.yiwang.sensing.ObservationPacket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One partition of a log with its correlator, that can be killed and started again; and a listener
 * to what it says.
 */
final class Town {
  static final JsonMapper JSON = JsonMapper.builder().build();

  final Partitions partitions = new Partitions();
  final List<byte[]> log = new ArrayList<>();
  final List<IncidentChange> said = new ArrayList<>();
  final List<Long> poison = new ArrayList<>();
  final Hand clock = new Hand();
  private final Workshop workshop;
  private RecordedStore store = new RecordedStore();
  private MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
  private Correlator correlator;
  private long processed;
  private long committed;
  private int durableWrites;
  private int durableWords;

  Town(Function<String, ClassRule> rules, int pace, Duration settling, int maxRows) {
    workshop =
        new Workshop(
            rules,
            partitions,
            (partition, offset, row) ->
                Optional.of(ObservationPacket.of(log.get((int) offset)).observation(row)),
            JSON,
            (partition, offset, record, reason) -> poison.add(offset),
            new Pace(pace, clock),
            clock,
            settling,
            new AtomicLong(),
            maxRows);
    correlator = start();
  }

  private Correlator start() {
    context = new MockProcessorContext<>();
    context.setCurrentSystemTimeMs(clock.millis());
    context.addStateStore(store);
    Correlator started = new Correlator(workshop);
    started.init(context);
    return started;
  }

  IncidentIndex index() {
    return partitions.list().iterator().next().index();
  }

  void append(List<Row> rows) {
    log.add(ObservationPacket.encode(rows.stream().map(Town::observation).toList()));
  }

  /** Lets the correlator take the next packet; false if it has them all. */
  boolean process() {
    if (processed == log.size()) {
      return false;
    }
    context.setRecordMetadata("observations", 0, processed);
    correlator.process(new Record<>(null, log.get((int) processed), clock.millis()));
    processed++;
    listen();
    return true;
  }

  void commit() {
    committed = processed;
    durableWrites = store.writes();
    durableWords = said.size();
  }

  /** One round of each punctuator; the stream has committed in between. */
  void tick() {
    commit();
    clock.move(Duration.ofSeconds(1));
    context.scheduledPunctuators().forEach(p -> p.getPunctuator().punctuate(clock.millis()));
    listen();
  }

  /**
   * Kills the correlator; so much of what was not committed has survived, and the rest is delivered
   * again.
   */
  void crash(double writes, double words) {
    correlator.close();
    int survived = durableWrites + (int) ((store.writes() - durableWrites) * writes);
    int heard = durableWords + (int) ((said.size() - durableWords) * words);
    said.subList(heard, said.size()).clear();
    store = store.after(survived);
    processed = committed;
    durableWrites = store.writes();
    durableWords = said.size();
    correlator = start();
  }

  void finish() {
    while (process()) {
      commit();
    }
    int silent = 0;
    while (silent < 8) {
      int before = said.size();
      tick();
      silent = said.size() == before ? silent + 1 : 0;
    }
  }

  private void listen() {
    context
        .forwarded()
        .forEach(f -> said.add(JSON.readValue((byte[]) f.record().value(), IncidentChange.class)));
    context.resetForwards();
  }

  /** The last word on each incident. */
  Map<ObservationId, IncidentChange> heard() {
    Map<ObservationId, IncidentChange> last = new HashMap<>();
    said.forEach(change -> last.put(change.incident(), change));
    return last;
  }

  /** The incident each row was last said to be a member of. */
  Map<ObservationId, ObservationId> members() {
    Map<ObservationId, ObservationId> members = new HashMap<>();
    said.forEach(c -> c.added().forEach(m -> members.put(m.id(), c.incident())));
    return members;
  }

  static Observation observation(Row row) {
    return new Observation(
        row.id(),
        "source-" + row.source(),
        row.id().toString(),
        Channel.SENSOR,
        row.sighting(),
        row.code(),
        GeoPoint.ofE7(row.lat(), row.lng()),
        "310105",
        Instant.ofEpochMilli(row.at()),
        Instant.ofEpochMilli(row.at()),
        row.weight(),
        text("component-", row.component()),
        text("track-", row.track()),
        row.clears(),
        null,
        null,
        List.of(),
        Map.of());
  }

  private static @Nullable String text(String prefix, long number) {
    return number == 0 ? null : prefix + number;
  }

  /** A clock that is moved by hand. */
  static final class Hand extends Clock {
    private Instant now = Instant.ofEpochMilli(100_000);

    void move(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
