package io.yiwang.vision.sources;

import io.yiwang.citymap.City;
import io.yiwang.house.DataFolder;
import io.yiwang.vision.cameras.Camera;
import io.yiwang.vision.cameras.SourceKind;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Opens the source of a camera's pictures, and says which addresses may be one. */
@Component
public class FrameSources implements DisposableBean {
  /** What is put here may be replayed without further ado. */
  private static final String FOLDER = "cameras";

  private final AllowedAddresses allowed;
  private final AllowedFolders folders;
  private final CameraHttp http;
  private final FfmpegProgram ffmpeg;
  private final Semaphore streams;
  private final City city;
  private final Clock clock;

  FrameSources(
      DataFolder data,
      City city,
      Clock clock,
      @Value("${yiwang.vision.allowed:}") List<String> allowed,
      @Value("${yiwang.vision.folders:}") List<String> folders,
      @Value("${yiwang.vision.streams:64}") int streams) {
    this.allowed = new AllowedAddresses(allowed);
    this.folders =
        new AllowedFolders(
            Stream.concat(
                    Stream.of(data.root().resolve(FOLDER)),
                    folders.stream().filter(f -> !f.isBlank()).map(Path::of))
                .toList());
    this.http = new CameraHttp(this.allowed);
    this.ffmpeg = new FfmpegProgram(data);
    this.streams = new Semaphore(streams);
    this.city = city;
    this.clock = clock;
  }

  /**
   * Says why an address cannot be one of this kind; null when it can. A name that does not resolve
   * now may do so later.
   */
  public @Nullable String fault(SourceKind kind, String address) {
    try {
      if (kind.local()) {
        folders.check(address);
      } else {
        String scheme = String.valueOf(AllowedAddresses.parse(address).getScheme());
        if (scheme.equals("rtsp") != (kind == SourceKind.RTSP)) {
          return "does not fit the kind " + kind + ".";
        }
        allowed.check(address);
      }
      return null;
    } catch (RefusedAddressException e) {
      return e.reason();
    }
  }

  /** Null for a camera whose pictures are sent to us. */
  public @Nullable FrameSource open(
      Camera camera, String address, Duration every, ShotTaker taker) {
    return switch (camera.kind()) {
      case UPLOAD -> null;
      case SNAPSHOT -> begun(new Snapshot(camera.code(), http, address, every, taker, clock));
      case MJPEG -> begun(new Mjpeg(camera.code(), http, address, every, taker, clock));
      case RTSP -> ffmpeg(camera, Ffmpeg.stream(allowed, address), every, taker);
      case FILE -> ffmpeg(camera, Ffmpeg.film(folders, address), every, taker);
      case FOLDER -> {
        Instant after = camera.seenAt() == null ? Instant.MIN : camera.seenAt();
        yield begun(new FolderReplay(camera.code(), folders, address, city.zone(), after, taker));
      }
    };
  }

  private FrameSource ffmpeg(Camera camera, Ffmpeg.Input input, Duration every, ShotTaker taker) {
    return begun(new Ffmpeg(camera.code(), ffmpeg, streams, input, every, taker, clock));
  }

  private static FrameSource begun(Loop loop) {
    loop.begin();
    return loop;
  }

  @Override
  public void destroy() {
    http.close();
  }
}
