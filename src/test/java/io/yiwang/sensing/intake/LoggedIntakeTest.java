package io.yiwang.sensing.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yiwang.house.Problem;
import io.yiwang.sensing.Channel;
import io.yiwang.sensing.IntakeResult;
import io.yiwang.sensing.IntakeResult.Status;
import io.yiwang.sensing.Observation;
import io.yiwang.sensing.RowProblem;
import io.yiwang.sensing.Source;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LoggedIntakeTest {
  private static final Instant NOW = Instant.parse("2026-07-01T08:00:00Z");
  private static final Source HOTLINE = new Source("hotline", Channel.HOTLINE);

  private final Fakes.MemoryLog log = new Fakes.MemoryLog();
  private final Fakes.Reasons bad = new Fakes.Reasons();
  private final LoggedIntake intake =
      new LoggedIntake(new Fakes.SmallCity(), log, bad, Clock.fixed(NOW, ZoneOffset.UTC), 10_000);

  @Test
  void acceptsAGoodRowWithEverythingItSays() {
    IntakeResult result =
        lines(
            """
            {"key":"k1","class":"0110","lat":31.2204,"lng":121.431,"observedAt":"2026-07-01T15:59:00+08:00",\
            "description":"垃圾","address":"江苏路 1 号","photos":["p1"],"attributes":{"a":"b"},"weight":0.5,\
            "sighting":"CLEARED","trackId":"t","componentId":"31010501037000042","channel":"CAMERA"}\
            """);

    assertThat(result.accepted()).isEqualTo(1);
    Observation row = log.rows.getFirst();
    assertThat(
            row.source()
                + " "
                + row.channel()
                + " "
                + row.sighting()
                + " "
                + row.classCode()
                + " "
                + row.regionCode()
                + " "
                + row.observedAt()
                + " "
                + row.weight()
                + " "
                + row.photos()
                + " "
                + row.attributes()
                + " "
                + row.description())
        .isEqualTo("hotline CAMERA CLEARED 06010 310105002 2026-07-01T07:59:00Z 0.5 [p1] {a=b} 垃圾");
  }

  @Test
  void keepsGoodRowsBesideBadOnes() {
    IntakeResult result = lines(good("a"), "{\"key\":", good("b"), "[1]", "");

    assertThat(statuses(result)).containsExactly("ACCEPTED", "REJECTED", "ACCEPTED", "REJECTED");
    assertThat(log.rows).extracting(Observation::key).containsExactly("a", "b");
    assertThat(bad.reasons).containsExactly("malformed-json", "not-an-object");
    assertThat(bad.raws).containsExactly("{\"key\":", "[1]");
  }

  @Test
  void namesFieldValueAndAdviceOfEachKindOfBadRow() {
    String[] rows = {
      row("k", "06010", "31.2", "121.4", "2026-07-01T08:05:01Z"),
      row("k", "06010", "121.4", "31.2", "2026-07-01T08:00:00Z"),
      row("k", "06010", "39.9", "116.4", "2026-07-01T08:00:00Z"),
      row("k", "99999", "31.2", "121.4", "2026-07-01T08:00:00Z"),
      row("", "06010", "31.2", "121.4", "2026-07-01T08:00:00Z"),
      row("k", "06010", "null", "121.4", "2026-07-01T08:00:00Z"),
      row("k", "06010", "\"north\"", "121.4", "2026-07-01T08:00:00Z"),
      row("k", "06010", "31.2", "121.4", "2026-07-01 08:00:00"),
      row("k", "06010", "1e300", "121.4", "2026-07-01T08:00:00Z"),
      row("k\\u0001", "06010", "31.2", "121.4", "2026-07-01T08:00:00Z"),
      row("k\\ud800", "06010", "31.2", "121.4", "2026-07-01T08:00:00Z"),
      row("k", "06010", "\"31.2f\"", "121.4", "2026-07-01T08:00:00Z"),
      good("k").replace("{", "{\"description\":\"half \\udc00\","),
      good("k").replace("{", "{\"attributes\":{\"prior.closedAt\":\"2026-07-01T07:00:00Z\"},"),
    };

    IntakeResult result = lines(rows);

    assertThat(result.rows())
        .extracting(r -> r.problem() == null ? "" : r.problem().type() + " " + r.problem().field())
        .containsExactly(
            "future-time observedAt",
            "swapped-coordinates lat",
            "outside-city lat",
            "unknown-class class",
            "missing-key key",
            "missing-place lat",
            "wrong-kind lat",
            "bad-time observedAt",
            "outside-city lat",
            "bad-key key",
            "bad-key key",
            "wrong-kind lat",
            "bad-text description",
            "bad-field attributes.prior.closedAt");
    assertThat(result.rows())
        .extracting(IntakeResult.Row::problem)
        .extracting(RowProblem::advice)
        .allMatch(advice -> advice.startsWith("Maybe "));
    assertThat(log.rows).isEmpty();
  }

  @Test
  void movesChinasShiftedCoordinatesBack() {
    lines(good("w"), good("g").replace("{", "{\"datum\":\"GCJ02\","));

    Observation plain = log.rows.getFirst();
    Observation shifted = log.rows.getLast();
    assertThat(plain.point().lng() - shifted.point().lng()).isBetween(0.004, 0.005);
    assertThat(shifted.point().lat() - plain.point().lat()).isBetween(0.001, 0.003);
  }

  @Test
  void tellsARepeatInTheSameAndInALaterRequest() {
    assertThat(statuses(lines(good("x"), good("x")))).containsExactly("ACCEPTED", "DUPLICATE");
    assertThat(statuses(lines(good("x")))).containsExactly("DUPLICATE");
    assertThat(log.rows).hasSize(1);
  }

  @Test
  void aRepeatThatSaysSomethingElseIsADuplicateAndAnIssue() {
    String other = row("x", "06010", "31.3", "121.431", "2026-07-01T07:00:00Z");

    IntakeResult inOne = lines(good("x"), other);
    IntakeResult later = lines(other, good("x"));

    assertThat(statuses(inOne)).containsExactly("ACCEPTED", "DUPLICATE");
    assertThat(statuses(later)).containsExactly("DUPLICATE", "DUPLICATE");
    assertThat(later.rows().getFirst().problem())
        .extracting(RowProblem::detail)
        .isEqualTo(
            "key (x) came before with another class, place or time; what came first stands.");
    assertThat(later.rows().getLast().problem()).isNull();
    assertThat(bad.reasons).containsExactly("changed-row", "changed-row");
    assertThat(log.rows).hasSize(1);
  }

  @Test
  void onlyAnImportMaySayWhatAnotherSystemDid() {
    String closed = "{\"attributes\":{\"prior.closedAt\":\"%s\"},";
    byte[] body =
        (good("a").replace("{", closed.formatted("2026-07-01T07:00:00Z"))
                + "\n"
                + good("b").replace("{", closed.formatted("yesterday")))
            .getBytes(StandardCharsets.UTF_8);
    var reader = new ObservationReader(body, body.length);

    IntakeResult result =
        intake.accept(new Source("import", Channel.FEED), reader.lines(), row -> "");

    assertThat(statuses(result)).containsExactly("ACCEPTED", "REJECTED");
  }

  @Test
  void aFailedAppendDoesNotMakeTheRetryADuplicate() {
    log.away = true;
    assertThatThrownBy(() -> lines(good("y"))).isInstanceOf(Problem.class);
    log.away = false;
    assertThat(statuses(lines(good("y")))).containsExactly("ACCEPTED");
  }

  @Test
  void ofTwoConcurrentRequestsWithTheSameKeyOneIsADuplicate() throws Exception {
    var gate = new CompletableFuture<Void>();
    log.gate = gate;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<IntakeResult> one = threads.submit(() -> lines(good("z"), good("z1")));
      Future<IntakeResult> two = threads.submit(() -> lines(good("z2"), good("z")));
      gate.complete(null);
      assertThat(one.get().accepted() + two.get().accepted()).isEqualTo(3);
      assertThat(one.get().duplicates() + two.get().duplicates()).isEqualTo(1);
    }
    assertThat(log.rows).hasSize(3);
  }

  @Test
  void aRowMayNameAPartOfItsSourceButNoOther() {
    String part = good("p").replace("{", "{\"source\":\"hotline/night\",");
    String foreign = good("p").replace("{", "{\"source\":\"camera-7\",");

    IntakeResult result = lines(part, foreign);

    assertThat(statuses(result)).containsExactly("ACCEPTED", "REJECTED");
    assertThat(log.rows.getFirst().source()).isEqualTo("hotline/night");
    assertThat(bad.reasons).containsExactly("foreign-source");
  }

  private IntakeResult lines(String... rows) {
    byte[] body = String.join("\n", rows).getBytes(StandardCharsets.UTF_8);
    var reader = new ObservationReader(body, body.length);
    return intake.accept(HOTLINE, reader.lines(), row -> reader.raw(row, 100));
  }

  private static String good(String key) {
    return row(key, "06010", "31.2204", "121.431", "2026-07-01T07:00:00Z");
  }

  private static String row(String key, String code, String lat, String lng, String at) {
    return """
    {"key":"%s","class":"%s","lat":%s,"lng":%s,"observedAt":"%s"}\
    """
        .formatted(key, code, lat, lng, at);
  }

  private static List<String> statuses(IntakeResult result) {
    return result.rows().stream().map(IntakeResult.Row::status).map(Status::name).toList();
  }
}
