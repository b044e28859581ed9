package io.yiwang.house.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once per user and version from the archive on the class path. */
record PostgresBinaries(Path home) {
  /** Pinned together with the artifact in pom.xml; part of the cache's name. */
  static final String VERSION = "18.6.0";

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  static PostgresBinaries unpacked() {
    String archive = archiveName();
    Path home = cache().resolve("postgres-" + VERSION + "-" + archive);
    if (!Files.isExecutable(home.resolve("bin/postgres"))) {
      unpack("/postgres-" + archive + ".txz", home);
    }
    return new PostgresBinaries(home);
  }

  private static Path cache() {
    String configured = System.getenv("XDG_CACHE_HOME");
    Path base =
        configured == null || configured.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(configured);
    return base.resolve("yiwang");
  }

  private static String archiveName() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    boolean arm = Set.of("aarch64", "arm64").contains(System.getProperty("os.arch"));
    return (os.contains("mac") ? "darwin" : "linux") + (arm ? "-arm_64" : "-x86_64");
  }

  /**
   * Unpacks beside and moves into place: a process that dies on the way, or two at once, do no
   * harm.
   */
  private static void unpack(String resource, Path home) {
    try (InputStream archive = PostgresBinaries.class.getResourceAsStream(resource)) {
      if (archive == null) {
        throw new IllegalStateException(
            "There is no PostgreSQL (%s) for this machine. Maybe start one yourself and set spring.datasource.url."
                .formatted(resource));
      }
      Files.createDirectories(home.getParent());
      Path part = Files.createTempDirectory(home.getParent(), "unpacking-");
      extract(archive, part);
      try {
        Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
        FileSystemUtils.deleteRecursively(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "PostgreSQL's programs could not be unpacked to " + home + ".", e);
    }
  }

  private static void extract(InputStream archive, Path into) throws IOException {
    try (var tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive, 1 << 16)))) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        Path file = into.resolve(entry.getName()).normalize();
        if (!file.startsWith(into)) {
          throw new IOException("The archive names a path outside: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else if (entry.isSymbolicLink()) {
          Files.createDirectories(file.getParent());
          Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (!file.getFileName().toString().endsWith(".a")) {
          Files.createDirectories(file.getParent());
          Files.copy(tar, file);
          boolean runs = (entry.getMode() & 0100) != 0;
          Files.setPosixFilePermissions(
              file, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }
}
