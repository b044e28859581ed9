package io.yiwang.citymap.files;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A table of text: the first row names the columns. */
final class CsvFile implements MapFile {
  private static final int SAMPLE = 1 << 18;

  private final InputStream in;
  private final Charset charset;
  private final char delimiter;
  private final boolean guessed;
  private final boolean header;

  /**
   * @param in supports marks of {@link #SAMPLE} bytes
   */
  CsvFile(InputStream in, ReadOptions options) throws IOException {
    this.in = in;
    in.mark(SAMPLE + 1);
    byte[] sample = in.readNBytes(SAMPLE);
    in.reset();
    charset = options.charset() == null ? Charsets.of(sample) : Charsets.named(options.charset());
    guessed = options.charset() == null && !charset.equals(StandardCharsets.UTF_8);
    delimiter =
        options.delimiter() == null || options.delimiter().isEmpty()
            ? delimiter(new String(sample, charset))
            : options.delimiter().charAt(0);
    header = options.header();
    Charsets.skipMark(in, charset);
  }

  /** What the first line has most of, outside of quotation marks. */
  private static char delimiter(String sample) {
    char best = ',';
    int most = 0;
    for (char candidate : new char[] {',', ';', '\t', '|'}) {
      int count = 0;
      boolean quoted = false;
      for (int i = 0; i < sample.length() && (quoted || sample.charAt(i) != '\n'); i++) {
        char c = sample.charAt(i);
        quoted ^= c == '"';
        count += !quoted && c == candidate ? 1 : 0;
      }
      if (count > most) {
        most = count;
        best = candidate;
      }
    }
    return best;
  }

  @Override
  public String format() {
    return "CSV";
  }

  @Override
  public @Nullable String declaredSystem() {
    return null;
  }

  @Override
  public List<String> notes() {
    return guessed
        ? List.of(
            "By its bytes the text is " + charset.name() + ". Maybe say charset if it is not.")
        : List.of();
  }

  @Override
  public void read(Rows rows) throws IOException {
    List<String> names = List.of();
    long row = 0;
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .fieldSeparator(delimiter)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .maxBufferSize(Limits.ROW)
            .ofCsvRecord(new InputStreamReader(in, charset))) {
      for (CsvRecord record : csv) {
        boolean first = names.isEmpty();
        if (first) {
          names = header ? names(record) : numbered(record);
        }
        if (!first || !header) {
          take(names, record, ++row, rows);
        }
      }
    } catch (CsvParseException e) {
      if (e.getCause() instanceof FileFault fault) {
        throw fault;
      }
      throw new FileFault(
          "The file is no CSV after row " + row + ".", "Maybe a quotation mark is missing there.");
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (names.isEmpty()) {
      throw new FileFault("The file is empty.", "Maybe its first row should name the columns.");
    }
  }

  private static List<String> names(CsvRecord record) {
    if (record.getFieldCount() > Limits.FIELDS) {
      throw new FileFault(
          "The file has " + record.getFieldCount() + " columns, more than " + Limits.FIELDS + ".",
          "Maybe the delimiter is another.");
    }
    List<String> names = new ArrayList<>();
    record.getFields().forEach(name -> names.add(name.replace("\uFEFF", "").strip()));
    return names;
  }

  private static List<String> numbered(CsvRecord record) {
    return IntStream.rangeClosed(1, Math.min(record.getFieldCount(), Limits.FIELDS))
        .mapToObj(i -> "column" + i)
        .toList();
  }

  private static void take(List<String> names, CsvRecord record, long row, Rows rows) {
    int count = record.getFieldCount();
    if (count > names.size() && record.getField(count - 1).isBlank()) {
      count = names.size(); // a delimiter at the end of each row
    }
    if (count > names.size()) {
      rows.bad(
          row,
          new RowFault(
              "row",
              String.join(",", record.getFields()),
              "has " + count + " cells under " + names.size() + " columns.",
              "Maybe a text with a delimiter in it has no quotation marks."));
      return;
    }
    var fields = new MapFeature.Fields();
    for (int i = 0; i < names.size(); i++) {
      fields.put(names.get(i), i < count ? record.getField(i) : "");
    }
    rows.row(fields.at(row, null));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
