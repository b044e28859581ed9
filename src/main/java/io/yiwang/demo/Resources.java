package io.yiwang.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The files of the demonstration city on the class path, under {@code demo/}. */
public final class Resources {
  private Resources() {}

  public static List<NamedCsvRecord> csv(String name) {
    String text =
        text(name).orElseThrow(() -> new IllegalStateException("demo/" + name + " is missing."));
    return CsvReader.builder().ofNamedCsvRecord(text).stream().toList();
  }

  static Optional<String> text(String name) {
    try (InputStream in = Resources.class.getResourceAsStream("/demo/" + name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("demo/" + name + " cannot be read.", e);
    }
  }

  public static String field(NamedCsvRecord row, String name) {
    return Objects.requireNonNull(row.getField(name), name).strip();
  }
}
