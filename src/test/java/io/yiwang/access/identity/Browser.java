package io.yiwang.access.identity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser without a screen: keeps cookies, sends the CSRF token. */
public final class Browser {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String base;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

  public Browser(int port) {
    base = "http://127.0.0.1:" + port;
  }

  /** What came back; {@code type} is the last part of a problem's type. */
  public record Answer(int status, JsonNode json, HttpResponse<?> response) {
    public String type() {
      return json.path("type").asString("").replaceFirst(".*:", "");
    }

    public String at(String pointer) {
      return json.at(pointer).asString("");
    }
  }

  public Answer get(String path) {
    return send("GET", path, null);
  }

  public Answer post(String path, Object body) {
    return send("POST", path, body);
  }

  public Answer put(String path, Object body) {
    return send("PUT", path, body);
  }

  public Answer delete(String path) {
    return send("DELETE", path, null);
  }

  public Answer signIn(String login, String password) {
    return signIn(login, password, null);
  }

  Answer signIn(String login, String password, @Nullable String code) {
    get("/api/v1/city");
    Map<String, String> body = new LinkedHashMap<>(Map.of("login", login, "password", password));
    if (code != null) {
      body.put("code", code);
    }
    return post("/api/v1/session", body);
  }

  public Answer send(String method, String path, @Nullable Object body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(JSON.writeValueAsString(body)));
    cookie("XSRF-TOKEN").ifPresent(c -> request.header("X-XSRF-TOKEN", c.getValue()));
    return exchange(request.build());
  }

  /** Sends exactly this, without a CSRF token unless the request has one. */
  Answer exchange(HttpRequest request) {
    try {
      HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
      String text = new String(answer.body(), StandardCharsets.UTF_8);
      JsonNode json =
          text.startsWith("{") || text.startsWith("[") ? JSON.readTree(text) : JSON.nullNode();
      return new Answer(answer.statusCode(), json, answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The status a program gets that comes with this key. */
  public int getWithKey(String path, String key) {
    return exchange(HttpRequest.newBuilder(uri(path)).header("X-Api-Key", key).build()).status();
  }

  /** An open live stream. */
  InputStream listen() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri("/api/v1/live")).build();
    return http.send(request, BodyHandlers.ofInputStream()).body();
  }

  URI uri(String path) {
    return URI.create(base + path);
  }

  Optional<HttpCookie> cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(c -> c.getName().equals(name))
        .findFirst();
  }

  void plant(String name, String value) {
    HttpCookie cookie = new HttpCookie(name, value);
    cookie.setPath("/");
    cookie.setVersion(0);
    cookies.getCookieStore().add(URI.create(base), cookie);
  }
}
