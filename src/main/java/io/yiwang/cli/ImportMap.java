package io.yiwang.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends a map file in pieces, waits until it has been compared to the city, and prints what would
 * change; applies it when told to. Begun again it goes on where it was cut off.
 */
final class ImportMap {
  private static final String PATH = "api/v1/map/imports";
  private static final int PIECE = 8 << 20;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(700);
  private static final Set<String> BUSY = Set.of("READING", "COMPARING", "APPLYING");
  private static final Set<String> SHAPEFILE = Set.of(".shp", ".shx", ".dbf", ".prj", ".cpg");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Target target;

  private ImportMap(Target target) {
    this.target = target;
  }

  static int run(Path file, Map<String, String> options) throws IOException {
    String mapping = options.getOrDefault("--mapping", options.get("--map"));
    if (mapping == null) {
      throw new ImportException(
          "--mapping must be given: a YAML file, or the name of one that is shipped such as"
              + " yiwang-export.");
    }
    var importer = new ImportMap(Target.of(options));
    Path sent = Beside.whole(file);
    JsonNode job = importer.begun(sent, file, mapping);
    job = importer.settled(importer.send(sent, job));
    if (job.at("/stage").asString().equals("REVIEW") && options.containsKey("--apply")) {
      String id = job.path("id").asString();
      job =
          importer.settled(
              importer.answer(
                  importer.target.postPlain(
                      PATH + "/" + id + "/apply", "application/json", bytes("{}"))));
    }
    importer.report(job);
    String stage = job.path("stage").asString();
    return stage.equals("REVIEW") || stage.equals("APPLIED") ? 0 : 1;
  }

  /** An upload of this file that was cut off, or a new one. */
  private JsonNode begun(Path sent, Path file, String mapping) throws IOException {
    String name = file.getFileName().toString();
    long bytes = Files.size(sent);
    boolean isFile = Files.isReadable(Path.of(mapping));
    String yaml = isFile ? Files.readString(Path.of(mapping)) : null;
    JsonNode before = answer(target.get(PATH + "?size=50"));
    for (JsonNode job : before) {
      if (job.path("stage").asString().equals("RECEIVING")
          && job.at("/file/name").asString().equals(name)
          && job.at("/file/bytes").asLong() == bytes
          && (yaml == null || job.path("mapping").asString().equals(yaml))) {
        System.err.printf("goes on at byte %,d%n", job.at("/file/received").asLong());
        return job;
      }
    }
    Map<String, Object> wanted = new HashMap<>();
    wanted.put("name", name);
    wanted.put("bytes", bytes);
    wanted.put(isFile ? "mapping" : "knownMapping", isFile ? yaml : mapping);
    return answer(target.postPlain(PATH, "application/json", JSON.writeValueAsBytes(wanted)));
  }

  private JsonNode send(Path file, JsonNode begun) throws IOException {
    JsonNode job = begun;
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(job.at("/file/received").asLong());
      for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
        long at = job.at("/file/received").asLong();
        String path = PATH + "/" + job.path("id").asString();
        HttpResponse<byte[]> answer = target.putPiece(path + "/file", at, piece);
        if (answer.statusCode() == 409) {
          job = answer(target.get(path)); // it had arrived, only the answer had not
          requireAt(job, at + piece.length);
        } else {
          job = answer(answer);
        }
        progress("sent", job.at("/file/received").asLong(), job.at("/file/bytes").asLong());
      }
    }
    return job;
  }

  private static void requireAt(JsonNode job, long byteNo) {
    if (job.at("/file/received").asLong() != byteNo) {
      throw new ImportException(
          "The upload stands at byte "
              + job.at("/file/received").asLong()
              + ". Maybe somebody else sends the same file; begin again.");
    }
  }

  /** Waits until there is nothing more to wait for. */
  private JsonNode settled(JsonNode begun) throws IOException {
    JsonNode job = begun;
    while (BUSY.contains(job.path("stage").asString())) {
      progress(
          job.path("stage").asString().toLowerCase(Locale.ROOT),
          job.at("/read/lastRow").asLong(),
          0);
      Target.pause(BETWEEN_LOOKS);
      job = answer(target.get(PATH + "/" + job.path("id").asString()));
    }
    if (System.console() != null) {
      System.err.println();
    }
    return job;
  }

  private static void progress(String what, long now, long all) {
    if (System.console() != null) {
      System.err.printf("\r%-10s %,d%s      ", what, now, all > 0 ? " of " + all : "");
    }
  }

  private void report(JsonNode job) throws IOException {
    System.out.printf("%-10s %s%n", "import", job.path("id").asString());
    System.out.printf("%-10s %s%n", "stage", job.path("stage").asString());
    System.out.printf(
        "%-10s %s, %s%n",
        "read as", job.at("/read/format").asString(""), job.at("/read/crs").asString(""));
    for (String figure :
        List.of(
            "accepted",
            "rejected",
            "leftOut",
            "appeared",
            "moved",
            "amended",
            "vanished",
            "same")) {
      System.out.printf("%-10s %,d%n", figure, job.at("/counts/" + figure).asLong());
    }
    job.at("/read/notes").forEach(note -> System.out.println("note       " + note.asString()));
    told(job.path("fault"), "fault");
    told(job.path("advice"), "");
    String path = PATH + "/" + job.path("id").asString();
    for (JsonNode reason : answer(target.get(path + "/reasons"))) {
      System.out.printf(
          "  %,6d  %s %s%n",
          reason.path("count").asLong(),
          reason.path("field").asString(),
          reason.path("rule").asString());
    }
    if (job.at("/counts/rejected").asLong() > 0) {
      System.out.println("rejects    " + target.address(path + "/rejects.csv"));
    }
    System.out.println("look at it " + target.address("map/imports/" + job.path("id").asString()));
  }

  private static void told(@Nullable JsonNode text, String name) {
    if (text != null && !text.isNull() && !text.isMissingNode()) {
      System.out.printf("%-10s %s%n", name, text.asString());
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private JsonNode answer(HttpResponse<byte[]> answer) {
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    if (answer.statusCode() / 100 != 2) {
      throw new ImportException("The instance refused: " + answer.statusCode() + " " + text);
    }
    return JSON.readTree(text);
  }
}
