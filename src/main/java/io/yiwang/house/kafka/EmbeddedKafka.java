package io.yiwang.house.kafka;

import io.yiwang.house.DataFolder;
import io.yiwang.house.LogCluster;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A Kafka broker (KRaft, one node that is its own controller) in this process, its data under
 * {@code kafka} in the data folder. Each append is flushed to disk before it is acknowledged.
 * Starting happens in the background from construction on; whoever needs it waits. It stops when
 * everything built on its address has stopped.
 *
 * <p>A broker that gives up (say, the disk is full) would end the whole process. Here it is started
 * again on the same port until it stays, while its clients see an absent broker.
 */
class EmbeddedKafka implements LogCluster, AutoCloseable {
  private static final int NODE = 1;
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final Logger log = LoggerFactory.getLogger(EmbeddedKafka.class);

  private final DataFolder folder;
  private final Path data;
  private final CompletableFuture<KafkaConfig> starting;
  private final AtomicBoolean restarting = new AtomicBoolean();
  private volatile boolean closing;
  private volatile @Nullable KafkaRaftServer server;
  private @Nullable Topics topics;

  EmbeddedKafka(DataFolder folder) {
    this.folder = folder;
    this.data = folder.root().resolve("kafka");
    this.starting = new CompletableFuture<>();
    Thread.ofPlatform().name("kafka-start").start(this::startFirst);
  }

  @Override
  public String bootstrapServers() {
    try {
      return address(starting.join());
    } catch (CompletionException e) {
      throw new IllegalStateException("The Kafka broker did not start.", e.getCause());
    }
  }

  @Override
  public synchronized void ensureTopic(String name, int partitions, Map<String, String> config) {
    if (topics == null) {
      topics = new Topics(bootstrapServers());
    }
    topics.ensure(name, partitions, config);
  }

  @Override
  public void close() {
    closing = true;
    starting.handle((config, failure) -> 0).join();
    synchronized (this) {
      if (topics != null) {
        topics.close();
      }
    }
    stop();
    Exit.resetExitProcedure();
    Exit.resetHaltProcedure();
  }

  private void startFirst() {
    try {
      if (!Files.exists(data.resolve("meta.properties"))) {
        format();
      }
      KafkaConfig config = KafkaConfig.fromProps(properties(freePort(), freePort()), false);
      Exit.setExitProcedure((status, message) -> giveUp(config, message));
      Exit.setHaltProcedure((status, message) -> giveUp(config, message));
      start(config);
      starting.complete(config);
    } catch (Throwable e) {
      starting.completeExceptionally(e);
    }
  }

  private void start(KafkaConfig config) {
    KafkaRaftServer fresh = new KafkaRaftServer(config, Time.SYSTEM);
    server = fresh;
    fresh.startup();
  }

  private void stop() {
    KafkaRaftServer running = server;
    if (running != null) {
      running.shutdown();
      running.awaitShutdown();
    }
  }

  /** What the broker calls instead of ending the process; must not return normally. */
  private void giveUp(KafkaConfig config, @Nullable String message) {
    log.error("The Kafka broker gave up: {}", message);
    if (starting.isDone() && restarting.compareAndSet(false, true)) {
      Thread.ofPlatform().name("kafka-restart").daemon().start(() -> restart(config));
    }
    throw new IllegalStateException("The Kafka broker gave up: " + message);
  }

  private void restart(KafkaConfig config) {
    while (!closing) {
      try {
        stop();
        start(config);
        restarting.set(false);
        log.warn("The Kafka broker is back");
        return;
      } catch (RuntimeException e) {
        log.error("The Kafka broker could not be started again; trying on", e);
      }
      try {
        Thread.sleep(RETRY);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static String address(KafkaConfig config) {
    String listener = config.getList("listeners").getFirst();
    return listener.substring(listener.indexOf("//") + 2);
  }

  /** Formats beside and moves into place, so that half-formatted storage is never started. */
  private void format() throws Exception {
    Path part = folder.root().resolve("kafka.part");
    FileSystemUtils.deleteRecursively(part);
    Files.createDirectories(part);
    new Formatter()
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
        .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(NODE)
        .setUnstableFeatureVersionsEnabled(false)
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(part.toString())
        .setDirectories(List.of(part.toString()))
        .setIgnoreFormatted(false)
        .run();
    FileSystemUtils.deleteRecursively(data);
    Files.move(part, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private Properties properties(int clientPort, int controllerPort) {
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "node.id",
            Integer.toString(NODE),
            "process.roles",
            "broker,controller",
            "log.dirs",
            data.toString(),
            "listeners",
            "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                .formatted(clientPort, controllerPort),
            "controller.listener.names",
            "CONTROLLER",
            "controller.quorum.voters",
            NODE + "@127.0.0.1:" + controllerPort));
    properties.putAll(BrokerSettings.FIXED);
    return properties;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
