package io.yiwang.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * The folder that holds everything this instance must not lose; nobody but its owner may look
 * inside.
 */
public record DataFolder(Path root) {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  public DataFolder {
    root = root.toAbsolutePath().normalize();
  }

  /** A folder inside, created when it is not there. */
  public Path sub(String name) {
    Path folder = root.resolve(name);
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, OWNER_DIRECTORY);
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "yiwang.data (" + root + ") must be a folder we can write to.", e);
    }
  }

  /** A file in the folder {@code run}: facts about the running instance, such as its address. */
  public Path runFile(String name) {
    return sub("run").resolve(name);
  }

  /**
   * The secret of this name: 256 random bits in hexadecimal, made once, readable by the owner only.
   */
  public String secret(String name) {
    Path file = sub("secrets").resolve(name);
    try {
      if (!Files.exists(file)) {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        createOnce(file, HexFormat.of().formatHex(bytes));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes beside and moves, so that a half-written secret is never seen. */
  private static void createOnce(Path file, String text) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    Files.createFile(part, OWNER_FILE);
    Files.writeString(part, text + "\n");
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      Files.deleteIfExists(part);
    }
  }
}
