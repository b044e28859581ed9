package io.yiwang.access;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who calls the platform over HTTP: nobody, a program with a key, or a person signed in.
 */
public final class Caller {
  private final CookieManager cookies = new CookieManager();
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
  private final String base;
  private final @Nullable String key;
  public final long personId;

  private Caller(int port, @Nullable String key, long personId) {
    this.base = "http://127.0.0.1:" + port;
    this.key = key;
    this.personId = personId;
  }

  public static Caller nobody(int port) {
    Caller caller = new Caller(port, null, 0);
    caller.send("GET", "/api/v1/city", null, null);
    return caller;
  }

  public static Caller program(int port, String key) {
    return new Caller(port, key, 0);
  }

  /** A new person, signed in. */
  public static Caller person(
      int port, People people, String hash, String password, Duty duty, String unit, String path) {
    String login = "caller-" + UUID.randomUUID();
    String region = path.substring(path.lastIndexOf('.') + 1);
    long id =
        people.create(
            new NewPerson(login, "某人", "Somebody", hash, Set.of(duty), unit, region, path));
    Caller caller = new Caller(port, null, id);
    caller.send("GET", "/api/v1/city", null, null);
    String body = "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(login, password);
    if (caller.send("POST", "/api/v1/session", "application/json", body).statusCode() != 200) {
      throw new IllegalStateException("Could not sign in as " + duty + ".");
    }
    return caller;
  }

  public HttpResponse<String> get(String path) {
    return send("GET", path, null, null);
  }

  /** A file as it is. */
  public HttpResponse<byte[]> bytes(String path) {
    return send("GET", path, null, null, BodyHandlers.ofByteArray());
  }

  public HttpResponse<String> send(
      String method, String path, @Nullable String type, @Nullable String body) {
    return send(method, path, type, body, BodyHandlers.ofString());
  }

  private <T> HttpResponse<T> send(
      String method,
      String path,
      @Nullable String type,
      @Nullable String body,
      HttpResponse.BodyHandler<T> as) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (type != null) {
      request.header("Content-Type", type);
    }
    if (key != null) {
      request.header("X-Api-Key", key);
    }
    cookies.getCookieStore().getCookies().stream()
        .filter(c -> c.getName().equals("XSRF-TOKEN"))
        .findFirst()
        .ifPresent(c -> request.header("X-XSRF-TOKEN", c.getValue()));
    try {
      return http.send(request.build(), as);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends a file as it is. */
  public HttpResponse<String> post(String path, String type, byte[] file) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .POST(BodyPublishers.ofByteArray(file))
            .header("Content-Type", type);
    if (key != null) {
      request.header("X-Api-Key", key);
    }
    cookies.getCookieStore().getCookies().stream()
        .filter(c -> c.getName().equals("XSRF-TOKEN"))
        .findFirst()
        .ifPresent(c -> request.header("X-XSRF-TOKEN", c.getValue()));
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Takes a list away as a file, in the way of whoever may; the refusal when it is refused. */
  public HttpResponse<String> export(String what) {
    HttpResponse<String> asked =
        send(
            "POST",
            "/api/v1/exports",
            "application/json",
            "{\"what\":\"%s\",\"purpose\":\"report\"}".formatted(what));
    Matcher id = Pattern.compile("\"id\":(\\d+)").matcher(asked.body());
    return asked.statusCode() == 200 && id.find()
        ? get("/api/v1/exports/" + id.group(1) + "/file")
        : asked;
  }

  /** Lines of the live stream as they come, until the stream is closed. */
  public Stream<String> live() {
    try {
      return http.send(
              HttpRequest.newBuilder(URI.create(base + "/api/v1/live")).build(),
              BodyHandlers.ofLines())
          .body();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The status alone, also of a stream that never ends. */
  public int status(String method, String path, @Nullable String type, @Nullable String body) {
    if (!path.startsWith("/api/v1/live")) {
      return send(method, path, type, body).statusCode();
    }
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    if (key != null) {
      request.header("X-Api-Key", key);
    }
    try {
      var answer = http.send(request.build(), BodyHandlers.ofInputStream());
      answer.body().close();
      return answer.statusCode();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
