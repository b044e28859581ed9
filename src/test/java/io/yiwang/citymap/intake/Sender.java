package io.yiwang.citymap.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that brings map files in over HTTP. */
public final class Sender {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Set<String> BUSY = Set.of("READING", "COMPARING", "APPLYING");

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;
  private final String key;

  public Sender(URI base, String key) {
    this.base = base;
    this.key = key;
  }

  /** What came back. */
  public record Answer(int status, byte[] bytes) {
    public String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
      return JSON.readTree(bytes);
    }
  }

  public Answer send(String method, String path, String type, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .header("X-Api-Key", key)
            .header("Content-Type", type)
            .timeout(Duration.ofSeconds(60))
            .method(method, BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public Answer get(String path) {
    return send("GET", path, "application/json", new byte[0]);
  }

  public Answer post(String path, String json) {
    return send("POST", path, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  /** Begins an import and sends the whole file. */
  public long begin(String name, String mapping, byte[] file) {
    Answer begun =
        post(
            "/api/v1/map/imports",
            JSON.writeValueAsString(
                Map.of("name", name, "bytes", file.length, "mapping", mapping)));
    assertThat(begun.status()).as(begun.text()).isEqualTo(201);
    long id = begun.json().path("id").asLong();
    assertThat(piece(id, 0, file).status()).isEqualTo(200);
    return id;
  }

  public Answer piece(long id, long offset, byte[] bytes) {
    return send(
        "PUT",
        "/api/v1/map/imports/" + id + "/file",
        "application/octet-stream",
        bytes,
        "Upload-Offset",
        Long.toString(offset));
  }

  public JsonNode job(long id) {
    return get("/api/v1/map/imports/" + id).json();
  }

  /** Waits until nothing is done to it any more. */
  public JsonNode settled(long id) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> job(id), job -> !BUSY.contains(job.path("stage").asString()));
  }

  /** One line: {@code REVIEW appeared 3 moved 0 changed 0 vanished 0 same 0 rejected 1}. */
  public String line(long id) {
    JsonNode job = settled(id);
    JsonNode counts = job.path("counts");
    return "%s appeared %d moved %d changed %d vanished %d same %d rejected %d"
        .formatted(
            job.path("stage").asString(),
            counts.path("appeared").asInt(),
            counts.path("moved").asInt(),
            counts.path("amended").asInt(),
            counts.path("vanished").asInt(),
            counts.path("same").asInt(),
            counts.path("rejected").asInt());
  }

  public String apply(long id) {
    Answer answer = post("/api/v1/map/imports/" + id + "/apply", "{}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return settled(id).path("stage").asString();
  }
}
