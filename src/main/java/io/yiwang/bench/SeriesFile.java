package io.yiwang.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.yiwang.sensing.rules.Rehearsal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Series of sensors as others publish them: CSV files, what their columns are said by a mapping.
 */
final class SeriesFile {
  private SeriesFile() {}

  /**
   * What the columns are.
   *
   * @param files name pattern below the folder, e.g. {@code air/*.csv.gz}
   * @param time columns that make the time, joined by a space; none when rows are {@code every}
   *     apart
   * @param format Java's pattern of the time
   * @param values by quantity
   * @param eachColumn every column is a device of its own, measuring this; instead of {@code
   *     values}
   */
  record Mapping(
      String files,
      String model,
      String zone,
      @Nullable List<String> time,
      @Nullable String format,
      @Nullable Instant start,
      @Nullable Duration every,
      @Nullable Map<String, Value> values,
      @Nullable Value eachColumn) {}

  /**
   * A measured quantity.
   *
   * @param column its column
   * @param quantity when the mapping is for each column
   */
  record Value(@Nullable String column, @Nullable String quantity, String unit) {}

  static Mapping mapping(Path file) throws IOException {
    return new YAMLMapper().readValue(Files.readString(file), Mapping.class);
  }

  /** Plays all files of the mapping, one after another. */
  static void play(Mapping mapping, Path folder, Rehearsal rehearsal) throws IOException {
    Path pattern = folder.resolve(mapping.files());
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(pattern.getParent(), pattern.getFileName().toString())) {
      found.forEach(files::add);
    }
    files.sort(null);
    for (Path file : files) {
      try (Reader reader = open(file);
          CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(reader)) {
        String device = file.getFileName().toString().replaceFirst("\\.csv(\\.gz)?$", "");
        long number = 0;
        for (NamedCsvRecord row : rows) {
          row(mapping, rehearsal, device, row, number++);
        }
      }
    }
  }

  private static Reader open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    return new InputStreamReader(
        file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8);
  }

  private static void row(
      Mapping mapping, Rehearsal rehearsal, String device, NamedCsvRecord row, long number) {
    Instant at = time(mapping, row, number);
    Value each = mapping.eachColumn();
    if (each != null && each.quantity() != null) {
      row.getFieldsAsMap()
          .forEach(
              (column, text) ->
                  value(
                      rehearsal, column, mapping.model(), each.quantity(), each.unit(), at, text));
    }
    if (mapping.values() != null) {
      mapping
          .values()
          .forEach(
              (quantity, v) -> {
                String text = v.column() == null ? "" : row.getField(v.column());
                value(rehearsal, device, mapping.model(), quantity, v.unit(), at, text);
              });
    }
  }

  /** What is no number is a gap. */
  private static void value(
      Rehearsal rehearsal,
      String device,
      String model,
      String quantity,
      String unit,
      Instant at,
      String text) {
    if (text.matches("-?\\d+(\\.\\d+)?([eE]-?\\d+)?")) {
      rehearsal.read(device, model, quantity, unit, at, Double.parseDouble(text));
    }
  }

  private static Instant time(Mapping mapping, NamedCsvRecord row, long number) {
    if (mapping.time() == null || mapping.format() == null) {
      if (mapping.start() == null || mapping.every() == null) {
        throw new IllegalArgumentException("A mapping needs time and format, or start and every.");
      }
      return mapping.start().plus(mapping.every().multipliedBy(number));
    }
    String text = mapping.time().stream().map(row::getField).collect(Collectors.joining(" "));
    return LocalDateTime.parse(text, DateTimeFormatter.ofPattern(mapping.format()))
        .atZone(ZoneId.of(mapping.zone()))
        .toInstant();
  }
}
