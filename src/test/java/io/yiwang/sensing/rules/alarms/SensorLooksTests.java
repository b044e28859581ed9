package io.yiwang.sensing.rules.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yiwang.PlatformTest;
import io.yiwang.sensing.Caller;
import io.yiwang.sensing.LookAnswer;
import io.yiwang.sensing.LookRequest;
import io.yiwang.sensing.LookVerdict;
import io.yiwang.sensing.mqtt.DeviceDesk;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** A ponding sensor is asked whether the water is gone. */
@PlatformTest
class SensorLooksTests {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String PONDING = "10999";
  private static final String OTHER = "10991";

  /** Three messages of a sensor that speaks every minute. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @LocalServerPort int port;
  @Autowired ApplicationContext beans;
  @Autowired SensorLooks looks;

  private DeviceDesk desk;
  private DeviceDesk.Made device;
  private Instant start;

  @BeforeEach
  void standingWater() {
    desk = new DeviceDesk(beans, port);
    device = desk.add("ponding");
    start = Instant.now().minus(30, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
    for (int minute = 0; minute <= 3; minute++) {
      say(minute, 0.21);
    }
    await().atMost(SOON).until(() -> alarm("OPEN"));
  }

  private void say(int minute, double depth) {
    String row =
        String.format(
            Locale.ROOT,
            "{\"device\":\"%s\",\"t\":\"%s\",\"v\":{\"depth\":%f}}",
            device.code(),
            minute(minute),
            depth);
    Caller.Answer answer = desk.caller().postJson("/api/v1/devices/readings", row);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private Instant minute(int minute) {
    return start.plus(minute, ChronoUnit.MINUTES);
  }

  private boolean alarm(String state) {
    String path = "/api/v1/alarms?rule=ponding&state=" + state + "&device=" + device.code();
    return desk.caller().get(path).json().path("total").asInt() > 0;
  }

  private LookRequest mended(String classCode, int minute) {
    Instant at = minute(minute);
    String source = "sensor-" + device.code();
    String id = UUID.randomUUID().toString();
    return new LookRequest(
        id, source, classCode, desk.place(), null, null, List.of(), at, at.plusSeconds(60));
  }

  private void goneByMinuteSix() {
    say(5, 0.02);
    say(6, 0.01);
    await().atMost(SOON).until(() -> alarm("ENDED"));
  }

  @Test
  void knowsItsDevicesAndNobodyElse() {
    assertThat(looks.knows("sensor-" + device.code())).isTrue();
    assertThat(looks.knows("sensor-" + device.code() + "x")).isFalse();
    assertThat(looks.knows("camera-" + device.code())).isFalse();
  }

  @Test
  void saysThatTheWaterIsStillThereWithTheReasonOfTheRule() {
    LookAnswer answer = looks.look(mended(PONDING, 4), minute(6)).orElseThrow();
    assertThat(answer.verdict()).isEqualTo(LookVerdict.STILL_THERE);
    assertThat(answer.model()).isEqualTo("ponding");
    assertThat(answer.reason()).contains("21 cm").contains("15 cm");
  }

  @Test
  void saysThatItIsGoneWhenTheDeviceHasSpokenSince() {
    goneByMinuteSix();
    LookAnswer answer = looks.look(mended(PONDING, 5), minute(7)).orElseThrow();
    assertThat(answer.verdict()).isEqualTo(LookVerdict.CLEAR);
    assertThat(answer.reason()).isNull();
  }

  @Test
  void seesWaterThatCameBackAfterItWasMended() {
    goneByMinuteSix();
    for (int minute = 8; minute <= 11; minute++) {
      say(minute, 0.3);
    }
    await().atMost(SOON).until(() -> alarm("OPEN"));
    assertThat(looks.look(mended(PONDING, 7), minute(12)).orElseThrow().verdict())
        .isEqualTo(LookVerdict.STILL_THERE);
  }

  @Test
  void speaksOnlyOfItsOwnMatter() {
    assertThat(looks.look(mended(OTHER, 2), minute(6)).orElseThrow().verdict())
        .isEqualTo(LookVerdict.CLEAR);
  }

  @Test
  void waitsForADeviceThatMayStillSpeakAndThenCannotSee() {
    goneByMinuteSix();
    LookRequest request = mended(PONDING, 10);
    assertThat(looks.look(request, request.mendedAt().plus(PATIENCE).minusSeconds(1))).isEmpty();
    LookAnswer silent =
        looks.look(request, request.mendedAt().plus(PATIENCE).plusSeconds(1)).orElseThrow();
    assertThat(silent.verdict()).isEqualTo(LookVerdict.CANNOT_SEE);
    assertThat(silent.confidence()).isZero();
    say(11, 0.01);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(looks.look(request, minute(12)).orElseThrow().verdict())
                    .isEqualTo(LookVerdict.CLEAR));
  }
}
