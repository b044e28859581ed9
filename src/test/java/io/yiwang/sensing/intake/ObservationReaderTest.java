package io.yiwang.sensing.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yiwang.house.Problem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ObservationReaderTest {

  @Test
  void readsAnArrayAndSkipsWhatItDoesNotKnow() {
    List<ParsedRow> rows =
        reader("[ {\"key\":7,\"x\":{\"y\":[1]},\"lat\":\"31.2\"}, {\"key\":\"b\"} ]").document();

    assertThat(rows).extracting(ParsedRow::key).containsExactly("7", "b");
    assertThat(Objects.requireNonNull(rows.getFirst().draft()).lat()).isEqualTo(31.2);
  }

  @Test
  void givesTheTextOfARow() {
    var reader = reader("[{\"key\":\"a\"} , {\"key\":\"b\",\"lat\":[1]}]");

    assertThat(reader.document())
        .extracting(row -> reader.raw(row, 100))
        .containsExactly("{\"key\":\"a\"}", "{\"key\":\"b\",\"lat\":[1]}");
  }

  @Test
  void aBrokenArrayIsRefusedAsAWholeAndNamesTheRow() {
    for (String body :
        List.of("[{\"key\":\"a\"},{\"key\":", "[{\"key\":\"a\"},{]", "[{}", "[{}] x")) {
      assertProblem(body.getBytes(StandardCharsets.UTF_8), "malformed-json");
    }
    assertProblem("\"text\"".getBytes(StandardCharsets.UTF_8), "malformed-json");
    assertProblem(new byte[0], "malformed-json");
  }

  @Test
  void aBodyInAnotherEncodingIsToldApartFromBrokenJson() {
    assertProblem("[{\"key\":\"垃圾\"}]".getBytes(Charset.forName("GBK")), "bad-encoding");
    assertProblem("[{}]".getBytes(StandardCharsets.UTF_16), "bad-encoding");
    assertProblem("[{}]".getBytes(StandardCharsets.UTF_16LE), "bad-encoding");
  }

  @Test
  void oneBadLineSpoilsOnlyItself() {
    byte[] good = "{\"key\":\"a\"}\r\n\n".getBytes(StandardCharsets.UTF_8);
    byte[] gbk = "{\"key\":\"垃圾\"}\n".getBytes(Charset.forName("GBK"));
    byte[] body = concat(good, gbk, good);

    List<ParsedRow> rows = new ObservationReader(body, body.length).lines();

    assertThat(rows)
        .extracting(row -> row.problem() == null ? "good" : row.problem().type())
        .containsExactly("good", "bad-encoding", "good");
  }

  @Test
  void moreThanTenThousandRowsAreTooMany() {
    String rows = "{}\n".repeat(ObservationReader.MAX_ROWS);
    assertThat(reader(rows).lines()).hasSize(10_000);
    assertThatThrownBy(() -> reader(rows + "{}").lines())
        .asInstanceOf(InstanceOfAssertFactories.type(Problem.class))
        .extracting(Problem::type)
        .isEqualTo("too-many-rows");
  }

  @Test
  void readsTimesLikeTheGeneralParser() {
    for (String text :
        List.of(
            "2026-07-01T08:00:00Z",
            "2026-02-28T23:59:59.123456789Z",
            "1969-12-31T23:59:59.5Z",
            "2026-07-01T08:00:00+08:00",
            "2026-07-01T08:00:00.1-03:30",
            "2026-07-01T08:00Z")) {
      assertThat(IsoInstant.parse(text)).isEqualTo(OffsetDateTime.parse(text).toInstant());
    }
    for (String text :
        List.of("2026-07-01T08:00:00", "2026-02-30T08:00:00Z", "2026-07-01T24:00:00Z", "7", "")) {
      assertThat(IsoInstant.parse(text)).isNull();
    }
    assertThat(IsoInstant.parse("2026-07-01T08:00:00+08:00"))
        .isEqualTo(Instant.parse("2026-07-01T00:00:00Z"));
  }

  private static void assertProblem(byte[] body, String type) {
    assertThatThrownBy(() -> new ObservationReader(body, body.length).document())
        .asInstanceOf(InstanceOfAssertFactories.type(Problem.class))
        .satisfies(p -> assertThat(p.advice()).startsWith("Maybe "))
        .extracting(Problem::type)
        .isEqualTo(type);
  }

  private static ObservationReader reader(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new ObservationReader(bytes, bytes.length);
  }

  private static byte[] concat(byte[]... parts) {
    var out = new java.io.ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
