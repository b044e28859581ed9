package io.yiwang.attacks;

import io.yiwang.access.Duty;
import io.yiwang.access.NewPerson;
import io.yiwang.access.People;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who sends what no page of ours would send, and looks closely at what comes back. */
final class Attacker {
  static final String PASSWORD = "gravel-otter-lantern-42";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  final String login;
  final long personId;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(cookies).build();
  private final String base;
  private final @Nullable String key;

  private Attacker(int port, String login, long personId, @Nullable String key) {
    this.base = "http://127.0.0.1:" + port;
    this.login = login;
    this.personId = personId;
    this.key = key;
  }

  static Attacker nobody(int port) {
    Attacker nobody = new Attacker(port, "", 0, null);
    nobody.get("/api/v1/city");
    return nobody;
  }

  static Attacker program(int port, String key) {
    return new Attacker(port, "", 0, key);
  }

  /** A new person of this duty, unit and region, signed in. */
  static Attacker of(int port, People people, Duty duty, String unit, String path) {
    String login = "attacker-" + UUID.randomUUID();
    String region = path.substring(path.lastIndexOf('.') + 1);
    String hash = Hashes.of(people);
    long id =
        people.create(
            new NewPerson(login, "攻击者", "Attacker", hash, Set.of(duty), unit, region, path));
    Attacker attacker = new Attacker(port, login, id, null);
    Reply in = attacker.signIn(login, PASSWORD);
    if (in.status() != 200) {
      throw new IllegalStateException(in.text());
    }
    return attacker;
  }

  /** One slow hash for all. */
  private static final class Hashes {
    private static @Nullable String hash;

    static synchronized String of(People people) {
      String made = hash;
      if (made == null) {
        made = people.hash(PASSWORD);
        hash = made;
      }
      return made;
    }
  }

  /** An answer and how long it took. */
  record Reply(int status, HttpResponse<byte[]> http, Duration took) {
    String text() {
      return new String(http.body(), StandardCharsets.UTF_8);
    }

    JsonNode json() {
      return JSON.readTree(text());
    }

    String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }

    /** The last part of a problem's type; empty for anything else. */
    String problem() {
      return text().startsWith("{") ? json().path("type").asString("").replaceFirst(".*:", "") : "";
    }
  }

  Reply signIn(String name, String password) {
    get("/api/v1/city");
    return json(
        "POST",
        "/api/v1/session",
        "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(name, password));
  }

  Reply get(String path, String... headers) {
    return send("GET", path, null, BodyPublishers.noBody(), headers);
  }

  Reply delete(String path) {
    return send("DELETE", path, null, BodyPublishers.noBody());
  }

  Reply json(String method, String path, @Nullable String body, String... headers) {
    return send(
        method,
        path,
        "application/json",
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
        headers);
  }

  Reply send(
      String method, String path, @Nullable String type, BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(30))
            .method(method, body);
    if (type != null) {
      request.header("Content-Type", type);
    }
    if (key != null) {
      request.header("X-Api-Key", key);
    }
    cookie("XSRF-TOKEN").ifPresent(token -> request.header("X-XSRF-TOKEN", token));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    try {
      long begun = System.nanoTime();
      HttpResponse<byte[]> answer = sent(request.build());
      return new Reply(answer.statusCode(), answer, Duration.ofNanos(System.nanoTime() - begun));
    } catch (IOException e) {
      throw new IllegalStateException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Once more when the kept connection was closed from the other side in the very same moment. */
  private HttpResponse<byte[]> sent(HttpRequest request) throws IOException, InterruptedException {
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException closed) {
      return http.send(request, BodyHandlers.ofByteArray());
    }
  }

  Optional<String> cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(c -> c.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst();
  }

  /** Carries this cookie from now on, as if another page of the browser had set it. */
  void plant(String name, String value) {
    cookies.getCookieStore().getCookies().stream()
        .filter(c -> c.getName().equals(name))
        .toList()
        .forEach(c -> cookies.getCookieStore().remove(URI.create(base), c));
    HttpCookie cookie = new HttpCookie(name, value);
    cookie.setPath("/");
    cookie.setVersion(0);
    cookies.getCookieStore().add(URI.create(base), cookie);
  }
}
