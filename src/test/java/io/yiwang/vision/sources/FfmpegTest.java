package io.yiwang.vision.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.yiwang.house.DataFolder;
import io.yiwang.vision.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Films and streams through the real ffmpeg. */
class FfmpegTest {
  @TempDir Path root;

  private final Taken taken = new Taken();
  private FfmpegProgram program;

  @BeforeEach
  void unpack() {
    assumeTrue(FfmpegProgram.isHere(), "no ffmpeg for this machine");
    program = new FfmpegProgram(new DataFolder(root));
  }

  private Path film() throws IOException, InterruptedException {
    Path film = Files.createDirectories(root.resolve("cameras")).resolve("it's a film.mp4");
    Process process =
        program
            .command(
                List.of(
                    "-v",
                    "error",
                    "-f",
                    "lavfi",
                    "-i",
                    "color=red:s=320x180:r=5",
                    "-t",
                    "4",
                    "-c:v",
                    "mpeg4",
                    "-y",
                    film.toString()))
            .redirectErrorStream(true)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return film;
  }

  private Ffmpeg playing(Ffmpeg.Input input) {
    Ffmpeg source =
        new Ffmpeg(
            "c", program, new Semaphore(4), input, Duration.ofSeconds(1), taken, Clock.systemUTC());
    source.begin();
    return source;
  }

  @Test
  void playsAFilmOverAndOver() throws Exception {
    Path film = film();
    AllowedFolders folders = new AllowedFolders(List.of(root.resolve("cameras")));
    try (Ffmpeg source = playing(Ffmpeg.film(folders, film.getFileName().toString()))) {
      List<Shot> shots = taken.await(6);
      assertThat(source.fault()).isNull();
      Frame frame = shots.getFirst().frame("c");
      assertThat(frame.width()).isEqualTo(320);
      assertThat(frame.height()).isEqualTo(180);
      // blue green red
      assertThat(frame.pixels()[0] & 0xFF).isLessThan(30);
      assertThat(frame.pixels()[2] & 0xFF).isGreaterThan(220);
    }
  }

  @Test
  void aFileThatIsNoFilmHarmsNobodyElse() throws Exception {
    Path film = film();
    Path broken = Files.write(root.resolve("cameras").resolve("broken.mp4"), new byte[5000]);
    AllowedFolders folders = new AllowedFolders(List.of(root.resolve("cameras")));
    try (Ffmpeg bad = playing(Ffmpeg.film(folders, broken.getFileName().toString()));
        Ffmpeg good = playing(Ffmpeg.film(folders, film.getFileName().toString()))) {
      await().atMost(Duration.ofSeconds(30)).until(() -> bad.fault() != null);
      assertThat(bad.fault()).isEqualTo("The stream has ended.");
      taken.await(2);
      assertThat(good.fault()).isNull();
    }
  }

  @Test
  void aStreamIsPlayedThroughTheOneCheckedAddress() throws Exception {
    try (TinyRtsp camera = new TinyRtsp(transportStream())) {
      AllowedAddresses allowed = new AllowedAddresses(List.of("127.0.0.1:" + camera.port()));
      String address = "rtsp://viewer:word@127.0.0.1:" + camera.port() + "/live";
      try (Ffmpeg source = playing(Ffmpeg.stream(allowed, address))) {
        Frame frame = taken.await(2).getFirst().frame("c");
        assertThat(frame.width()).isEqualTo(320);
        assertThat(frame.pixels()[2] & 0xFF).isGreaterThan(200);
        assertThat(source.fault()).isNull();
      }
    }
  }

  private byte[] transportStream() throws IOException, InterruptedException {
    Path file = root.resolve("film.ts");
    Process process =
        program
            .command(
                List.of(
                    "-v",
                    "error",
                    "-f",
                    "lavfi",
                    "-i",
                    "color=red:s=320x180:r=5",
                    "-t",
                    "20",
                    "-c:v",
                    "mpeg2video",
                    "-f",
                    "mpegts",
                    "-y",
                    file.toString()))
            .redirectErrorStream(true)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readAllBytes(file);
  }

  @Test
  void aStreamThatSendsUsElsewhereIsNotFollowed() throws Exception {
    try (TinyRtsp secret = new TinyRtsp(new byte[0]);
        TinyRtsp camera = TinyRtsp.redirecting("rtsp://127.0.0.1:" + secret.port() + "/live")) {
      AllowedAddresses allowed = new AllowedAddresses(List.of("127.0.0.1:" + camera.port()));
      String address = "rtsp://127.0.0.1:" + camera.port() + "/live";
      try (Ffmpeg source = playing(Ffmpeg.stream(allowed, address))) {
        await().atMost(Duration.ofSeconds(30)).until(() -> source.fault() != null);
        assertThat(source.fault()).contains("another address");
      }
      assertThat(secret.asked()).isZero();
      assertThat(taken.shots()).isEmpty();
    }
  }

  @Test
  void anAddressThatMayNotBeReadIsNotRead() {
    AllowedAddresses allowed = new AllowedAddresses(List.of());
    try (Ffmpeg source = playing(Ffmpeg.stream(allowed, "rtsp://127.0.0.1:9/live"))) {
      await().atMost(Duration.ofSeconds(30)).until(() -> source.fault() != null);
      assertThat(source.fault()).contains("is not among the addresses");
    }
  }
}
