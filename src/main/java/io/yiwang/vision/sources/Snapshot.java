package io.yiwang.vision.sources;

import io.yiwang.vision.Pictures;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.apache.hc.core5.http.HttpEntity;

/** One picture a request, so often. */
final class Snapshot extends Loop {
  private final CameraHttp http;
  private final String address;
  private final Duration every;
  private final ShotTaker taker;
  private final Clock clock;

  Snapshot(
      String camera,
      CameraHttp http,
      String address,
      Duration every,
      ShotTaker taker,
      Clock clock) {
    super(camera);
    this.http = http;
    this.address = address;
    this.every = every;
    this.taker = taker;
    this.clock = clock;
  }

  @Override
  void bring() throws IOException {
    do {
      byte[] file =
          http.get(
              address,
              response -> {
                HttpEntity body = response.getEntity();
                return body == null
                    ? new byte[0]
                    : body.getContent().readNBytes(Pictures.MAX_BYTES + 1);
              });
      if (file.length == 0 || file.length > Pictures.MAX_BYTES) {
        throw new IOException("The camera's picture has " + file.length + " bytes.");
      }
      taker.take(Shot.file(clock.instant(), file));
      well();
    } while (rest(every));
  }
}
