package io.yiwang.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything is killed while a case waits for its camera to look again. */
class SecondLookCrashTests {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path data;

  private final HttpClient http = HttpClient.newHttpClient();
  private URI city = URI.create("http://127.0.0.1");
  private String key = "";

  @Test
  void theCameraIsAskedAgainAndTheCaseClosesOnce() throws Exception {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    try (Instance before = start()) {
      send(
          "PUT",
          "/api/v1/admin/look-rules/06010",
          "{\"quietSeconds\":25,\"patienceSeconds\":600,\"undoSeconds\":60}");
      observe("OBSERVED");
      await().until(() -> send("GET", "/api/v1/cases", null).at("/total").asInt() == 1);
      observe("CLEARED");
      await().until(() -> !page().at("/summary/lookAt").isNull());
      assertThat(page().at("/summary/state").asString()).isEqualTo("PENDING_CHECK");
      before.killAll();
    }
    try (Instance after = start()) {
      assertThat(after.startSeconds()).isPositive();
      await().until(() -> page().at("/summary/state").asString().equals("CLOSED"));
      JsonNode closed = page();
      assertThat(closed.at("/looks").findValuesAsString("verdict")).containsExactly("CLEAR");
      assertThat(closed.at("/looks").findValuesAsString("outcome")).containsExactly("CLOSED");
      assertThat(closed.at("/history").findValuesAsString("action"))
          .containsOnlyOnce("LOOK_ASKED", "CHECK_PASS", "CLOSE");
    }
  }

  private Instance start() throws IOException {
    Instance instance =
        Instance.start(
            Instance.Launch.classPath(
                "--yiwang.demo.enabled=false", "--yiwang.test.clear-eye=import"),
            data);
    city = instance.address();
    key = instance.apiKey();
    return instance;
  }

  private void observe(String sighting) throws Exception {
    JsonNode answer =
        send(
            "POST",
            "/api/v1/observations",
            """
            [{"key":"%s","class":"06010","lat":31.22,"lng":121.431,"sighting":"%s",
              "channel":"CAMERA","weight":1,"observedAt":"%s"}]
            """
                .formatted(sighting, sighting, Instant.now()));
    assertThat(answer.at("/accepted").asInt()).isEqualTo(1);
  }

  private JsonNode page() throws Exception {
    long id = send("GET", "/api/v1/cases", null).at("/items/0/id").asLong();
    return send("GET", "/api/v1/cases/" + id, null);
  }

  private JsonNode send(String method, String path, @Nullable String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(city.resolve(path))
            .header("X-Api-Key", key)
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(method + " " + path + ": " + answer.body()).isLessThan(300);
    return JSON.readTree(answer.body());
  }
}
