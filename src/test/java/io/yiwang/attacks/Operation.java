package io.yiwang.attacks;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An operation of the running API as its own description tells it. */
public record Operation(
    String method, String path, List<Parameter> parameters, @Nullable JsonNode body, String type) {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /** A parameter of path or query. */
  public record Parameter(String name, boolean inPath, boolean text) {}

  /** All operations but the live stream, whose answer does not end. */
  public static List<Operation> all(int port) {
    JsonNode document = Attacker.nobody(port).get("/api/openapi.json").json();
    List<Operation> operations = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        entry -> {
                          if (METHODS.contains(entry.getKey())
                              && !path.getKey().equals("/api/v1/live")) {
                            operations.add(
                                of(document, entry.getKey(), path.getKey(), entry.getValue()));
                          }
                        }));
    return operations;
  }

  private static Operation of(JsonNode document, String method, String path, JsonNode told) {
    List<Parameter> parameters = new ArrayList<>();
    for (JsonNode parameter : told.path("parameters")) {
      String in = parameter.path("in").asString();
      if (in.equals("path") || in.equals("query")) {
        JsonNode schema = parameter.path("schema");
        boolean text = schema.path("type").toString().contains("\"string\"") && !schema.has("enum");
        parameters.add(new Parameter(parameter.path("name").asString(), in.equals("path"), text));
      }
    }
    JsonNode content = told.path("requestBody").path("content");
    String type = content.propertyNames().stream().findFirst().orElse("");
    return new Operation(
        method.toUpperCase(Locale.ROOT),
        path,
        parameters,
        type.equals("application/json") ? example(document, content.path(type)) : null,
        type);
  }

  private static @Nullable JsonNode example(JsonNode document, JsonNode media) {
    if (media.has("example")) {
      return media.get("example");
    }
    for (var entry : media.path("examples").properties()) {
      JsonNode example = entry.getValue();
      if (example.has("$ref")) {
        example = document.at(example.get("$ref").asString().substring(1));
      }
      return example.get("value");
    }
    return null;
  }

  public boolean writes() {
    return !method.equals("GET");
  }

  /** The address with each variable of the path replaced. */
  String at(String value) {
    return path.replaceAll("\\{[^}]+}", encoded(value).replace("$", "\\$"));
  }

  /** The address with this parameter set, and the other variables of the path to 0. */
  String with(Parameter parameter, String value) {
    Map<String, String> query = new LinkedHashMap<>();
    String address = path;
    if (parameter.inPath) {
      address = address.replace("{" + parameter.name + "}", encoded(value));
    } else {
      query.put(parameter.name, value);
    }
    address = address.replaceAll("\\{[^}]+}", "0");
    for (var entry : query.entrySet()) {
      address += "?" + encoded(entry.getKey()) + "=" + encoded(entry.getValue());
    }
    return address;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
