package io.yiwang.registry;

import io.yiwang.access.Duty;
import io.yiwang.access.NewPerson;
import io.yiwang.access.People;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody of a region, signed in. */
public final class Caller {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final CookieManager cookies = new CookieManager();
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
  private final String base;
  private final String login;
  public final long id;

  private Caller(int port, String login, long id) {
    base = "http://127.0.0.1:" + port;
    this.login = login;
    this.id = id;
  }

  /** What came back. */
  public record Answer(int status, String text) {
    public JsonNode json() {
      return JSON.readTree(text);
    }

    public String at(String pointer) {
      return json().at(pointer).asString();
    }
  }

  public static Caller of(int port, People people, Duty duty, String regionPath) {
    String login = "registry-" + UUID.randomUUID();
    long id =
        people.create(
            new NewPerson(
                login, "某人", "Somebody", people.hash("secret"), Set.of(duty), "", "", regionPath));
    Caller caller = new Caller(port, login, id);
    caller.get("/api/v1/city");
    caller.signInAgain();
    return caller;
  }

  /** In a new session. */
  public void signInAgain() {
    Answer in =
        post("/api/v1/session", "{\"login\":\"%s\",\"password\":\"secret\"}".formatted(login));
    if (in.status != 200) {
      throw new IllegalStateException(in.text);
    }
  }

  /** The id of whoever has this citizen number. */
  public long personOf(String number) {
    return post("/api/v1/registry/persons/search", "{\"number\":\"%s\"}".formatted(number))
        .json()
        .at("/items/0/id")
        .asLong();
  }

  public Answer get(String path) {
    return send("GET", path, "application/json", null);
  }

  public Answer post(String path, String json) {
    return send("POST", path, "application/json", json);
  }

  public Answer put(String path, String json) {
    return send("PUT", path, "application/json", json);
  }

  public Answer delete(String path) {
    return send("DELETE", path, "application/json", null);
  }

  public Answer csv(String path, String text) {
    return send("POST", path, "text/csv", text);
  }

  private Answer send(String method, String path, String type, @Nullable String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", type)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    cookies.getCookieStore().getCookies().stream()
        .filter(c -> c.getName().equals("XSRF-TOKEN"))
        .findFirst()
        .ifPresent(c -> request.header("X-XSRF-TOKEN", c.getValue()));
    try {
      HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
