package io.yiwang.sensing.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.yiwang.PlatformTest;
import io.yiwang.house.DataFolder;
import io.yiwang.sensing.mqtt.DeviceDesk.Made;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Mosquitto's own client tools, where they are installed. */
@PlatformTest
class MosquittoTests {
  private static final Path PUBLISH = Path.of("/usr/bin/mosquitto_pub");
  private static final Path SUBSCRIBE = Path.of("/usr/bin/mosquitto_sub");

  @LocalServerPort int port;
  @Autowired ApplicationContext beans;
  @Autowired MqttAddress mqtt;
  @Autowired DataFolder data;

  private DeviceDesk desk;

  @BeforeEach
  void listening() {
    assumeThat(PUBLISH).as("mosquitto-clients is not installed").isExecutable();
    await().atMost(Duration.ofSeconds(60)).until(() -> mqtt.plainPort().isPresent());
    desk = new DeviceDesk(beans, port);
  }

  private Process run(Path tool, Made device, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                tool.toString(),
                "-h",
                "localhost",
                "-i",
                device.code(),
                "-u",
                device.code(),
                "-P",
                device.secret(),
                "-q",
                "1"));
    command.addAll(List.of(more));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static int ended(Process process) throws Exception {
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private String plain() {
    return Integer.toString(mqtt.plainPort().getAsInt());
  }

  @Test
  void publishesInBothVersionsOfTheProtocol() throws Exception {
    for (String version : List.of("mqttv311", "mqttv5")) {
      Made gauge = desk.add("water-level");
      assertThat(
              ended(
                  run(
                      PUBLISH,
                      gauge,
                      "-p",
                      plain(),
                      "-V",
                      version,
                      "-t",
                      gauge.topic(),
                      "-m",
                      "{\"v\":{\"level\":7}}")))
          .isZero();
      await().atMost(Duration.ofSeconds(20)).until(() -> desk.last(gauge, "level") == 7);
    }
  }

  @Test
  void publishesOverTls() throws Exception {
    await().atMost(Duration.ofSeconds(60)).until(() -> mqtt.tlsPort().isPresent());
    Made gauge = desk.add("water-level");
    assertThat(
            ended(
                run(
                    PUBLISH,
                    gauge,
                    "-p",
                    Integer.toString(mqtt.tlsPort().getAsInt()),
                    "--cafile",
                    data.sub("mqtt").resolve("certificate.pem").toString(),
                    "-t",
                    gauge.topic(),
                    "-m",
                    "{\"v\":{\"level\":8}}")))
        .isZero();
    await().atMost(Duration.ofSeconds(20)).until(() -> desk.last(gauge, "level") == 8);
  }

  @Test
  void isRefusedWithAWrongSecret() throws Exception {
    Made gauge = desk.add("water-level");
    Made liar = new Made(gauge.code(), "not-the-secret-of-this-device");
    assertThat(ended(run(PUBLISH, liar, "-p", plain(), "-t", gauge.topic(), "-m", "{}")))
        .isNotZero();
  }

  @Test
  void hearsWhatIsSentToIt() throws Exception {
    Made gauge = desk.add("water-level");
    Process ear =
        run(
            SUBSCRIBE,
            gauge,
            "-p",
            plain(),
            "-C",
            "1",
            "-t",
            "yiwang/v1/d/" + gauge.code() + "/down");
    String path = "/api/v1/devices/" + gauge.code() + "/messages";
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              desk.caller().postJson(path, "{\"every\":60}");
              return !ear.isAlive();
            });
    assertThat(new String(ear.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
        .isEqualTo("{\"every\":60}");
  }
}
