package io.yiwang.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Signs one of the demonstration's visitors in, as a browser does. */
final class SignIn {
  private SignIn() {}

  /** The headers by which the session is known. */
  static Map<String, String> as(URI city, String login, String password)
      throws IOException, InterruptedException {
    var cookies = new CookieManager();
    try (HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build()) {
      http.send(
          HttpRequest.newBuilder(city.resolve("/api/v1/city")).build(), BodyHandlers.discarding());
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(city.resolve("/api/v1/session"))
                  .header("Content-Type", "application/json")
                  .header("X-XSRF-TOKEN", token(cookies))
                  .POST(
                      BodyPublishers.ofString(
                          "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(login, password)))
                  .build(),
              BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("Signing in as " + login + ": " + answer.body());
      }
      // signing in may change the token
      http.send(
          HttpRequest.newBuilder(city.resolve("/api/v1/session")).build(),
          BodyHandlers.discarding());
      List<HttpCookie> all = cookies.getCookieStore().getCookies();
      return Map.of(
          "Cookie",
          all.stream().map(c -> c.getName() + "=" + c.getValue()).collect(Collectors.joining("; ")),
          "X-XSRF-TOKEN",
          token(cookies));
    }
  }

  private static String token(CookieManager cookies) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(c -> c.getName().equals("XSRF-TOKEN"))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }
}
