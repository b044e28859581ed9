package io.yiwang.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs a shapefile with the files beside it. */
final class Beside {
  private static final Set<String> SHAPEFILE = Set.of(".shp", ".shx", ".dbf", ".prj", ".cpg");

  private Beside() {}

  /** The file itself; of a .shp an archive, the same bytes for the same files. */
  static Path whole(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (!name.toLowerCase(Locale.ROOT).endsWith(".shp")) {
      return file;
    }
    String stem = name.substring(0, name.length() - 4).toLowerCase(Locale.ROOT);
    Path zip = Files.createTempFile("yiwang-", ".zip");
    zip.toFile().deleteOnExit();
    try (OutputStream out = Files.newOutputStream(zip);
        var packed = new ZipOutputStream(out);
        Stream<Path> beside = Files.list(file.toAbsolutePath().getParent())) {
      for (Path one : beside.sorted().toList()) {
        String its = one.getFileName().toString();
        String lower = its.toLowerCase(Locale.ROOT);
        boolean ours = lower.length() > 4 && lower.substring(0, lower.length() - 4).equals(stem);
        if (ours && SHAPEFILE.contains(lower.substring(lower.length() - 4))) {
          ZipEntry entry = new ZipEntry(its);
          entry.setTime(0); // the same files are the same bytes
          packed.putNextEntry(entry);
          Files.copy(one, packed);
          packed.closeEntry();
        }
      }
    }
    return zip;
  }
}
