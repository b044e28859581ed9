package io.yiwang.access;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.yiwang.kernel.SpreadsheetText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file that is taken away, as a spreadsheet opens it: UTF-8 with a mark, no cell that could be a
 * formula (OWASP: CSV injection), and in each row the mark of whoever took it.
 */
public final class Sheet implements AutoCloseable {
  private static final Pattern NUMBER = Pattern.compile("-\\d+(\\.\\d+)?");

  private final CsvWriter csv;
  private final String mark;
  private final boolean chinese;
  private long rows;

  /**
   * @param mark in every row: who took it, when, and by which export
   */
  public Sheet(OutputStream out, String mark, boolean chinese) throws IOException {
    this.mark = mark;
    this.chinese = chinese;
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    writer.write('\uFEFF');
    csv = CsvWriter.builder().build(writer);
  }

  public boolean chinese() {
    return chinese;
  }

  public void head(List<String> names) {
    List<String> cells = new ArrayList<>(names);
    cells.add(chinese ? "水印" : "watermark");
    csv.writeRecord(cells);
  }

  public void row(@Nullable Object... values) {
    List<String> cells = new ArrayList<>(values.length + 1);
    for (Object value : values) {
      cells.add(value == null ? "" : safe(value.toString()));
    }
    cells.add(mark);
    csv.writeRecord(cells);
    rows++;
  }

  public long rows() {
    return rows;
  }

  /** Text of people must not start a formula. */
  static String safe(String text) {
    return NUMBER.matcher(text).matches() ? text : SpreadsheetText.safe(text);
  }

  @Override
  public void close() {
    try {
      csv.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
