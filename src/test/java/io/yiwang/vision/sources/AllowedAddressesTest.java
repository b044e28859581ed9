package io.yiwang.vision.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedAddressesTest {
  private final AllowedAddresses allowed =
      new AllowedAddresses(List.of("10.20.0.0/16", "192.0.2.7:8080", "[fd00::1]:554", "localhost"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.20.3.4/snap.jpg",
        "https://user:word@10.20.255.255:8443/",
        "rtsp://10.20.0.1/live",
        "http://192.0.2.7:8080/x",
        "rtsp://[fd00::1]/live"
      })
  void opensWhatARuleNames(String address) {
    assertThat(allowed.check(address).addresses()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.21.0.1/",
        "http://192.0.2.7/",
        "http://127.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fd00::1]/",
        // a name that a rule names, but it is this machine
        "http://localhost/",
        "http://10.20.0.1@evil.invalid/",
        "file:///etc/passwd",
        "gopher://10.20.0.1/",
        "ftp://10.20.0.1/",
        "//10.20.0.1/x",
        "http:///x",
        "nonsense"
      })
  void refusesAllElse(String address) {
    assertThatThrownBy(() -> allowed.check(address)).isInstanceOf(RefusedAddressException.class);
  }

  @Test
  void opensNothingWithoutRules() {
    AllowedAddresses none = new AllowedAddresses(List.of(""));
    assertThatThrownBy(() -> none.check("http://192.0.2.1/"))
        .isInstanceOf(RefusedAddressException.class);
  }

  @Test
  void opensThisMachineOnlyByNumber() {
    AllowedAddresses here = new AllowedAddresses(List.of("127.0.0.1:8081"));
    assertThat(here.check("http://127.0.0.1:8081/").port()).isEqualTo(8081);
    assertThatThrownBy(() -> here.check("http://127.0.0.1:5432/"))
        .isInstanceOf(RefusedAddressException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.20.0.0/99", "a/8", "10.20.0.0/x", ":80"})
  void saysWhichRuleIsWrong(String rule) {
    assertThatThrownBy(() -> new AllowedAddresses(List.of(rule)))
        .hasMessageContaining("yiwang.vision.allowed (" + rule + ")");
  }

  @Test
  void readsOnlyTheFoldersThatMayBeReplayed(@TempDir Path root, @TempDir Path other)
      throws IOException {
    Files.createDirectories(root.resolve("a"));
    Files.writeString(other.resolve("secret"), "x");
    Files.createSymbolicLink(root.resolve("link"), other);
    AllowedFolders folders = new AllowedFolders(List.of(root));
    assertThat(folders.check("a")).isEqualTo(root.resolve("a").toRealPath());
    for (String address : List.of("../x", "/etc/passwd", "link/secret", "missing", "a\0b")) {
      assertThatThrownBy(() -> folders.check(address))
          .as(address)
          .isInstanceOf(RefusedAddressException.class);
    }
  }
}
