package io.yiwang.vision.sources;

import io.yiwang.vision.Pictures;
import java.io.EOFException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Motion JPEG over HTTP; pictures that come sooner than they are wanted are let go. */
final class Mjpeg extends Loop {
  private final CameraHttp http;
  private final String address;
  private final Duration every;
  private final ShotTaker taker;
  private final Clock clock;

  Mjpeg(
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
    http.get(
        address,
        response -> {
          if (response.getEntity() == null) {
            throw new IOException("The camera's answer is empty.");
          }
          follow(new MjpegReader(response.getEntity().getContent(), Pictures.MAX_BYTES));
          return true;
        });
  }

  private void follow(MjpegReader pictures) throws IOException {
    Instant next = Instant.MIN;
    while (!closed()) {
      byte[] picture = pictures.next();
      if (picture == null) {
        throw new EOFException("The camera has ended its stream.");
      }
      Instant now = clock.instant();
      if (!now.isBefore(next)) {
        next = now.plus(every);
        taker.take(Shot.file(now, picture));
        well();
      }
    }
  }
}
