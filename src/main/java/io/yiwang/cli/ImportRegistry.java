package io.yiwang.cli;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Streams a file of people, houses or enterprises to the registry and prints what became of it. */
final class ImportRegistry {
  private ImportRegistry() {}

  static int run(String kind, Path file, Map<String, String> options) throws IOException {
    String source = options.getOrDefault("--source", "import");
    String said = options.getOrDefault("--kind", "COMMUNITY_CHECK");
    String query =
        kind.equals("people") ? "?source=" + encode(source) + "&kind=" + encode(said) : "";
    HttpResponse<byte[]> answer =
        Target.of(options).postFile("api/v1/" + kind + "/import" + query, "text/csv", file);
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    if (answer.statusCode() / 100 != 2) {
      System.err.println(answer.statusCode() + " " + text);
      return 1;
    }
    JsonNode result = JsonMapper.builder().build().readTree(text);
    for (String figure :
        new String[] {"rows", "added", "joined", "repeated", "doubtful", "rejected"}) {
      System.out.printf("%-10s %s%n", figure, result.path(figure).asString());
    }
    result
        .path("rejects")
        .forEach(
            r ->
                System.out.printf(
                    "  row %s: %s (%s) %s %s%n",
                    r.path("row").asString(),
                    r.path("field").asString(),
                    r.path("value").asString(),
                    r.path("rule").asString(),
                    r.path("advice").asString("")));
    long more = result.path("rejected").asLong() - result.path("rejects").size();
    if (more > 0) {
      System.out.printf(
          "  and %,d more: /api/v1/registry/imports/%s/rejects.csv%n",
          more, result.path("run").asString());
    }
    return 0;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
