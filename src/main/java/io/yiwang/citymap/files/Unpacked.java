package io.yiwang.citymap.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The files of an archive, unpacked under names of our own into a folder of its own. What is in the
 * archive decides neither where they are written nor how much.
 */
final class Unpacked implements AutoCloseable {
  private final Path folder;
  private final Map<String, Path> files = new LinkedHashMap<>();

  private Unpacked(Path folder) {
    this.folder = folder;
  }

  static Unpacked of(Path archive) throws IOException {
    var unpacked = new Unpacked(Files.createTempDirectory("yiwang-map-"));
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      unpacked.all(zip, Files.size(archive));
      return unpacked;
    } catch (ZipException e) {
      unpacked.close();
      throw new FileFault("The archive is damaged: " + e.getMessage(), "Maybe pack it anew.");
    } catch (IOException | RuntimeException e) {
      unpacked.close();
      throw e;
    }
  }

  private void all(ZipFile zip, long packed) throws IOException {
    long left = Math.min(Limits.UNPACKED, Math.max(packed * Limits.RATIO, 1L << 20));
    int entries = 0;
    Enumeration<? extends ZipEntry> all = zip.entries();
    while (all.hasMoreElements()) {
      ZipEntry entry = all.nextElement();
      if (++entries > Limits.ENTRIES) {
        throw new FileFault("The archive has more than " + Limits.ENTRIES + " entries.", null);
      }
      if (!entry.isDirectory() && !hidden(entry.getName())) {
        Path file = folder.resolve("entry-" + entries);
        try (InputStream in = zip.getInputStream(entry)) {
          left -= copy(in, file, left);
        }
        files.putIfAbsent(entry.getName(), file);
      }
    }
  }

  /** What packing programs add of their own. */
  private static boolean hidden(String name) {
    return name.startsWith("__MACOSX/")
        || name.substring(name.lastIndexOf('/') + 1).startsWith(".");
  }

  private static long copy(InputStream in, Path file, long most) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long copied = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        copied += n;
        if (copied > most) {
          throw new FileFault(
              "The archive unpacks to more than "
                  + Limits.RATIO
                  + " times its size, or more than "
                  + (Limits.UNPACKED >> 30)
                  + " GiB.",
              null);
        }
        out.write(buffer, 0, n);
      }
    }
    return copied;
  }

  /** Names that end like this, whatever their case. */
  List<String> ending(String... ends) {
    List<String> found = new ArrayList<>();
    for (String name : files.keySet()) {
      for (String end : ends) {
        if (name.toLowerCase(Locale.ROOT).endsWith(end)) {
          found.add(name);
        }
      }
    }
    return found;
  }

  Path get(String name) {
    return java.util.Objects.requireNonNull(files.get(name));
  }

  /** The file of the same name with another ending; null when there is none. */
  @org.jspecify.annotations.Nullable
  Path beside(String name, String end) {
    String wanted = name.substring(0, name.lastIndexOf('.')) + end;
    return files.entrySet().stream()
        .filter(file -> file.getKey().equalsIgnoreCase(wanted))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
