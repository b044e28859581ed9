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
import org.jspecify.annotations.Nullable;

/** Somebody with duties in a region, signed in over HTTP. */
public final class Seat {
  private final CookieManager cookies = new CookieManager();
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
  private final String base;
  public final long personId;

  private Seat(int port, long personId) {
    this.base = "http://127.0.0.1:" + port;
    this.personId = personId;
  }

  public static Seat of(int port, People people, String regionPath, Duty... duties) {
    String login = "seat-" + UUID.randomUUID();
    String region = regionPath.substring(regionPath.lastIndexOf('.') + 1);
    long id =
        people.create(
            new NewPerson(
                login,
                "某人",
                "Somebody",
                people.hash("secret"),
                Set.of(duties),
                "unit-1",
                region,
                regionPath));
    Seat seat = new Seat(port, id);
    seat.get("/api/v1/city");
    String body = "{\"login\":\"%s\",\"password\":\"secret\"}".formatted(login);
    HttpResponse<String> signedIn = seat.send("POST", "/api/v1/session", body);
    if (signedIn.statusCode() != 200) {
      throw new IllegalStateException(signedIn.body());
    }
    return seat;
  }

  public HttpResponse<String> get(String path) {
    return send("GET", path, null);
  }

  public HttpResponse<String> send(String method, String path, @Nullable String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
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
}
