package io.yiwang.cases.desk;

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

/** Somebody at a desk or with a phone, signed in. */
final class Desk {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final CookieManager cookies = new CookieManager();
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
  private final String base;
  final long personId;
  final String login;

  private Desk(int port, String login, long personId) {
    base = "http://127.0.0.1:" + port;
    this.login = login;
    this.personId = personId;
  }

  record Answer(int status, String text) {
    JsonNode json() {
      return JSON.readTree(text);
    }

    String at(String pointer) {
      return json().at(pointer).asString();
    }
  }

  static Desk of(int port, People people, String unit, Duty... duties) {
    String login = "desk-" + UUID.randomUUID();
    long id =
        people.create(
            new NewPerson(
                login, "某人", "Somebody", people.hash("secret"), Set.of(duties), unit, "", ""));
    Desk desk = new Desk(port, login, id);
    desk.get("/api/v1/city");
    Answer signedIn =
        desk.post("/api/v1/session", "{\"login\":\"%s\",\"password\":\"secret\"}".formatted(login));
    if (signedIn.status != 200) {
      throw new IllegalStateException(signedIn.text);
    }
    return desk;
  }

  Answer get(String path) {
    return send("GET", path, null);
  }

  Answer post(String path, String body) {
    return send("POST", path, body);
  }

  Answer act(long id, String body) {
    return post("/api/v1/cases/" + id + "/actions", body);
  }

  Answer send(String method, String path, @Nullable String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/json")
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
