package io.yiwang.sensing.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.ApiKeys;
import io.yiwang.citymap.Catalogue;
import io.yiwang.citymap.Regions;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.sensing.Caller;
import io.yiwang.sensing.Caller.Answer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@PlatformTest
class IntakeOverHttpTest {
  private static final String PATH = "/api/v1/observations";
  @LocalServerPort int port;
  @Autowired ApiKeys keys;
  @Autowired Catalogue catalogue;
  @Autowired Regions regions;

  private final Instant observedAt = Instant.now().minusSeconds(60);
  private final String source = "test-" + UUID.randomUUID();
  private Caller caller;
  private String classCode;
  private GeoPoint centre;

  @BeforeEach
  void sourceOfItsOwn() {
    caller = new Caller(port, keys.issue(source, "HOTLINE", Set.of("observe", "admin")));
    classCode = catalogue.list().getFirst().code();
    centre = regions.root().centre();
  }

  @Test
  void takesOneObjectAnArrayNdjsonAndGzip() {
    Answer one = caller.postJson(PATH, good("a"));
    assertThat(one.status()).isEqualTo(201);
    assertThat(one.json().path("status").asString()).isEqualTo("ACCEPTED");
    assertThat(UUID.fromString(one.json().path("id").asString()).version()).isEqualTo(8);

    Answer array = caller.postJson(PATH + "?rows=all", "[" + good("a") + "," + good("b") + "]");
    assertThat(line(array)).isEqualTo("200 accepted 1 duplicates 1 rejected 0 rows 2");

    Answer lines =
        caller.post(
            PATH,
            "application/x-ndjson",
            Caller.gzip(good("c") + "\n" + good("d")),
            "Content-Encoding",
            "gzip");
    assertThat(line(lines)).isEqualTo("200 accepted 2 duplicates 0 rejected 0 rows 0");
    assertThat(issues()).isZero();
  }

  @Test
  void keepsGoodRowsAndListsAndCountsBadOnes() {
    String bad = good("x").replace("\"class\":\"" + classCode + "\"", "\"class\":\"no-such\"");

    Answer answer = caller.postJson(PATH, "[" + good("e") + "," + bad + "," + good("f") + "]");

    assertThat(line(answer)).isEqualTo("207 accepted 2 duplicates 0 rejected 1 rows 1");
    JsonNode row = answer.json().path("rows").get(0);
    assertThat(row.path("row").asInt()).isEqualTo(1);
    assertThat(row.path("status").asString()).isEqualTo("REJECTED");
    assertThat(row.path("problem").path("type").asString())
        .isEqualTo("urn:yiwang:problem:unknown-class");
    JsonNode issue =
        caller.get("/api/v1/intake/issues?source=" + source).json().path("items").get(0);
    assertThat(issue.path("raw").asString()).isEqualTo(bad);
    assertThat(issue.path("field").asString()).isEqualTo("class");
    JsonNode count = caller.get("/api/v1/intake/issues/summary?source=" + source).json().get(0);
    assertThat(count.path("reason").asString() + " " + count.path("count").asInt())
        .isEqualTo("unknown-class 1");
  }

  @Test
  void refusesMalformedJson() {
    refused(caller.postJson(PATH, "[" + good("m") + ",{\"key\":"), 400, "malformed-json", "row");
    accepts("m");
  }

  @Test
  void refusesAnUnknownClass() {
    String row = good("w").replace("\"class\":\"" + classCode + "\"", "\"class\":\"no-such\"");
    refused(caller.postJson(PATH, row), 400, "unknown-class", "class");
    accepts("w");
  }

  @Test
  void refusesAPlaceOutsideTheCity() {
    refused(caller.postJson(PATH, at("o", -45, 10)), 400, "outside-city", "lat");
    accepts("o");
  }

  @Test
  void detectsSwappedCoordinates() {
    Answer answer = caller.postJson(PATH, at("s", 121.47, 31.23));
    refused(answer, 400, "swapped-coordinates", "lat");
    assertThat(answer.problem("advice").asString()).contains("swapped");
    accepts("s");
  }

  @Test
  void refusesATimeInTheFuture() {
    String later = Instant.now().plusSeconds(3_600).toString();
    String row =
        good("t").replaceAll("\"observedAt\":\"[^\"]*\"", "\"observedAt\":\"" + later + '"');
    refused(caller.postJson(PATH, row), 400, "future-time", "observedAt");
    accepts("t");
  }

  @Test
  void refusesABodyThatIsTooLargeAlsoWhenZipped() {
    String large = "[" + (good("l") + ",").repeat(220_000) + "{}]";
    refused(caller.postJson(PATH, large), 413, "body-too-large", "body");
    byte[] zipped = Caller.gzip(large);
    refused(
        caller.post(PATH, "application/json", zipped, "Content-Encoding", "gzip"),
        413,
        "body-too-large",
        "body");
    String many = "[" + "{},".repeat(10_000) + "{}]";
    refused(caller.postJson(PATH, many), 413, "too-many-rows", "rows");
    accepts("l");
  }

  @Test
  void refusesBadGzip() {
    byte[] whole = Caller.gzip("[" + good("g") + "]");
    byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 12);
    for (byte[] body : new byte[][] {cut, "plain".getBytes(StandardCharsets.UTF_8), {}}) {
      refused(
          caller.post(PATH, "application/json", body, "Content-Encoding", "gzip"),
          400,
          "bad-gzip",
          "Content-Encoding");
    }
    accepts("g");
  }

  @Test
  void refusesAnotherEncoding() {
    String row = good("u").replace("\"key\"", "\"description\":\"垃圾\",\"key\"");
    byte[] gbk = row.getBytes(Charset.forName("GBK"));
    refused(caller.post(PATH, "application/json", gbk), 400, "bad-encoding", "row");
    accepts("u");
  }

  @Test
  void refusesARowWithoutKey() {
    refused(caller.postJson(PATH, good("")), 400, "missing-key", "key");
  }

  @Test
  void answersAReplayAsDuplicateOfTheSameObservation() {
    Answer first = caller.postJson(PATH, good("r"));
    Answer again = caller.postJson(PATH, good("r"));
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("status").asString()).isEqualTo("DUPLICATE");
    assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
    assertThat(again.json().has("problem")).isFalse();
    assertThat(issues()).isZero();

    Answer other = caller.postJson(PATH, at("r", centre.lat() + 0.001, centre.lng()));
    assertThat(other.status()).isEqualTo(200);
    assertThat(other.json().path("status").asString()).isEqualTo("DUPLICATE");
    assertThat(other.json().path("problem").path("type").asString())
        .isEqualTo("urn:yiwang:problem:changed-row");
    assertThat(issues()).isEqualTo(1);
  }

  @Test
  void refusesStrangersAndOtherContent() {
    assertThat(new Caller(port, "").postJson(PATH, good("n")).status()).isIn(401, 403);
    assertThat(new Caller(port, "wrong").postJson(PATH, good("n")).status()).isEqualTo(401);
    refused(
        caller.post(PATH, "text/csv", new byte[0]), 415, "unsupported-media-type", "Content-Type");
    refused(
        caller.post(PATH, "application/json", new byte[0], "Content-Encoding", "br"),
        415,
        "unsupported-encoding",
        "Content-Encoding");
  }

  private void refused(Answer answer, int status, String type, String field) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.type()).startsWith("application/problem+json");
    assertThat(answer.problem("type").asString()).isEqualTo("urn:yiwang:problem:" + type);
    assertThat(answer.problem("field").asString()).isEqualTo(field);
    assertThat(answer.problem("advice").asString()).startsWith("Maybe ");
    assertThat(issues()).isPositive();
  }

  /** Nothing else changed: the same key is new. */
  private void accepts(String key) {
    assertThat(caller.postJson(PATH, good(key)).status()).isEqualTo(201);
  }

  private int issues() {
    return caller.get("/api/v1/intake/issues?source=" + source).json().path("total").asInt();
  }

  private static String line(Answer answer) {
    JsonNode json = answer.json();
    return answer.status()
        + " accepted "
        + json.path("accepted").asInt()
        + " duplicates "
        + json.path("duplicates").asInt()
        + " rejected "
        + json.path("rejected").asInt()
        + " rows "
        + json.path("rows").size();
  }

  private String good(String key) {
    return at(key, centre.lat(), centre.lng());
  }

  private String at(String key, double lat, double lng) {
    return """
    {"key":"%s","class":"%s","lat":%s,"lng":%s,"observedAt":"%s"}\
    """
        .formatted(key, classCode, lat, lng, observedAt);
  }
}
