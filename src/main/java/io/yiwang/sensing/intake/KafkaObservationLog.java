package io.yiwang.sensing.intake;

import io.yiwang.house.LogCluster;
import io.yiwang.house.Phases;
import io.yiwang.sensing.Observation;
import io.yiwang.sensing.ObservationLog;
import io.yiwang.sensing.ObservationPacket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The log on Kafka: rows of a family of classes go to one partition, gathered into packets by a
 * {@link LogLane} each. One thread makes and sends the packets; callers only wait. The producer is
 * not idempotent: a packet sent twice is recognised by whoever reads the log, row by row.
 */
@Component
final class KafkaObservationLog implements ObservationLog, SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaObservationLog.class);
  private static final Duration PATIENCE = Duration.ofSeconds(6);
  private static final Duration STALLED = Duration.ofSeconds(4);
  private static final int SLICE_BYTES = 256 << 10;
  private static final long QUEUE_BYTES = 96L << 20;

  private final CityView city;
  private final LogCluster cluster;
  private final int wantedPartitions;
  private final long retentionMillis;
  private final CountDownLatch ready = new CountDownLatch(1);
  private final LinkedBlockingQueue<LogLane> queue = new LinkedBlockingQueue<>();
  private final AtomicLong queuedBytes = new AtomicLong();
  private final AtomicInteger onTheWay = new AtomicInteger();
  private volatile long progressNanos;
  private volatile LogLane[] lanes = {};
  private volatile boolean running;
  private @Nullable Thread committer;
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  @Autowired
  KafkaObservationLog(
      CityView city,
      LogCluster cluster,
      @Value("${yiwang.log.partitions:4}") int wantedPartitions,
      @Value("${yiwang.log.retention-ms:-1}") long retentionMillis) {
    this.city = city;
    this.cluster = cluster;
    this.wantedPartitions = wantedPartitions;
    this.retentionMillis = retentionMillis;
  }

  @Override
  public CompletableFuture<Void> append(List<Observation> rows) {
    if (rows.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    LogUnavailable refusal = refusal();
    if (refusal != null) {
      return CompletableFuture.failedFuture(refusal);
    }
    List<LaneSlice> slices = slices(rows);
    var ticket = new LogLane.Ticket(slices.size());
    for (LaneSlice slice : slices) {
      queuedBytes.addAndGet(slice.bytes);
      if (slice.lane.add(new LogLane.Slice(slice.rows, slice.bytes, ticket))) {
        queue.add(slice.lane);
      }
    }
    return ticket
        .done
        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(KafkaObservationLog::unavailable);
  }

  private @Nullable LogUnavailable refusal() {
    try {
      if (!ready.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) || !running) {
        return new LogUnavailable("The log is not there yet.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new LogUnavailable("Interrupted while waiting for the log.", e);
    }
    if (queuedBytes.get() > QUEUE_BYTES) {
      return new LogUnavailable("Too many rows wait for the log.");
    }
    if (onTheWay.get() > 0 && System.nanoTime() - progressNanos > STALLED.toNanos()) {
      return new LogUnavailable("The log has not answered for " + STALLED.toSeconds() + " s.");
    }
    return null;
  }

  private static CompletableFuture<Void> unavailable(Throwable failure) {
    return CompletableFuture.failedFuture(
        failure instanceof TimeoutException
            ? new LogUnavailable("The log did not answer within " + PATIENCE.toSeconds() + " s.")
            : new LogUnavailable("The log refused: " + failure.getMessage(), failure));
  }

  /** The rows divided by partition, and within a partition by size. */
  private List<LaneSlice> slices(List<Observation> rows) {
    LogLane[] all = lanes;
    var open = new @Nullable LaneSlice[all.length];
    var slices = new ArrayList<LaneSlice>();
    for (Observation row : rows) {
      int partition = partition(city.family(row.classCode()), all.length);
      LaneSlice slice = open[partition];
      if (slice == null || slice.bytes > SLICE_BYTES) {
        slice = new LaneSlice(all[partition]);
        open[partition] = slice;
        slices.add(slice);
      }
      slice.rows.add(row);
      slice.bytes += bytes(row);
    }
    return slices;
  }

  private static final class LaneSlice {
    private final LogLane lane;
    private final List<Observation> rows = new ArrayList<>();
    private int bytes;

    LaneSlice(LogLane lane) {
      this.lane = lane;
    }
  }

  static int partition(String family, int partitions) {
    byte[] name = family.getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(name)) % partitions;
  }

  /** About how many bytes the row takes in a packet. */
  private static int bytes(Observation row) {
    int chars = 160 + row.key().length() + length(row.description()) + length(row.address());
    for (String photo : row.photos()) {
      chars += photo.length();
    }
    for (var attribute : row.attributes().entrySet()) {
      chars += attribute.getKey().length() + attribute.getValue().length();
    }
    return chars * 2;
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  private void commitLoop() {
    try (KafkaProducer<byte[], byte[]> connected = connect()) {
      producer = connected;
      lanes = lanes(connected.partitionsFor(TOPIC).size());
      ready.countDown();
      while (running) {
        LogLane lane = queue.poll(1, TimeUnit.SECONDS);
        if (lane != null) {
          commit(connected, lane);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static LogLane[] lanes(int count) {
    var made = new LogLane[count];
    for (int i = 0; i < count; i++) {
      made[i] = new LogLane(i);
    }
    return made;
  }

  private KafkaProducer<byte[], byte[]> connect() throws InterruptedException {
    while (true) {
      try {
        String servers = cluster.bootstrapServers();
        cluster.ensureTopic(
            TOPIC,
            wantedPartitions,
            Map.of("retention.ms", Long.toString(retentionMillis), "max.message.bytes", "4194304"));
        var connected = new KafkaProducer<>(settings(servers), BYTES, BYTES);
        connected.partitionsFor(TOPIC);
        return connected;
      } catch (RuntimeException e) {
        LOG.warn("The log is not there yet: {}", e.toString());
        Thread.sleep(1_000);
      }
    }
  }

  private static final ByteArraySerializer BYTES = new ByteArraySerializer();

  private static Map<String, Object> settings(String servers) {
    return Map.ofEntries(
        Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers),
        Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "yiwang-intake"),
        Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
        Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false),
        Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none"),
        Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
        Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, 64 << 10),
        Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 48L << 20),
        Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4 << 20),
        Map.entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
        Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000),
        Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000),
        Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000),
        Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500));
  }

  private void commit(KafkaProducer<byte[], byte[]> connected, LogLane lane) {
    List<LogLane.Slice> slices = lane.take();
    if (slices.isEmpty()) {
      return;
    }
    if (onTheWay.getAndIncrement() == 0) {
      progressNanos = System.nanoTime();
    }
    try {
      byte[] packet = ObservationPacket.encode(rows(slices));
      connected.send(
          new ProducerRecord<>(TOPIC, lane.partition(), null, packet),
          (where, failure) -> arrived(lane, slices, failure));
    } catch (RuntimeException e) {
      arrived(lane, slices, e);
    }
    if (lane.more()) {
      queue.add(lane);
    }
  }

  private static List<Observation> rows(List<LogLane.Slice> slices) {
    if (slices.size() == 1) {
      return slices.getFirst().rows();
    }
    var rows = new ArrayList<Observation>();
    slices.forEach(slice -> rows.addAll(slice.rows()));
    return rows;
  }

  private void arrived(LogLane lane, List<LogLane.Slice> slices, @Nullable Exception failure) {
    onTheWay.decrementAndGet();
    progressNanos = System.nanoTime();
    for (LogLane.Slice slice : slices) {
      queuedBytes.addAndGet(-slice.bytes());
      slice.ticket().sliceDone(failure);
    }
    if (lane.arrived()) {
      queue.add(lane);
    }
  }

  @Override
  public void start() {
    running = true;
    committer = Thread.ofPlatform().name("log-commit").start(this::commitLoop);
  }

  /**
   * Rows that still wait are refused by their own timeouts; nothing acknowledged is in the queue.
   */
  @Override
  public void stop() {
    running = false;
    Thread thread = committer;
    if (thread != null) {
      try {
        thread.join(PATIENCE);
        if (thread.isAlive()) {
          thread.interrupt();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Phases.STREAMS;
  }
}
