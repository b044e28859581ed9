package io.yiwang.access.vault;

import io.yiwang.house.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * The file of the master key: made on the first start, readable by its owner only, never made anew
 * when sealed data exist. A renewed key is written beside as {@code .next} and moved over the old
 * one once every data key is wrapped by it; a crash between leaves both, and the fingerprint in the
 * database says which one counts.
 */
final class MasterKeyFile {
  private static final String NAME = "vault.master";
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private final DataFolder folder;
  private final Path file;

  /**
   * @param other where the key is when several instances share it; empty is the data folder
   */
  MasterKeyFile(DataFolder folder, String other) {
    this.folder = folder;
    this.file = other.isEmpty() ? folder.sub("secrets").resolve(NAME) : Path.of(other);
  }

  /** The key, made now if there is none. */
  MasterKey readOrMake() {
    if (!Files.exists(file) && file.startsWith(folder.root())) {
      folder.secret(NAME);
    }
    return read(file);
  }

  /**
   * The key that wraps what is in the database.
   *
   * @throws IllegalStateException when it is not here; starting without it would lose the data
   */
  MasterKey read(String fingerprint) {
    if (Files.exists(next()) && read(next()).fingerprint().equals(fingerprint)) {
      adoptNext();
    }
    MasterKey key = read(file);
    if (!key.fingerprint().equals(fingerprint)) {
      throw new IllegalStateException(
          "The vault's master key (%s, %s) must be the one the data were sealed with (%s). Maybe the file of another instance was copied here; restore the right one."
              .formatted(file, key.fingerprint(), fingerprint));
    }
    return key;
  }

  MasterKey makeNext() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    try {
      Files.deleteIfExists(next());
      Files.createFile(
          next(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(next(), HexFormat.of().formatHex(bytes) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read(next());
  }

  void adoptNext() {
    try {
      Files.move(next(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path next() {
    return file.resolveSibling(file.getFileName() + ".next");
  }

  private static MasterKey read(Path file) {
    try {
      if (!Files.exists(file)) {
        throw new IllegalStateException(
            "The vault's master key (%s) is missing, and sealed data exist. Maybe restore the file from your backup; without it they cannot be read."
                .formatted(file));
      }
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (permissions.stream().anyMatch(OTHERS::contains)) {
        throw new IllegalStateException(
            "The vault's master key (%s, %s) must be readable by its owner only. Maybe run: chmod 600 %s"
                .formatted(file, PosixFilePermissions.toString(permissions), file));
      }
      return MasterKey.of(Files.readString(file).strip(), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
