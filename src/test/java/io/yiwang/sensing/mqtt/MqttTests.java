package io.yiwang.sensing.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAckReasonCode;
import io.yiwang.PlatformTest;
import io.yiwang.house.DataFolder;
import io.yiwang.sensing.mqtt.DeviceDesk.Made;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Devices with a real MQTT client against the real endpoint. */
@PlatformTest
class MqttTests {
  private static final Duration SOON = Duration.ofSeconds(20);

  @LocalServerPort int port;
  @Autowired ApplicationContext beans;
  @Autowired MqttAddress mqtt;
  @Autowired DataFolder data;

  private final List<AutoCloseable> open = new ArrayList<>();
  private DeviceDesk desk;

  @BeforeEach
  void listening() {
    await().atMost(Duration.ofSeconds(60)).until(() -> mqtt.plainPort().isPresent());
    desk = new DeviceDesk(beans, port);
  }

  @AfterEach
  void hangUp() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private Mqtt5BlockingClient five(String clientId) {
    Mqtt5BlockingClient client =
        MqttClient.builder()
            .useMqttVersion5()
            .identifier(clientId)
            .serverHost("127.0.0.1")
            .serverPort(mqtt.plainPort().getAsInt())
            .buildBlocking();
    open.add(
        () -> {
          if (client.getState().isConnected()) {
            client.disconnect();
          }
        });
    return client;
  }

  private Mqtt3BlockingClient three(String clientId) {
    Mqtt3BlockingClient client =
        MqttClient.builder()
            .useMqttVersion3()
            .identifier(clientId)
            .serverHost("127.0.0.1")
            .serverPort(mqtt.plainPort().getAsInt())
            .buildBlocking();
    open.add(
        () -> {
          if (client.getState().isConnected()) {
            client.disconnect();
          }
        });
    return client;
  }

  private static void connect(Mqtt5BlockingClient client, String code, String secret) {
    client
        .connectWith()
        .simpleAuth()
        .username(code)
        .password(secret.getBytes(StandardCharsets.UTF_8))
        .applySimpleAuth()
        .send();
  }

  private static void connect(Mqtt3BlockingClient client, Made device) {
    client
        .connectWith()
        .simpleAuth()
        .username(device.code())
        .password(device.secret().getBytes(StandardCharsets.UTF_8))
        .applySimpleAuth()
        .send();
  }

  private Mqtt5BlockingClient connected(Made device) {
    Mqtt5BlockingClient client = five(device.code());
    connect(client, device.code(), device.secret());
    return client;
  }

  private static void publish(Mqtt5BlockingClient client, String topic, String payload) {
    client
        .publishWith()
        .topic(topic)
        .qos(MqttQos.AT_LEAST_ONCE)
        .payload(payload.getBytes(StandardCharsets.UTF_8))
        .send();
  }

  private static Mqtt5PubAckReasonCode refusal(Runnable publishing) {
    try {
      publishing.run();
    } catch (Mqtt5PubAckException e) {
      return e.getMqttMessage().getReasonCode();
    }
    return Mqtt5PubAckReasonCode.SUCCESS;
  }

  private static String level(double value, Instant at) {
    return "{\"t\":\"%s\",\"v\":{\"level\":%s}}".formatted(at, value);
  }

  @Test
  void keepsWhatADeviceSaysInMqtt5() {
    Made gauge = desk.add("water-level");
    publish(connected(gauge), gauge.topic(), level(1.5, Instant.now()));
    await().atMost(SOON).untilAsserted(() -> assertThat(desk.last(gauge, "level")).isEqualTo(1.5));
  }

  @Test
  void keepsWhatADeviceSaysInMqtt311() {
    Made gauge = desk.add("water-level");
    Mqtt3BlockingClient client = three(gauge.code());
    connect(client, gauge);
    client
        .publishWith()
        .topic(gauge.topic())
        .qos(MqttQos.AT_LEAST_ONCE)
        .payload(
            "{\"v\":{\"level\":230},\"u\":{\"level\":\"cm\"}}".getBytes(StandardCharsets.UTF_8))
        .send();
    await().atMost(SOON).untilAsserted(() -> assertThat(desk.last(gauge, "level")).isEqualTo(2.3));
  }

  @Test
  void knowsWhoIsThere() {
    Made gauge = desk.add("water-level");
    assertThat(desk.isOnline(gauge)).isFalse();
    Mqtt5BlockingClient client = connected(gauge);
    await().atMost(SOON).until(() -> desk.isOnline(gauge));
    client.disconnect();
    await().atMost(SOON).until(() -> !desk.isOnline(gauge));
  }

  @Test
  void letsNobodyInWithoutTheRightSecretOrUnderAnotherName() {
    Made gauge = desk.add("water-level");
    Made other = desk.add("water-level");
    assertThat(refused(gauge.code(), gauge.code(), other.secret()))
        .isEqualTo(Mqtt5ConnAckReasonCode.BAD_USER_NAME_OR_PASSWORD);
    assertThat(refused("no-such-device", "no-such-device", gauge.secret()))
        .isEqualTo(Mqtt5ConnAckReasonCode.BAD_USER_NAME_OR_PASSWORD);
    assertThat(refused(other.code(), gauge.code(), gauge.secret()))
        .isEqualTo(Mqtt5ConnAckReasonCode.CLIENT_IDENTIFIER_NOT_VALID);
    assertThatThrownBy(() -> five(gauge.code()).connect())
        .isInstanceOf(Mqtt5ConnAckException.class);
  }

  private Mqtt5ConnAckReasonCode refused(String clientId, String code, String secret) {
    try {
      connect(five(clientId), code, secret);
      return Mqtt5ConnAckReasonCode.SUCCESS;
    } catch (Mqtt5ConnAckException e) {
      return e.getMqttMessage().getReasonCode();
    }
  }

  @Test
  void letsADeviceSpeakAndListenOnlyBelowItsOwnName() {
    Made gauge = desk.add("water-level");
    Made other = desk.add("water-level");
    Mqtt5BlockingClient client = connected(gauge);
    assertThat(refusal(() -> publish(client, other.topic(), level(9, Instant.now()))))
        .isEqualTo(Mqtt5PubAckReasonCode.NOT_AUTHORIZED);
    for (String filter :
        List.of(other.topic(), "yiwang/v1/d/" + other.code() + "/down", "#", "$SYS/#")) {
      Mqtt5BlockingClient again = client.getState().isConnected() ? client : connected(gauge);
      assertThatThrownBy(() -> again.subscribeWith().topicFilter(filter).send())
          .as(filter)
          .satisfies(
              e ->
                  assertThat(((Mqtt5SubAckException) e).getMqttMessage().getReasonCodes())
                      .containsExactly(Mqtt5SubAckReasonCode.NOT_AUTHORIZED));
    }
    assertThat(desk.last(other, "level")).isNaN();
  }

  @Test
  void sendsADeviceAMessage() throws Exception {
    Made gauge = desk.add("water-level");
    String path = "/api/v1/devices/" + gauge.code() + "/messages";
    assertThat(desk.caller().postJson(path, "{\"every\":60}").status()).isEqualTo(409);
    Mqtt5BlockingClient client = connected(gauge);
    try (var heard = client.publishes(MqttGlobalPublishFilter.ALL)) {
      client.subscribeWith().topicFilter("yiwang/v1/d/" + gauge.code() + "/down").send();
      assertThat(desk.caller().postJson(path, "{\"every\":60}").status()).isEqualTo(202);
      assertThat(heard.receive(10, TimeUnit.SECONDS).orElseThrow().getPayloadAsBytes())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo("{\"every\":60}");
    }
  }

  @Test
  void keepsWhatCannotBeTakenWithItsReason() {
    Made gauge = desk.add("water-level");
    Mqtt5BlockingClient client = connected(gauge);
    for (String broken :
        List.of("{\"v\":{\"level\":", "{\"v\":{\"lvl\":1}}", level(61, Instant.now()))) {
      assertThat(refusal(() -> publish(client, gauge.topic(), broken)))
          .isEqualTo(Mqtt5PubAckReasonCode.PAYLOAD_FORMAT_INVALID);
    }
    publish(client, gauge.topic(), "{\"v\":{\"level\":1,\"depth\":2}}");
    assertThat(desk.tally(gauge, "malformed-json")).isEqualTo(1);
    assertThat(desk.tally(gauge, "unknown-quantity")).isEqualTo(2);
    assertThat(desk.tally(gauge, "out-of-range")).isEqualTo(1);
    await().atMost(SOON).untilAsserted(() -> assertThat(desk.last(gauge, "level")).isEqualTo(1));
  }

  @Test
  void acknowledgesABrokenMessageInMqtt311SoThatItIsNotSentForEver() {
    Made gauge = desk.add("water-level");
    Mqtt3BlockingClient client = three(gauge.code());
    connect(client, gauge);
    client
        .publishWith()
        .topic(gauge.topic())
        .qos(MqttQos.AT_LEAST_ONCE)
        .payload("{".getBytes(StandardCharsets.UTF_8))
        .send();
    assertThat(client.getState().isConnected()).isTrue();
    assertThat(desk.tally(gauge, "malformed-json")).isEqualTo(1);
  }

  @Test
  void refusesTheTimesOfAClockThatIsWrong() {
    Made gauge = desk.add("water-level");
    Mqtt5BlockingClient client = connected(gauge);
    refusal(() -> publish(client, gauge.topic(), level(1, Instant.now().plusSeconds(3_600))));
    refusal(() -> publish(client, gauge.topic(), level(1, Instant.ofEpochSecond(12))));
    assertThat(desk.tally(gauge, "future-time")).isEqualTo(1);
    assertThat(desk.tally(gauge, "too-late")).isEqualTo(1);
    assertThat(desk.last(gauge, "level")).isNaN();
  }

  @Test
  void countsWhatIsDeliveredTwiceOnce() {
    Made gauge = desk.add("water-level");
    Mqtt5BlockingClient client = connected(gauge);
    Instant at = Instant.now().minusSeconds(30);
    for (int i = 0; i < 3; i++) {
      publish(client, gauge.topic(), level(4, at));
    }
    await().atMost(SOON).until(() -> desk.tally(gauge, "repeated-reading") > 0);
    assertThat(points(gauge)).isEqualTo(1);
  }

  /** How many readings the history has. */
  private long points(Made device) {
    return desk.caller()
        .get("/api/v1/devices/" + device.code() + "/readings?quantity=level&points=1")
        .json()
        .at("/points/0/count")
        .asLong();
  }

  @Test
  void slowsAFloodDownThenRefusesItAndSaysSo() throws Exception {
    Made gauge = desk.add("water-level");
    Made neighbour = desk.add("water-level");
    Mqtt3AsyncClient client = three(gauge.code()).toAsync();
    connect(client.toBlocking(), gauge);
    Instant begin = Instant.now().minusSeconds(100);
    List<CompletableFuture<?>> sent = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      String payload = level(i % 20, begin.plusMillis(i));
      sent.add(
          client
              .publishWith()
              .topic(gauge.topic())
              .qos(MqttQos.AT_LEAST_ONCE)
              .payload(payload.getBytes(StandardCharsets.UTF_8))
              .send());
    }
    Instant before = Instant.now();
    publish(connected(neighbour), neighbour.topic(), level(2, Instant.now()));
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
    await().atMost(Duration.ofSeconds(60)).until(() -> desk.tally(gauge, "flood") > 0);
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
        .handle((x, e) -> x)
        .get(60, TimeUnit.SECONDS);
    long acknowledged = sent.stream().filter(s -> !s.isCompletedExceptionally()).count();
    assertThat(acknowledged).isBetween(400L, 2_000L);
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(points(gauge)).isGreaterThanOrEqualTo(acknowledged));
  }

  @Test
  void speaksTlsWithTheCertificateItMade() throws Exception {
    await().atMost(Duration.ofSeconds(60)).until(() -> mqtt.tlsPort().isPresent());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream pem = Files.newInputStream(data.sub("mqtt").resolve("certificate.pem"))) {
      trusted.setCertificateEntry(
          "yiwang", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    Made gauge = desk.add("water-level");
    Mqtt5BlockingClient client =
        MqttClient.builder()
            .useMqttVersion5()
            .identifier(gauge.code())
            .serverHost("127.0.0.1")
            .serverPort(mqtt.tlsPort().getAsInt())
            .sslConfig()
            .trustManagerFactory(trust)
            .applySslConfig()
            .buildBlocking();
    connect(client, gauge.code(), gauge.secret());
    publish(client, gauge.topic(), level(3, Instant.now()));
    client.disconnect();
    await().atMost(SOON).untilAsserted(() -> assertThat(desk.last(gauge, "level")).isEqualTo(3));
  }

  @Test
  void hangsUpOnADeviceThatHasAnotherSecretNow() {
    Made gauge = desk.add("water-level");
    Mqtt5BlockingClient client = connected(gauge);
    String fresh =
        desk.caller()
            .postJson("/api/v1/devices/" + gauge.code() + "/secret", "")
            .json()
            .path("secret")
            .asString();
    await().atMost(SOON).until(() -> !client.getState().isConnected());
    assertThat(refused(gauge.code(), gauge.code(), gauge.secret()))
        .isEqualTo(Mqtt5ConnAckReasonCode.BAD_USER_NAME_OR_PASSWORD);
    assertThat(refused(gauge.code(), gauge.code(), fresh))
        .isEqualTo(Mqtt5ConnAckReasonCode.SUCCESS);
  }
}
