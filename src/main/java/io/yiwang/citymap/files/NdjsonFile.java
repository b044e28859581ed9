package io.yiwang.citymap.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A feature or an object a line, also with the record separator of RFC 8142 before it. A line that
 * cannot be read costs no other.
 */
final class NdjsonFile implements MapFile {
  private static final char RECORD_SEPARATOR = 0x1E;

  private final InputStream in;
  private final JsonMapper json = Limits.json();

  NdjsonFile(InputStream in) {
    this.in = in;
  }

  @Override
  public String format() {
    return "NDJSON";
  }

  @Override
  public @Nullable String declaredSystem() {
    return null;
  }

  @Override
  public void read(Rows rows) throws IOException {
    long row = 0;
    var line = new ByteArrayOutputStream();
    boolean more = true;
    while (more) {
      line.reset();
      int next = in.read();
      boolean tooLong = false;
      while (next >= 0 && next != '\n') {
        if (line.size() < Limits.ROW) {
          line.write(next);
        } else {
          tooLong = true;
        }
        next = in.read();
      }
      more = next >= 0;
      String text = line.toString(StandardCharsets.UTF_8).replace(RECORD_SEPARATOR, ' ').strip();
      if (tooLong) {
        rows.bad(
            ++row, new RowFault("row", text, "must have at most " + Limits.ROW + " bytes.", null));
      } else if (!text.isEmpty()) {
        take(++row, text, rows);
      }
    }
  }

  private void take(long row, String text, Rows rows) {
    tools.jackson.databind.JsonNode node;
    try {
      node = json.readTree(text);
    } catch (JacksonException e) {
      rows.bad(row, new RowFault("row", text, "must be JSON.", "Maybe the line was cut off."));
      return;
    }
    JsonRows.take(row, node, rows);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
