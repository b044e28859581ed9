package io.yiwang.citymap.files;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Opens a file by what it is, not by what it is called. */
public final class MapFiles {
  private static final int BUFFER = 1 << 20;
  private static final int BEGINNING = 1 << 16;

  private MapFiles() {}

  /**
   * @throws FileFault when it is none of the formats we read
   */
  public static MapFile open(Path file, ReadOptions options) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(16);
    }
    if (starts(head, "PK\3\4")) {
      return archive(file, options);
    }
    if (starts(head, "SQLite format 3\0")) {
      return new GeoPackageFile(file, options, () -> {});
    }
    return text(file, options);
  }

  private static boolean starts(byte[] head, String magic) {
    byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
    return head.length >= wanted.length
        && java.util.Arrays.equals(wanted, java.util.Arrays.copyOf(head, wanted.length));
  }

  private static MapFile archive(Path file, ReadOptions options) throws IOException {
    Unpacked files = Unpacked.of(file);
    try {
      if (!files.ending(".shp").isEmpty()) {
        return new ShapeFile(files, options);
      }
      List<String> others = files.ending(".gpkg", ".geojson", ".json", ".ndjson", ".csv", ".txt");
      if (others.isEmpty()) {
        throw new FileFault("The archive has no map file.", "Maybe it lacks the .shp.");
      }
      Path inside = files.get(others.getFirst());
      return others.getFirst().toLowerCase(java.util.Locale.ROOT).endsWith(".gpkg")
          ? new GeoPackageFile(inside, options, () -> close(files))
          : new InArchive(text(inside, options), files);
    } catch (IOException | RuntimeException e) {
      files.close();
      throw e;
    }
  }

  private static void close(Unpacked files) {
    try {
      files.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** A file of text in an archive, whose folder goes when it is read. */
  private record InArchive(MapFile file, Unpacked files) implements MapFile {
    @Override
    public String format() {
      return file.format();
    }

    @Override
    public @Nullable String declaredSystem() {
      return file.declaredSystem();
    }

    @Override
    public List<String> notes() {
      return file.notes();
    }

    @Override
    public void read(Rows rows) throws IOException {
      file.read(rows);
    }

    @Override
    public void close() throws IOException {
      file.close();
      files.close();
    }
  }

  private static MapFile text(Path file, ReadOptions options) throws IOException {
    InputStream in = plain(file);
    in.mark(BUFFER);
    byte[] beginning = in.readNBytes(BEGINNING);
    in.reset();
    String text =
        new String(beginning, StandardCharsets.UTF_8).replace("\uFEFF", "").stripLeading();
    if (text.isEmpty() || "{[\u001E".indexOf(text.charAt(0)) < 0) {
      return new CsvFile(in, options);
    }
    Charsets.skipMark(in, StandardCharsets.UTF_8);
    return lines(text, beginning.length < BEGINNING)
        ? new NdjsonFile(in)
        : new GeoJsonFile(in, GeoJsonFile.system(text));
  }

  /** Whether the first line is a whole object that is no collection and others follow. */
  private static boolean lines(String beginning, boolean whole) {
    if (beginning.charAt(0) == 0x1E) {
      return true;
    }
    int end = beginning.indexOf('\n');
    if (end < 0 || (whole && beginning.substring(end).isBlank())) {
      return false;
    }
    try {
      JsonNode first = Limits.json().readTree(beginning.substring(0, end));
      return first.isObject() && !first.has("features");
    } catch (JacksonException e) {
      return false;
    }
  }

  private static InputStream plain(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    in.mark(2);
    boolean zipped = in.read() == 0x1F && in.read() == 0x8B;
    in.reset();
    if (!zipped) {
      return in;
    }
    long most = Math.min(Limits.UNPACKED, Math.max(Files.size(file) * Limits.RATIO, 1L << 20));
    return new BufferedInputStream(new Bounded(new GZIPInputStream(in, BUFFER), most), BUFFER);
  }

  /** Ends with a fault where the unpacked file is larger than it may be. */
  private static final class Bounded extends FilterInputStream {
    private long left;

    Bounded(InputStream in, long most) {
      super(in);
      left = most;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      count(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n = super.read(bytes, offset, length);
      count(Math.max(0, n));
      return n;
    }

    private void count(int n) {
      left -= n;
      if (left < 0) {
        throw new FileFault(
            "The file unpacks to more than " + Limits.RATIO + " times its size.", null);
      }
    }
  }
}
