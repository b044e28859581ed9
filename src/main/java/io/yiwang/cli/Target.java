package io.yiwang.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * The instance rows are sent to. A request that finds it away or busy is sent again until it is
 * taken.
 */
final class Target {
  private static final int ATTEMPTS = 60;
  private static final Duration TIMEOUT = Duration.ofSeconds(120);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final URI base;
  private final String key;

  private Target(URI base, String key) {
    this.base = base;
    this.key = key;
  }

  static Target of(Map<String, String> options) throws IOException {
    Path data = Path.of(options.getOrDefault("--data", System.getProperty("yiwang.data", "data")));
    String url = options.get("--url");
    if (url == null) {
      Path address = data.resolve("run").resolve("address");
      if (!Files.isReadable(address)) {
        throw new ImportException(
            "No instance runs on --data (" + data + "). Maybe start it with ./yiwang run first.");
      }
      url = Files.readString(address).strip();
    }
    String key = options.get("--key");
    if (key == null) {
      Path secret = data.resolve("secrets").resolve("import.key");
      if (!Files.isReadable(secret)) {
        throw new ImportException("--key must be given when --data (" + data + ") is not here.");
      }
      key = Files.readString(secret).strip();
    }
    return new Target(URI.create(url.endsWith("/") ? url : url + "/"), key);
  }

  /** Sends a body zipped; answers whatever is not "come again". */
  HttpResponse<byte[]> post(String path, String contentType, byte[] body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(TIMEOUT)
            .header("X-Api-Key", key)
            .header("Content-Type", contentType)
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(zipped(body)))
            .build();
    return send(request);
  }

  /** Sends a body as it is. */
  HttpResponse<byte[]> postPlain(String path, String contentType, byte[] body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofMinutes(10))
            .header("X-Api-Key", key)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return send(request);
  }

  /** Streams a file, zipped already when its name ends with .gz; waits as long as it takes. */
  HttpResponse<byte[]> postFile(String path, String contentType, Path file) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .header("X-Api-Key", key)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofFile(file));
    if (file.getFileName().toString().endsWith(".gz")) {
      request.header("Content-Encoding", "gzip");
    }
    return send(request.build());
  }

  /** The next piece of a file, from a byte on. */
  HttpResponse<byte[]> putPiece(String path, long offset, byte[] piece) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(TIMEOUT)
            .header("X-Api-Key", key)
            .header("Content-Type", "application/octet-stream")
            .header("Upload-Offset", Long.toString(offset))
            .PUT(BodyPublishers.ofByteArray(piece))
            .build();
    return send(request);
  }

  HttpResponse<byte[]> get(String path) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(TIMEOUT)
            .header("X-Api-Key", key)
            .GET()
            .build();
    return send(request);
  }

  /** Where something of the instance is, for people. */
  URI address(String path) {
    return base.resolve(path);
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    IOException last = null;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 503 && answer.statusCode() != 429) {
          return answer;
        }
        pause(answer.headers().firstValueAsLong("Retry-After").orElse(attempt));
      } catch (IOException e) {
        last = e;
        pause(Math.min(attempt, 5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ImportException("Interrupted.", e);
      }
    }
    throw new IOException("The instance did not answer " + ATTEMPTS + " times.", last);
  }

  private static void pause(long seconds) {
    pause(Duration.ofSeconds(Math.clamp(seconds, 1, 30)));
  }

  static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImportException("Interrupted.", e);
    }
  }

  private static byte[] zipped(byte[] body) throws IOException {
    var out = new ByteArrayOutputStream(body.length / 4 + 64);
    try (var zip = new GZIPOutputStream(out)) {
      zip.write(body);
    }
    return out.toByteArray();
  }
}
