package io.yiwang.cli;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Sends a city's matter classes or regions to the city map. */
final class ImportCityData {
  private ImportCityData() {}

  static int catalogue(Path file, Map<String, String> options) throws IOException {
    boolean csv = file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    String name =
        options.getOrDefault("--as", file.getFileName().toString().replaceFirst("\\.\\w+$", ""));
    String path =
        "api/v1/catalogue/import?format="
            + (csv ? "csv" : "yaml")
            + "&standard="
            + encode(name)
            + "&endOthers="
            + options.containsKey("--only");
    return send(path, "text/plain;charset=UTF-8", file, options);
  }

  static int regions(Path file, Map<String, String> options) throws IOException {
    var query = new ArrayList<String>();
    String map = options.get("--map");
    if (map != null) {
      try {
        JsonNode mapping = new YAMLMapper().readTree(Files.readString(Path.of(map)));
        mapping
            .propertyStream()
            .forEach(p -> query.add(encode(p.getKey()) + "=" + encode(p.getValue().asString())));
      } catch (JacksonException e) {
        throw new ImportException("The mapping is not YAML: " + e.getOriginalMessage(), e);
      }
    }
    String path = "api/v1/regions/import" + (query.isEmpty() ? "" : "?" + String.join("&", query));
    return send(path, "application/geo+json", file, options);
  }

  private static int send(String path, String type, Path file, Map<String, String> options)
      throws IOException {
    HttpResponse<byte[]> answer =
        Target.of(options).postPlain(path, type, Files.readAllBytes(file));
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    boolean good = answer.statusCode() / 100 == 2;
    List<String> lines = good ? lines(text) : List.of(answer.statusCode() + " " + text);
    lines.forEach(good ? System.out::println : System.err::println);
    return good ? 0 : 1;
  }

  private static List<String> lines(String json) {
    JsonNode answer = JsonMapper.builder().build().readTree(json);
    var lines = new ArrayList<String>();
    answer
        .propertyStream()
        .forEach(
            p -> {
              JsonNode value = p.getValue();
              lines.add("%-10s %s".formatted(p.getKey(), value.isArray() ? value.size() : value));
              if (value.isArray()) {
                value.forEach(row -> lines.add("  " + row));
              }
            });
    return lines;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
