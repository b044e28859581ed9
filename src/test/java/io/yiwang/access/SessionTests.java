package io.yiwang.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.house.DataFolder;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Signing in, staying signed in, and being refused. */
@PlatformTest
class SessionTests {
  @LocalServerPort int port;
  @Autowired DataFolder folder;

  private final CookieManager cookies = new CookieManager();
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

  @Test
  void theFirstAdministratorSignsInAndOut() throws Exception {
    assertThat(get("/api/v1/session").statusCode()).isEqualTo(401);

    HttpResponse<String> signedIn = signIn("admin", folder.secret("admin.password"));
    assertThat(signedIn.statusCode()).isEqualTo(200);
    assertThat(signedIn.body()).contains("\"ADMIN\"").doesNotContain("password");
    assertThat(get("/api/v1/session").statusCode()).isEqualTo(200);

    assertThat(send("DELETE", "/api/v1/session", null).statusCode()).isEqualTo(204);
    assertThat(get("/api/v1/session").statusCode()).isEqualTo(401);
  }

  @Test
  void aWrongPasswordAndAnUnknownNameGetTheSameAnswer() throws Exception {
    get("/api/v1/city");
    HttpResponse<String> wrong = signIn("admin", "wrong");
    HttpResponse<String> unknown = signIn("nobody-here", "wrong");
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.body()).isEqualTo(unknown.body()).contains("wrong-credentials");
  }

  @Test
  void aChangeWithoutTheCsrfTokenIsRefused() throws Exception {
    signIn("admin", folder.secret("admin.password"));
    HttpRequest forged =
        HttpRequest.newBuilder(uri("/api/v1/session")).method("DELETE", empty()).build();
    assertThat(http.send(forged, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    assertThat(get("/api/v1/session").statusCode()).isEqualTo(200);
  }

  @Test
  void anUnknownKeyIsRefusedWithAProblem() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/api/v1/live")).header("X-Api-Key", "yw_guess").build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("urn:yiwang:problem:sign-in");
  }

  @Test
  void aRealCityListsNoDemonstrationAccounts() throws Exception {
    assertThat(get("/api/v1/demo/accounts").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> signIn(String login, String password) throws Exception {
    get("/api/v1/city");
    String body = "{\"login\":\"" + login + "\",\"password\":\"" + password + "\"}";
    return send("POST", "/api/v1/session", body);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> send(String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .method(method, body == null ? empty() : HttpRequest.BodyPublishers.ofString(body));
    cookies.getCookieStore().getCookies().stream()
        .filter(c -> c.getName().equals("XSRF-TOKEN"))
        .findFirst()
        .ifPresent(c -> request.header("X-XSRF-TOKEN", c.getValue()));
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.BodyPublisher empty() {
    return HttpRequest.BodyPublishers.noBody();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
