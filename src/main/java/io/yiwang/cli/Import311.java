package io.yiwang.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Streams a 311 export through the public intake, batch by batch, and says what became of every
 * record.
 */
final class Import311 implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Mapping mapping;
  private final @Nullable Target target;
  private final BufferedWriter rejectsFile;
  private final int batchSize;
  private final long limit;
  private final Progress progress;
  private final List<Map<String, Object>> batch = new ArrayList<>();
  private final Map<String, Long> reasons = new TreeMap<>();
  private final Punctuality punctuality = new Punctuality(Instant.now());
  private long records;
  private long rows;
  private long accepted;
  private long duplicates;
  private long rejected;

  private Import311(
      Mapping mapping,
      @Nullable Target target,
      Path rejectsPath,
      Map<String, String> options,
      Progress progress)
      throws IOException {
    this.mapping = mapping;
    this.target = target;
    this.rejectsFile = Files.newBufferedWriter(rejectsPath);
    this.batchSize = number(options, "--batch", 1_000, 5_000);
    this.limit = number(options, "--limit", Integer.MAX_VALUE, Integer.MAX_VALUE);
    this.progress = progress;
  }

  static int run(Path file, Map<String, String> options) throws IOException {
    String map = options.get("--map");
    if (map == null) {
      throw new ImportException("--map must be given. Maybe mappings/boston.yaml fits.");
    }
    Mapping mapping = Mapping.read(Path.of(map));
    var records = new Records(file, Charset.forName(options.getOrDefault("--charset", "UTF-8")));
    String out = options.get("--make-catalogue");
    if (out != null) {
      return MakeCatalogue.run(records, mapping, Path.of(out));
    }
    Target target = options.containsKey("--dry-run") ? null : Target.of(options);
    Path rejects =
        Path.of(options.getOrDefault("--rejects", file.getFileName() + ".rejects.ndjson"));
    var progress = new Progress(Files.size(file), records);
    long begin = System.nanoTime();
    try (var run = new Import311(mapping, target, rejects, options, progress)) {
      run.all(records);
      run.report(rejects, (System.nanoTime() - begin) / 1e9);
      return run.accepted + run.duplicates > 0 || run.rows == 0 ? 0 : 1;
    }
  }

  /** Thrown through the reader to end it early. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1;

    Enough() {
      super(null, null, false, false);
    }
  }

  private void all(Records records) throws IOException {
    try {
      records.forEach(this::take);
    } catch (Enough e) {
      // the limit was reached
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    flush();
    progress.done();
  }

  private void take(SourceRecord record) {
    if (records == limit) {
      throw new Enough();
    }
    records++;
    try {
      List<Map<String, Object>> mapped = mapping.rows(record);
      rows += mapped.size();
      batch.addAll(mapped);
      punctuality.count(mapping, record);
    } catch (Mapping.RowReject e) {
      rows++;
      reject(e.reason(), String.valueOf(e.getMessage()), record.fields());
    }
    if (batch.size() >= batchSize) {
      try {
        flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    progress.show(records, rejected);
  }

  private void flush() throws IOException {
    if (batch.isEmpty()) {
      return;
    }
    if (target == null) {
      accepted += batch.size();
    } else {
      byte[] body = JSON.writeValueAsBytes(batch);
      HttpResponse<byte[]> answer = target.post("api/v1/observations", "application/json", body);
      String text = new String(answer.body(), StandardCharsets.UTF_8);
      if (answer.statusCode() != 200 && answer.statusCode() != 207) {
        throw new ImportException("The instance refused: " + answer.statusCode() + " " + text);
      }
      count(JSON.readTree(text));
    }
    batch.clear();
  }

  private void count(JsonNode answer) {
    accepted += answer.path("accepted").asInt();
    duplicates += answer.path("duplicates").asInt();
    for (JsonNode row : answer.path("rows")) {
      if (row.path("status").asString().equals("REJECTED")) {
        JsonNode problem = row.path("problem");
        String type = problem.path("type").asString("");
        reject(
            type.substring(type.lastIndexOf(':') + 1),
            problem.path("detail").asString(""),
            batch.get(row.path("row").asInt()));
      }
    }
  }

  private void reject(String reason, String detail, Object row) {
    rejected++;
    reasons.merge(reason, 1L, Long::sum);
    try {
      rejectsFile.write(
          JSON.writeValueAsString(Map.of("reason", reason, "detail", detail, "row", row)));
      rejectsFile.newLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void report(Path rejects, double seconds) {
    System.out.printf("records    %,d%n", records);
    System.out.printf("rows       %,d  (a closed record is two: seen, and gone)%n", rows);
    System.out.printf("accepted   %,d%s%n", accepted, target == null ? "  (dry run)" : "");
    System.out.printf("duplicates %,d%n", duplicates);
    System.out.printf("rejected   %,d%n", rejected);
    reasons.forEach((reason, count) -> System.out.printf("  %-22s %,d%n", reason, count));
    if (mapping.promises()) {
      punctuality.report();
    }
    System.out.printf("seconds    %.1f  (%,.0f rows/s)%n", seconds, rows / Math.max(seconds, 1e-3));
    if (rejected > 0) {
      System.out.println("rejects in " + rejects);
    }
  }

  @Override
  public void close() throws IOException {
    rejectsFile.close();
  }

  private static int number(Map<String, String> options, String name, int absent, int most) {
    String value = options.get(name);
    if (value == null) {
      return absent;
    }
    try {
      return Math.clamp(Integer.parseInt(value), 1, most);
    } catch (NumberFormatException e) {
      throw new ImportException(name + " (" + value + ") must be a number.", e);
    }
  }
}
