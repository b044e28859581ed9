package io.yiwang.cli;

import io.yiwang.cli.ReadingMapping.Said;
import io.yiwang.cli.ReadingMapping.Told;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sends the series of an export to the devices of an instance, as fast as wished. */
final class ImportReadings {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int BATCH = 2_000;

  /** A replay sends what has become due about this often. */
  private static final long TOGETHER_MILLIS = 200;

  private final Target target;
  private final ReadingMapping mapping;
  private final double speed;
  private final long limit;
  private final List<byte[]> batch = new ArrayList<>();
  private final Map<String, Integer> reasons = new TreeMap<>();
  private long begin;
  private @Nullable Instant first;
  private long number;
  private long rows;
  private long readings;
  private long lastSent = System.nanoTime();

  private ImportReadings(Target target, ReadingMapping mapping, double speed, long limit) {
    this.target = target;
    this.mapping = mapping;
    this.speed = speed;
    this.limit = limit;
  }

  static int devices(Path file, Map<String, String> options) throws IOException {
    HttpResponse<byte[]> answer =
        Target.of(options).postFile("api/v1/devices/import", "text/csv", file);
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    if (answer.statusCode() / 100 != 2) {
      System.err.println(answer.statusCode() + " " + text);
      return 1;
    }
    JsonNode outcome = JSON.readTree(text);
    for (String figure : List.of("rows", "added", "changed", "same", "rejected")) {
      System.out.printf("%-10s %s%n", figure, outcome.path(figure).asString());
    }
    for (JsonNode r : outcome.path("rejects")) {
      System.out.printf(
          "  row %s: %s %s%n",
          r.path("row").asString(), r.path("reason").asString(), r.path("advice").asString());
    }
    return 0;
  }

  static int run(List<Path> files, Map<String, String> options) throws IOException {
    String mapping = options.get("--mapping");
    if (mapping == null) {
      throw new ImportException("--mapping must name a file. Maybe see mappings/README.md.");
    }
    ReadingMapping columns = ReadingMapping.read(Path.of(mapping));
    double speed = Double.parseDouble(options.getOrDefault("--speed", "0"));
    if (options.containsKey("--rehearse")) {
      return RehearseReadings.run(files, columns, speed);
    }
    var job =
        new ImportReadings(
            Target.of(options),
            columns,
            speed,
            Long.parseLong(options.getOrDefault("--limit", Long.toString(Long.MAX_VALUE))));
    for (Path file : files) {
      job.file(file);
    }
    System.out.printf("%-10s %,d%n%-10s %,d%n", "rows", job.rows, "readings", job.readings);
    job.reasons.forEach((reason, count) -> System.out.printf("  %-24s %,d%n", reason, count));
    return 0;
  }

  /** Each file by its own clock, one after another. */
  private void file(Path file) throws IOException {
    first = null;
    number = 0;
    new Records(file, StandardCharsets.UTF_8).forEach(this::take);
    send();
  }

  private void take(SourceRecord row) {
    if (rows >= limit) {
      return;
    }
    rows++;
    try {
      Instant at = mapping.time(row, number++);
      await(at);
      for (Said said : mapping.said(row, at)) {
        batch.add(JSON.writeValueAsBytes(entry(said)));
      }
      boolean due = speed > 0 && System.nanoTime() - lastSent > TOGETHER_MILLIS * 1_000_000;
      if (batch.size() >= BATCH || due) {
        send();
      }
    } catch (ImportException e) {
      reasons.merge(String.valueOf(e.getMessage()), 1, Integer::sum);
    }
  }

  /** As the API takes it; what is no number goes as it is, to be refused with the reason. */
  private static ObjectNode entry(Said said) {
    ObjectNode entry = JSON.createObjectNode();
    entry.put("device", said.device()).put("t", said.at().toString());
    ObjectNode values = entry.putObject("v");
    ObjectNode units = entry.putObject("u");
    for (Told told : said.values()) {
      try {
        values.put(told.quantity(), Double.parseDouble(told.text()));
      } catch (NumberFormatException e) {
        values.put(told.quantity(), told.text());
      }
      if (told.unit() != null) {
        units.put(told.quantity(), told.unit());
      }
    }
    return entry;
  }

  /** Until the moment has come, counted from the first row and so many times as fast. */
  private void await(Instant at) {
    if (first == null) {
      first = at;
      begin = System.nanoTime();
    }
    if (speed > 0) {
      long due = begin + (long) (Duration.between(first, at).toMillis() * 1e6 / speed);
      if (due - System.nanoTime() > TOGETHER_MILLIS * 1_000_000) {
        send();
      }
      while (due > System.nanoTime()) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
    }
  }

  private void send() {
    if (batch.isEmpty()) {
      return;
    }
    var body = new ByteArrayOutputStream();
    for (byte[] line : batch) {
      body.writeBytes(line);
      body.write('\n');
    }
    batch.clear();
    lastSent = System.nanoTime();
    try {
      HttpResponse<byte[]> answer =
          target.post("api/v1/devices/readings", "application/x-ndjson", body.toByteArray());
      JsonNode result = JSON.readTree(answer.body());
      if (answer.statusCode() / 100 != 2) {
        throw new ImportException(
            answer.statusCode()
                + " "
                + result.path("detail").asString()
                + " "
                + result.path("advice").asString());
      }
      readings += result.path("readings").asLong();
      result
          .path("refused")
          .forEach(r -> reasons.merge(r.path("reason").asString(), 1, Integer::sum));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
