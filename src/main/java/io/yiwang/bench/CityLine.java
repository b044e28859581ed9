package io.yiwang.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody signed in who posts JSON and pictures. */
final class CityLine {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final JsonMapper json = new JsonMapper();
  private final URI city;
  private final Map<String, String> session;

  CityLine(URI city, String login, String password) throws IOException, InterruptedException {
    this.city = city;
    this.session = SignIn.as(city, login, password);
  }

  JsonNode post(String path, Object body) throws IOException, InterruptedException {
    return send(path, "application/json", json.writeValueAsBytes(body));
  }

  JsonNode picture(String path, byte[] jpeg) throws IOException, InterruptedException {
    return send(path, "image/jpeg", jpeg);
  }

  private JsonNode send(String path, String type, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(city.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(body));
    session.forEach(request::header);
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return json.readTree(answer.body());
  }
}
