package io.yiwang.sensing.readings;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.sensing.RowProblem;
import io.yiwang.sensing.devices.ShippedModels;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MessageReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private final MessageReader reader =
      new MessageReader(JsonMapper.builder().build(), ShippedModels.get());
  private final Speaker gauge = new Speaker(7, "WL-1", ShippedModels.get().get("water-level"));

  /** What becomes of a message, one line. */
  private String read(String payload) {
    Message message =
        reader.read(
            gauge, payload.getBytes(StandardCharsets.UTF_8), NOW, NOW.minus(Duration.ofDays(30)));
    StringBuilder line = new StringBuilder();
    for (Reading r : message.readings()) {
      line.append(r.quantity())
          .append('=')
          .append(r.value())
          .append('@')
          .append(r.at())
          .append(' ');
    }
    for (RowProblem p : message.problems()) {
      line.append(p.type()).append(' ');
    }
    return line.toString().strip();
  }

  @Test
  void readsValuesOfOneMoment() {
    assertThat(read("{\"t\":\"2026-11-24T07:59:00Z\",\"v\":{\"level\":1.23}}"))
        .isEqualTo("level=1.23@2026-11-24T07:59:00Z");
  }

  @Test
  void readsSeveralMomentsAndMilliseconds() {
    assertThat(
            read(
                "[{\"t\":1795507140000,\"v\":{\"level\":1}},{\"v\":{\"level\":2,\"battery\":80}}]"))
        .isEqualTo(
            "level=1.0@2026-11-24T07:59:00Z level=2.0@2026-11-24T08:00:00Z"
                + " battery=80.0@2026-11-24T08:00:00Z");
  }

  @Test
  void keepsValuesInTheUnitOfTheirQuantity() {
    assertThat(read("{\"v\":{\"level\":123},\"u\":{\"level\":\"cm\"}}"))
        .isEqualTo("level=1.23@2026-11-24T08:00:00Z");
  }

  @Test
  void refusesAUnitOfSomethingElse() {
    assertThat(read("{\"v\":{\"level\":123,\"battery\":5},\"u\":{\"level\":\"kPa\"}}"))
        .isEqualTo("battery=5.0@2026-11-24T08:00:00Z unit-not-convertible");
  }

  @Test
  void refusesWhatCannotBeTrueAndKeepsTheRest() {
    assertThat(read("{\"v\":{\"level\":61,\"flow\":2,\"battery\":101,\"pm25\":3}}"))
        .isEqualTo("flow=2.0@2026-11-24T08:00:00Z out-of-range out-of-range unknown-quantity");
  }

  @Test
  void refusesWhatIsNoNumber() {
    assertThat(read("{\"v\":{\"level\":\"1.2\",\"flow\":null,\"battery\":1e999}}"))
        .isEqualTo("not-a-number not-a-number not-a-number");
  }

  @Test
  void refusesBrokenMessages() {
    assertThat(read("{\"v\":{\"level\":1.2")).isEqualTo("malformed-json");
    assertThat(read("")).isEqualTo("wrong-kind");
    assertThat(read("42")).isEqualTo("wrong-kind");
    assertThat(read("{\"level\":1.2}")).isEqualTo("missing-values");
    assertThat(read("[1]")).isEqualTo("missing-values");
    assertThat(read("{\"t\":\"yesterday\",\"v\":{\"level\":1}}")).isEqualTo("bad-time");
    assertThat(read("{\"t\":{},\"v\":{\"level\":1}}")).isEqualTo("bad-time");
    assertThat(read("\u0000\u0001\u00ff")).isEqualTo("malformed-json");
  }

  @Test
  void believesAClockFiveMinutesAheadAndNoMore() {
    assertThat(read("{\"t\":\"2026-11-24T08:05:00Z\",\"v\":{\"level\":1}}"))
        .isEqualTo("level=1.0@2026-11-24T08:05:00Z");
    assertThat(read("{\"t\":\"2026-11-24T08:05:01Z\",\"v\":{\"level\":1}}"))
        .isEqualTo("future-time");
  }

  @Test
  void takesWhatIsAMonthLateAndNoMore() {
    assertThat(read("{\"t\":\"2026-10-25T08:00:00Z\",\"v\":{\"level\":1}}"))
        .isEqualTo("level=1.0@2026-10-25T08:00:00Z");
    assertThat(read("{\"t\":\"1970-01-01T00:00:12Z\",\"v\":{\"level\":1}}")).isEqualTo("too-late");
  }
}
