package io.yiwang.sensing.mqtt;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import io.yiwang.house.DataFolder;
import io.yiwang.house.SystemDuty;
import io.yiwang.sensing.devices.DeviceChanged;
import io.yiwang.sensing.readings.Presences;
import io.yiwang.sensing.readings.ReadingLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The MQTT endpoint: HiveMQ CE in this process, sessions in memory, everything a device says handed
 * to the intake of readings. Starts beside everything else, and is the first to stop, so that
 * nothing is acknowledged that could not be kept. Where it listens is written to {@code run/mqtt}.
 */
@Component
@EnableConfigurationProperties(MqttSettings.class)
class MqttEndpoint implements MqttAddress, SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(MqttEndpoint.class);

  private final MqttSettings settings;
  private final DataFolder data;
  private final Doorkeeper door;
  private final BrokerExtension extension;
  private final ReadingLog log;
  private final Presences presences;
  private final Clock clock;
  private volatile boolean running;
  private volatile OptionalInt plain = OptionalInt.empty();
  private volatile OptionalInt tls = OptionalInt.empty();
  private volatile @Nullable EmbeddedHiveMQ broker;
  private @Nullable Thread starter;
  private @Nullable Thread doorThread;

  MqttEndpoint(
      MqttSettings settings,
      DataFolder data,
      Doorkeeper door,
      PublishGate gate,
      DeviceSessions sessions,
      ReadingLog log,
      Presences presences,
      Clock clock) {
    this.settings = settings;
    this.data = data;
    this.door = door;
    this.extension = new BrokerExtension(door, gate, sessions);
    this.log = log;
    this.presences = presences;
    this.clock = clock;
  }

  @Override
  public String host() {
    return settings.address();
  }

  @Override
  public OptionalInt plainPort() {
    return plain;
  }

  @Override
  public OptionalInt tlsPort() {
    return tls;
  }

  BrokerExtension broker() {
    return extension;
  }

  /** A device that is otherwise or has another secret signs in anew. */
  @EventListener
  void changed(DeviceChanged change) {
    extension.hangUp(change.code());
  }

  private void open() {
    try {
      while (running && !log.isReady()) {
        Thread.sleep(100);
      }
      forgetWhoWasThere();
      Path folder = data.sub("mqtt");
      var keys = new MqttKeys(data, folder);
      OptionalInt plainPort = BrokerFiles.port(settings.address(), settings.port());
      OptionalInt tlsPort = BrokerFiles.port(settings.address(), settings.tlsPort());
      if (tlsPort.isPresent() && !keys.prepare(settings.certificate(), settings.privateKey())) {
        tlsPort = OptionalInt.empty();
      }
      BrokerFiles.write(folder, settings, plainPort, tlsPort, keys);
      start(folder);
      plain = plainPort;
      tls = tlsPort;
      String where = "mqtt://%s:%d".formatted(settings.address(), plainPort.orElse(-1));
      String secure = "mqtts://%s:%d".formatted(settings.address(), tlsPort.orElse(-1));
      Files.writeString(
          data.runFile("mqtt"),
          (plainPort.isPresent() ? where + "\n" : "") + (tlsPort.isPresent() ? secure + "\n" : ""));
      LOG.info("MQTT listens: {} {}", where, secure);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | GeneralSecurityException | ExecutionException | RuntimeException e) {
      LOG.error("The MQTT endpoint could not be started; devices can be read by HTTP only", e);
    }
  }

  /** Whoever was there when the process ended is not any more. */
  private void forgetWhoWasThere() {
    SystemDuty.call(presences::online)
        .forEach(device -> log.presence(device, false, clock.instant()));
  }

  private void start(Path folder) throws ExecutionException, InterruptedException {
    InternalConfigurations.PERSISTENCE_SHUTDOWN_GRACE_PERIOD_MSEC.set(100);
    EmbeddedHiveMQ made =
        EmbeddedHiveMQ.builder()
            .withConfigurationFolder(folder.resolve("conf"))
            .withDataFolder(folder.resolve("broker"))
            .withExtensionsFolder(folder.resolve("extensions"))
            .withEmbeddedExtension(
                EmbeddedExtension.builder()
                    .withId("yiwang")
                    .withName("Yiwang")
                    .withVersion("1")
                    .withExtensionMain(extension)
                    .build())
            .withoutLoggingBootstrap()
            .build();
    broker = made;
    doorThread = Thread.ofPlatform().name("mqtt-door").start(door::serve);
    made.start().get();
  }

  @Override
  public void start() {
    running = true;
    if (settings.enabled()) {
      starter = Thread.ofPlatform().name("mqtt-start").start(this::open);
    }
  }

  @Override
  public void stop() {
    running = false;
    try {
      if (starter != null) {
        starter.join();
      }
      EmbeddedHiveMQ open = broker;
      if (open != null) {
        open.stop().get();
      }
      if (doorThread != null) {
        doorThread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      LOG.warn("The MQTT endpoint did not stop in order", e);
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE; // takes nothing any more before anything else stops
  }
}
