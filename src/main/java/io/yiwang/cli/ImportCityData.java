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
    return send(path, "text/plain;charset=UTF-8", Files.readAllBytes(file), options);
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
    return send(path, "application/geo+json", featureCollection(file, options), options);
  }

  /**
   * The file as it is; a bare geometry, as many fences come, as one feature with the name of its
   * file for a code.
   */
  private static byte[] featureCollection(Path file, Map<String, String> options)
      throws IOException {
    if (RegionFile.is(file)) {
      return RegionFile.featureCollection(file);
    }
    byte[] bytes = Files.readAllBytes(file);
    JsonMapper json = JsonMapper.builder().build();
    try {
      JsonNode root = json.readTree(bytes);
      if (!root.has("coordinates")) {
        return bytes;
      }
      String code = file.getFileName().toString().replaceFirst("\\.\\w+$", "");
      String name = options.getOrDefault("--name", code);
      Object properties =
          Map.of("code", options.getOrDefault("--code", code), "nameZh", name, "nameEn", name);
      var feature = Map.of("type", "Feature", "properties", properties, "geometry", root);
      return json.writeValueAsBytes(
          Map.of("type", "FeatureCollection", "features", List.of(feature)));
    } catch (JacksonException e) {
      throw new ImportException("FILE (" + file + ") is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static int send(String path, String type, byte[] body, Map<String, String> options)
      throws IOException {
    HttpResponse<byte[]> answer = Target.of(options).postPlain(path, type, body);
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
