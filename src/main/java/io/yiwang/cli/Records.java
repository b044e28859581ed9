package io.yiwang.cli;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads an export record by record, never the whole file: CSV, JSON array or NDJSON (Socrata),
 * XLSX; gzip by its name.
 */
final class Records {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final Charset charset;
  private final AtomicLong read = new AtomicLong();

  Records(Path file, Charset charset) {
    this.file = file;
    this.charset = charset;
  }

  /** Bytes of the file read so far, for the progress bar. */
  long bytesRead() {
    return read.get();
  }

  void forEach(Consumer<SourceRecord> consumer) throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    try (InputStream in = open(name)) {
      if (plain.endsWith(".json") || plain.endsWith(".ndjson") || plain.endsWith(".jsonl")) {
        json(in, consumer);
      } else if (plain.endsWith(".xlsx")) {
        xlsx(in, consumer);
      } else {
        csv(in, consumer);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private InputStream open(String name) throws IOException {
    InputStream counted = new CountingStream(Files.newInputStream(file));
    return name.endsWith(".gz")
        ? new GZIPInputStream(counted, 1 << 16)
        : new BufferedInputStream(counted, 1 << 16);
  }

  private final class CountingStream extends InputStream {
    private final InputStream in;

    CountingStream(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      if (b >= 0) {
        read.incrementAndGet();
      }
      return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = in.read(bytes, offset, length);
      if (count > 0) {
        read.addAndGet(count);
      }
      return count;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private void csv(InputStream in, Consumer<SourceRecord> consumer) throws IOException {
    var reader = new java.io.InputStreamReader(in, charset);
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder().allowMissingFields(true).allowExtraFields(true).ofCsvRecord(reader)) {
      List<String> names = List.of();
      for (CsvRecord record : csv) {
        if (names.isEmpty()) {
          names = record.getFields().stream().map(SourceRecord::name).toList();
        } else {
          consumer.accept(SourceRecord.of(names, record.getFields()));
        }
      }
    }
  }

  private static void json(InputStream in, Consumer<SourceRecord> consumer) {
    try (JsonParser json = JSON.createParser(in)) {
      for (JsonToken t = json.nextToken(); t != null; t = json.nextToken()) {
        if (t == JsonToken.START_OBJECT) {
          JsonNode tree = json.readValueAsTree();
          consumer.accept(record(tree));
        }
      }
    }
  }

  private static SourceRecord record(JsonNode object) {
    Map<String, String> fields = new HashMap<>();
    object
        .propertyStream()
        .forEach(
            p -> {
              JsonNode value = p.getValue();
              String text = value.isValueNode() ? value.asString("") : value.toString();
              fields.putIfAbsent(SourceRecord.name(p.getKey()), SourceRecord.clean(text));
            });
    return new SourceRecord(fields);
  }

  /** A number that is shown as a date is one. */
  private static String text(@Nullable Cell cell) {
    if (cell == null) {
      return "";
    }
    String format = cell.getDataFormatString();
    boolean date =
        cell.getType() == CellType.NUMBER && format != null && format.matches("(?i).*[yd].*");
    return date ? cell.asDate().toString() : cell.getText();
  }

  /**
   * The first sheet; rows without any text, of which some sheets declare tens of thousands, are no
   * records.
   */
  private static void xlsx(InputStream in, Consumer<SourceRecord> consumer) throws IOException {
    try (ReadableWorkbook book = new ReadableWorkbook(in);
        Stream<Row> rows = book.getFirstSheet().openStream()) {
      var names = new java.util.ArrayList<String>();
      rows.forEach(
          row -> {
            List<String> texts = row.stream().map(Records::text).toList();
            if (texts.stream().allMatch(String::isBlank)) {
              return;
            }
            if (names.isEmpty()) {
              texts.forEach(text -> names.add(SourceRecord.name(text)));
            } else {
              consumer.accept(SourceRecord.of(names, texts));
            }
          });
    }
  }
}
