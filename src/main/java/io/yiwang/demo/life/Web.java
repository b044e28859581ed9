package io.yiwang.demo.life;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The platform as a browser or a program sees it: one address, spoken to in HTTP. Safe for many
 * threads.
 */
public final class Web {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final String base;
  private final JsonMapper json;

  public Web(String base, JsonMapper json) {
    this.base = base;
    this.json = json;
  }

  /** The server said no; the status tells whether it is worth trying again. */
  public static final class Refused extends IOException {
    public final int status;

    Refused(int status, String body) {
      super(status + " " + body.substring(0, Math.min(300, body.length())));
      this.status = status;
    }
  }

  /** One file of a form. */
  public record Upload(String field, byte[] jpeg) {}

  /** Who speaks: headers and cookies of one caller. */
  public final class Caller {
    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    private final Map<String, String> headers;

    Caller(Map<String, String> headers) {
      this.headers = headers;
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
      return answer(send(request(path).GET()));
    }

    public JsonNode post(String path, Object body) throws IOException, InterruptedException {
      return answer(
          send(
              request(path)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(json.writeValueAsString(body)))));
    }

    /** A picture as the body of the request. */
    public JsonNode picture(String path, byte[] jpeg) throws IOException, InterruptedException {
      return answer(
          send(
              request(path)
                  .header("Content-Type", "image/jpeg")
                  .POST(BodyPublishers.ofByteArray(jpeg))));
    }

    public JsonNode form(String path, Map<String, String> fields, List<Upload> files)
        throws IOException, InterruptedException {
      String boundary = "yiwang" + Long.toHexString(System.nanoTime());
      return answer(
          send(
              request(path)
                  .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                  .POST(BodyPublishers.ofByteArray(multipart(boundary, fields, files)))));
    }

    /** Lines of an endless stream; close it to leave. */
    Stream<String> stream(String path, String lastEventId)
        throws IOException, InterruptedException {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(base + path)).header("Accept", "text/event-stream");
      dress(request);
      if (!lastEventId.isEmpty()) {
        request.header("Last-Event-ID", lastEventId);
      }
      HttpResponse<Stream<String>> response = http.send(request.build(), BodyHandlers.ofLines());
      if (response.statusCode() != 200) {
        response.body().close();
        throw new Refused(response.statusCode(), path);
      }
      return response.body();
    }

    private HttpRequest.Builder request(String path) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
      dress(request);
      return request;
    }

    private void dress(HttpRequest.Builder request) {
      headers.forEach(request::header);
      if (!cookies.isEmpty()) {
        StringBuilder line = new StringBuilder();
        cookies.forEach((k, v) -> line.append(k).append('=').append(v).append("; "));
        request.header("Cookie", line.toString());
      }
      String token = cookies.get("XSRF-TOKEN");
      if (token != null) {
        request.header("X-XSRF-TOKEN", token);
      }
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
        throws IOException, InterruptedException {
      HttpResponse<String> response =
          http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
      for (String cookie : response.headers().allValues("Set-Cookie")) {
        String pair = cookie.split(";", 2)[0];
        int equals = pair.indexOf('=');
        String value = pair.substring(equals + 1);
        if (value.isEmpty()) {
          cookies.remove(pair.substring(0, equals));
        } else {
          cookies.put(pair.substring(0, equals), value);
        }
      }
      return response;
    }

    private JsonNode answer(HttpResponse<String> response) throws IOException {
      if (response.statusCode() >= 300) {
        throw new Refused(response.statusCode(), response.body());
      }
      return response.body().isBlank() ? json.nullNode() : json.readTree(response.body());
    }
  }

  public Caller anybody() throws IOException, InterruptedException {
    Caller caller = new Caller(Map.of());
    caller.get("/api/v1/city");
    return caller;
  }

  public Caller withKey(String key) {
    return new Caller(Map.of("X-Api-Key", key));
  }

  public Caller signedIn(String login, String password) throws IOException, InterruptedException {
    Caller caller = anybody();
    caller.post("/api/v1/session", Map.of("login", login, "password", password));
    // The token changes with the sign-in; the next read brings the new one.
    caller.get("/api/v1/session");
    return caller;
  }

  private static byte[] multipart(String boundary, Map<String, String> fields, List<Upload> files) {
    var body = new ByteArrayOutputStream();
    fields.forEach(
        (name, value) ->
            write(
                body,
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(boundary, name, value)));
    for (Upload file : files) {
      write(
          body,
          "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"photo.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"
              .formatted(boundary, file.field()));
      body.writeBytes(file.jpeg());
      write(body, "\r\n");
    }
    write(body, "--" + boundary + "--\r\n");
    return body.toByteArray();
  }

  private static void write(ByteArrayOutputStream to, String text) {
    to.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
