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

  /** Of 64 random digits, fewer than nine different ones come about once in 10^15 times. */
  private static final int FEWEST_DIGITS = 9;

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
      return checked(file, Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A secret that somebody wrote by hand, or copied from an example, is none. */
  private static String checked(Path file, String secret) {
    if (!secret.matches("[0-9a-f]{64}") || secret.chars().distinct().count() < FEWEST_DIGITS) {
      throw new IllegalStateException(
          file
              + " must hold 64 random hexadecimal digits. Maybe restore it from your backup, or"
              + " remove it to have another one made.");
    }
    return secret;
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
