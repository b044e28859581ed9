package io.yiwang.vision.sources;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A stream or film through a process of ffmpeg, which hands over one picture in so many seconds.
 * The address goes through its input and not through its command, which others on this machine can
 * read. A process that hands over nothing for long hangs, and is ended.
 */
final class Ffmpeg extends Loop {
  private static final int MOST_PIXELS = 4096 * 2304;
  private static final String SIZE = "scale='min(1280,iw)':-2";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final FfmpegProgram program;
  private final Semaphore places;
  private final Input input;
  private final Duration every;
  private final ShotTaker taker;
  private final Clock clock;
  private volatile @Nullable Process process;
  private volatile long movedAt;

  Ffmpeg(
      String camera,
      FfmpegProgram program,
      Semaphore places,
      Input input,
      Duration every,
      ShotTaker taker,
      Clock clock) {
    super(camera);
    this.program = program;
    this.places = places;
    this.input = input;
    this.every = every;
    this.taker = taker;
    this.clock = clock;
  }

  /** What is played: told anew for every try, as what an address resolves to may have changed. */
  interface Input {
    Played open() throws IOException;
  }

  /**
   * @param before arguments before the input
   * @param relay the way to a camera; null for a file
   */
  record Played(List<String> before, String address, @Nullable RtspRelay relay) {
    void close() {
      if (relay != null) {
        relay.close();
      }
    }
  }

  /** A camera, over one connection to the address that was checked. */
  static Input stream(AllowedAddresses allowed, String address) {
    return () -> {
      RtspRelay relay = new RtspRelay(allowed.check(address));
      return new Played(
          List.of("-protocol_whitelist", "pipe,rtsp,rtp,tcp"), relay.address(), relay);
    };
  }

  /** A film, at the pace it was taken, over and over. */
  static Input film(AllowedFolders folders, String path) {
    return () ->
        new Played(
            List.of("-re", "-stream_loop", "-1", "-protocol_whitelist", "pipe,file"),
            "file:" + folders.check(path),
            null);
  }

  @Override
  void bring() throws IOException, InterruptedException {
    if (!places.tryAcquire()) {
      throw new IOException("More streams are played already than may be at once.");
    }
    try {
      play();
    } finally {
      places.release();
    }
  }

  private void play() throws IOException, InterruptedException {
    Played played = input.open();
    try {
      List<String> words = new ArrayList<>(List.of("-v", "error", "-nostdin"));
      words.addAll(played.before());
      words.addAll(List.of("-f", "concat", "-safe", "0", "-i", "pipe:0", "-an", "-vf"));
      words.add(String.format(Locale.ROOT, "fps=%.4f,", 1000.0 / every.toMillis()) + SIZE);
      words.addAll(List.of("-threads", "1", "-f", "image2pipe", "-c:v", "ppm", "pipe:1"));
      Process running =
          program.command(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process = running;
      movedAt = System.nanoTime();
      Thread.ofVirtual().name("ffmpeg-watch").start(() -> watch(running));
      tell(running, played);
      read(running, played);
    } finally {
      end();
      played.close();
    }
  }

  private static void tell(Process running, Played played) throws IOException {
    String address = played.address().replace("'", "'\\''");
    String option = played.relay() == null ? "" : "option rtsp_transport tcp\n";
    try (OutputStream out = running.getOutputStream()) {
      out.write(
          ("ffconcat version 1.0\nfile '" + address + "'\n" + option)
              .getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Off the virtual threads' own carriers, which a pipe would hold up. */
  private void read(Process running, Played played) throws IOException, InterruptedException {
    var fault = new Exception[1];
    Thread reader =
        Thread.ofPlatform()
            .daemon()
            .name("ffmpeg-pictures")
            .start(
                () -> {
                  try {
                    pictures(running);
                  } catch (IOException | RuntimeException e) {
                    fault[0] = e;
                  }
                });
    try {
      reader.join();
    } finally {
      end();
    }
    String refused = played.relay() == null ? null : played.relay().refused();
    if (refused != null) {
      throw new IOException(refused);
    }
    switch (fault[0]) {
      case null -> throw new IOException("The stream has ended.");
      case IOException e -> throw e;
      case Exception e -> throw new UncheckedIOException(new IOException(e));
    }
  }

  private void pictures(Process running) throws IOException {
    var reader =
        new PpmReader(new BufferedInputStream(running.getInputStream(), 1 << 16), MOST_PIXELS);
    Instant last = Instant.MIN;
    PpmReader.Size size = reader.size();
    while (size != null) {
      Instant now = clock.instant();
      movedAt = System.nanoTime();
      // what comes in a burst, after a stop, is old but for its last; the taker keeps that
      if (now.isAfter(last)) {
        taker.take(reader.pixels(size, now));
        well();
        last = now;
      } else {
        reader.skip(size);
      }
      size = reader.size();
    }
  }

  private void watch(Process running) {
    Duration longest = every.multipliedBy(3).plus(PATIENCE);
    try {
      while (!running.waitFor(1, TimeUnit.SECONDS)) {
        if (System.nanoTime() - movedAt > longest.toNanos()) {
          running.destroyForcibly();
        }
      }
    } catch (InterruptedException e) {
      running.destroyForcibly();
    }
  }

  private void end() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
    }
  }

  @Override
  public void close() {
    super.close();
    end();
  }
}
