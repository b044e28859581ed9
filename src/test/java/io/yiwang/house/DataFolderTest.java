package io.yiwang.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFolderTest {
  @TempDir Path root;

  /** Promise S11: the start is refused with a secret that is a default or was copied. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "changeme",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0123456701234567012345670123456701234567012345670123456701234567",
        "XYZ"
      })
  void refusesASecretThatSomebodyWroteByHand(String written) throws Exception {
    DataFolder data = new DataFolder(root);
    assertThat(data.secret("b")).isEqualTo(data.secret("b")).hasSize(64);
    Files.writeString(root.resolve("secrets").resolve("b"), written);
    assertThatThrownBy(() -> data.secret("b"))
        .hasMessageContaining("must hold 64 random hexadecimal digits")
        .hasMessageContaining("Maybe");
  }

  @Test
  void keepsSecretsForTheOwnerOnly() throws Exception {
    DataFolder folder = new DataFolder(root);
    String secret = folder.secret("a");
    assertThat(secret).matches("[0-9a-f]{64}").isEqualTo(folder.secret("a"));
    assertThat(folder.secret("b")).isNotEqualTo(secret);
    assertThat(permissions("secrets")).isEqualTo("rwx------");
    assertThat(permissions("secrets/a")).isEqualTo("rw-------");
  }

  private String permissions(String name) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(name)));
  }
}
