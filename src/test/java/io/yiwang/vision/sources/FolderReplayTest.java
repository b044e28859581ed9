package io.yiwang.vision.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderReplayTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  private final Taken taken = new Taken();

  @Test
  void replaysInTheOrderOfTheirTimesAndGoesOnWhereItWas(@TempDir Path root) throws IOException {
    Path folder = Files.createDirectories(root.resolve("jsl"));
    Files.write(folder.resolve("cam_20261124080020.jpg"), new byte[] {3});
    Files.write(folder.resolve("20261124T000010Z.jpg"), new byte[] {2});
    Files.write(folder.resolve("2026-11-24_08-00-00.png"), new byte[] {1});
    Files.write(folder.resolve("readme.txt"), new byte[] {9});
    AllowedFolders folders = new AllowedFolders(List.of(root));
    try (FolderReplay all = new FolderReplay("c", folders, "jsl", SHANGHAI, Instant.MIN, taken)) {
      all.begin();
      taken.await(3);
      Files.write(folder.resolve("2026-11-24 08:00:30.jpg"), new byte[] {4});
      assertThat(taken.await(4).stream().map(s -> (int) s.bytes()[0])).containsExactly(1, 2, 3, 4);
    }
    assertThat(taken.shots().stream().map(Shot::at))
        .containsExactly(
            Instant.parse("2026-11-24T00:00:00Z"),
            Instant.parse("2026-11-24T00:00:10Z"),
            Instant.parse("2026-11-24T00:00:20Z"),
            Instant.parse("2026-11-24T00:00:30Z"));
    Taken later = new Taken();
    Instant after = Instant.parse("2026-11-24T00:00:10Z");
    try (FolderReplay rest = new FolderReplay("c", folders, "jsl", SHANGHAI, after, later)) {
      rest.begin();
      assertThat(later.await(2).getFirst().bytes()).containsExactly(3);
    }
  }

  @Test
  void readsTheTimesThatCamerasWrite() {
    assertThat(FolderReplay.time("cam7_20261124080000250.jpg", SHANGHAI))
        .isEqualTo(Instant.parse("2026-11-24T00:00:00.250Z"));
    assertThat(FolderReplay.time("20261124T080000Z.jpg", SHANGHAI))
        .isEqualTo(Instant.parse("2026-11-24T08:00:00Z"));
    assertThat(FolderReplay.time("20261399_99.jpg", SHANGHAI)).isEqualTo(Instant.MIN);
    assertThat(FolderReplay.time("street.jpg", SHANGHAI)).isEqualTo(Instant.MIN);
  }
}
