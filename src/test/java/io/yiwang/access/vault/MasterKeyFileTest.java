package io.yiwang.access.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yiwang.house.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The master key is made once, kept to its owner, and never replaced by accident. */
class MasterKeyFileTest {
  @TempDir Path root;
  private MasterKeyFile file = new MasterKeyFile(new DataFolder(Path.of("target")), "unused");

  @BeforeEach
  void make() {
    file = new MasterKeyFile(new DataFolder(root), "");
  }

  private Path path() {
    return root.resolve("secrets").resolve("vault.master");
  }

  @Test
  void isMadeOnTheFirstStartForItsOwnerOnly() throws IOException {
    MasterKey made = file.readOrMake();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
        .isEqualTo("rw-------");
    assertThat(file.readOrMake()).isEqualTo(made);
    assertThat(file.read(made.fingerprint())).isEqualTo(made);
  }

  @Test
  void refusesToStartWithoutTheKeyOfWhatIsSealed() {
    assertThatThrownBy(() -> file.read("0011223344556677"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is missing, and sealed data exist")
        .hasMessageContaining("Maybe restore the file from your backup");
    assertThat(path()).doesNotExist();
  }

  @Test
  void refusesTheKeyOfAnotherInstance() {
    file.readOrMake();
    assertThatThrownBy(() -> file.read("0011223344556677"))
        .hasMessageContaining("must be the one the data were sealed with");
  }

  @Test
  void refusesADefaultKey() throws IOException {
    file.readOrMake();
    for (String bad : new String[] {"00".repeat(32), "0123456789abcdef".repeat(4), "changeme"}) {
      Files.writeString(path(), bad);
      assertThatThrownBy(() -> file.readOrMake()).hasMessageContaining("must be");
    }
  }

  @Test
  void refusesAKeyThatOthersCanRead() throws IOException {
    file.readOrMake();
    Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> file.readOrMake()).hasMessageContaining("chmod 600");
  }

  @Test
  void findsTheRenewedKeyWhenACrashCameBeforeTheMove() {
    MasterKey old = file.readOrMake();
    MasterKey next = file.makeNext();
    assertThat(file.read(old.fingerprint())).isEqualTo(old);
    assertThat(file.read(next.fingerprint())).isEqualTo(next);
    assertThat(file.readOrMake()).isEqualTo(next);
  }
}
