package io.yiwang.demo.gauges;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import io.yiwang.demo.life.Web;
import io.yiwang.sensing.mqtt.MqttAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The sensors of the demonstration: somebody puts them into the registry, and from then on each
 * speaks for itself over MQTT, signed in with its own secret.
 */
public final class GaugeLife {
  private static final Logger log = LoggerFactory.getLogger(GaugeLife.class);
  private static final double FIRST_SECONDS = 150;
  private static final double PAUSE_SECONDS = 420;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Web web;
  private final String password;
  private final MqttAddress platform;
  private final List<Gauge> gauges;
  private final Clock clock;
  private final JsonMapper json;
  private final SplittableRandom random;
  private final GaugeFaults faults;
  private final Map<String, Mqtt5AsyncClient> lines = new HashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("demo-gauges").daemon().factory());

  /**
   * @param password of the steward's account
   * @param platform where it takes MQTT, once it does
   * @param clock in the city's zone
   */
  public GaugeLife(
      Web web,
      String password,
      MqttAddress platform,
      List<Gauge> gauges,
      Clock clock,
      JsonMapper json,
      long seed) {
    this.web = web;
    this.password = password;
    this.platform = platform;
    this.gauges = List.copyOf(gauges);
    this.clock = clock;
    this.json = json;
    this.random = new SplittableRandom(seed ^ 77);
    this.faults = new GaugeFaults(gauges, seconds() + FIRST_SECONDS, PAUSE_SECONDS, random.split());
  }

  public void begin() {
    timer.schedule(this::setUp, 1, TimeUnit.SECONDS);
  }

  /** Takes leave of the platform, so that no sensor counts as lost. */
  public void close() {
    timer.shutdownNow();
    lines.values().forEach(Mqtt5AsyncClient::disconnect);
  }

  /** Hears of every case; what a worker mended measures well again. */
  public void hear(JsonNode c) {
    faults.hear(c);
  }

  private double seconds() {
    return clock.millis() / 1e3;
  }

  private void setUp() {
    try {
      Web.Caller steward = web.signedIn("steward", password);
      for (Gauge gauge : gauges) {
        lines.put(gauge.code(), connected(gauge, secret(steward, gauge)));
      }
      for (int i = 0; i < gauges.size(); i++) {
        Gauge gauge = gauges.get(i);
        long period = gauge.every().toMillis();
        timer.scheduleAtFixedRate(
            () -> tell(gauge), period * i / gauges.size(), period, TimeUnit.MILLISECONDS);
      }
    } catch (IOException | RuntimeException e) {
      log.debug("The demonstration's sensors are not set up yet: {}", e.toString());
      timer.schedule(this::setUp, PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A device tells its secret once only; after a restart it is given another. */
  private static String secret(Web.Caller steward, Gauge gauge)
      throws IOException, InterruptedException {
    try {
      return steward.post("/api/v1/devices", description(gauge)).get("secret").asString();
    } catch (Web.Refused refused) {
      if (refused.status != 409) {
        throw refused;
      }
      return steward
          .post("/api/v1/devices/" + gauge.code() + "/secret", Map.of())
          .get("secret")
          .asString();
    }
  }

  private static Map<String, Object> description(Gauge gauge) {
    Map<String, Object> device = new LinkedHashMap<>();
    device.put("code", gauge.code());
    device.put("model", gauge.model());
    device.put("name", gauge.nameZh());
    device.put("lat", gauge.point().lat());
    device.put("lng", gauge.point().lng());
    if (gauge.component() != null) {
      device.put("component", gauge.component());
    }
    return device;
  }

  private Mqtt5AsyncClient connected(Gauge gauge, String secret) {
    Mqtt5AsyncClient line =
        MqttClient.builder()
            .useMqttVersion5()
            .identifier(gauge.code())
            .serverHost("127.0.0.1")
            .serverPort(platform.plainPort().orElseThrow())
            .automaticReconnectWithDefaultConfig()
            .simpleAuth()
            .username(gauge.code())
            .password(secret.getBytes(StandardCharsets.UTF_8))
            .applySimpleAuth()
            .buildAsync();
    line.connectWith()
        .cleanStart(false)
        .sessionExpiryInterval(3600)
        .keepAlive(60)
        .willPublish()
        .topic("yiwang/v1/d/" + gauge.code() + "/state")
        .qos(MqttQos.AT_LEAST_ONCE)
        .retain(true)
        .payload("offline".getBytes(StandardCharsets.UTF_8))
        .applyWillPublish()
        .send()
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
    return line;
  }

  private void tell(Gauge gauge) {
    try {
      double now = seconds();
      double wrong = faults.wrongFor(gauge.code(), now);
      double hour = clock.instant().atZone(clock.getZone()).toLocalTime().toSecondOfDay() / 3600.0;
      Map<String, Object> values = new LinkedHashMap<>();
      gauge.curves().forEach(c -> values.put(c.quantity(), c.value(hour, wrong, random)));
      values.put("battery", 78.0);
      Map<String, Object> said = Map.of("t", clock.instant().toString(), "v", values);
      Mqtt5AsyncClient line = lines.get(gauge.code());
      if (line != null) {
        line.publishWith()
            .topic("yiwang/v1/d/" + gauge.code() + "/up")
            .qos(MqttQos.AT_LEAST_ONCE)
            .payload(json.writeValueAsBytes(said))
            .send();
      }
    } catch (RuntimeException e) {
      log.debug("Sensor {} could not speak: {}", gauge.code(), e.toString());
    }
  }
}
