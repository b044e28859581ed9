package io.yiwang.citymap.ogc;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the OGC API as nobody, as a program of somebody else does. */
final class OgcClient {
  static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http = HttpClient.newHttpClient();
  final String root;

  OgcClient(int port) {
    this.root = "http://127.0.0.1:" + port + "/ogc";
  }

  /** An answer and its body as bytes. */
  record Answer(HttpResponse<byte[]> response) {
    int status() {
      return response.statusCode();
    }

    String type() {
      return header("Content-Type");
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    JsonNode json() {
      return JSON.readTree(response.body());
    }

    /** The link of a relation and form; fails when there is none. */
    String link(String rel, String type) {
      return OgcClient.link(json(), rel, type);
    }
  }

  static String link(JsonNode document, String rel, String type) {
    for (JsonNode link : document.path("links")) {
      if (link.path("rel").asString().equals(rel)
          && link.path("type").asString().startsWith(type)) {
        return link.path("href").asString();
      }
    }
    throw new AssertionError("no link " + rel + " " + type + " in " + document.path("links"));
  }

  static boolean hasLink(JsonNode document, String rel) {
    for (JsonNode link : document.path("links")) {
      if (link.path("rel").asString().equals(rel)) {
        return true;
      }
    }
    return false;
  }

  /** Below the root, or an address as a link has it. */
  Answer get(String address, String... headers) {
    return send("GET", address, headers);
  }

  Answer send(String method, String address, String... headers) {
    URI uri = URI.create(address.startsWith("http") ? address : root + address);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  JsonNode json(String address) {
    Answer answer = get(address);
    if (answer.status() != 200) {
      throw new AssertionError(address + " answered " + answer.status() + " " + answer.text());
    }
    return answer.json();
  }

  /** Identifiers of all features, along the links to the next pages. */
  List<String> ids(String address) {
    List<String> ids = new ArrayList<>();
    JsonNode page = json(address);
    while (true) {
      page.path("features").forEach(f -> ids.add(f.path("id").asString()));
      if (!hasLink(page, "next")) {
        return ids;
      }
      page = json(link(page, "next", "application/geo+json"));
    }
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
