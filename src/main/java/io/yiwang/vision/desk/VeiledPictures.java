package io.yiwang.vision.desk;

import io.yiwang.house.Problem;
import io.yiwang.vision.Frame;
import io.yiwang.vision.Pictures;
import io.yiwang.vision.Veil;
import io.yiwang.vision.cameras.Camera;
import io.yiwang.vision.patrol.Patrol;
import io.yiwang.vision.patrol.Sight;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The latest pictures as they may be shown. Veiled when somebody looks, not before, and remembered
 * for those who look at the same one.
 */
@Component
class VeiledPictures {
  private static final int REMEMBERED = 100;
  private static final int AT_ONCE = 2;

  private final Patrol patrol;
  private final Veil veil;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final Map<String, Veiled> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Veiled> eldest) {
          return size() > REMEMBERED;
        }
      };

  VeiledPictures(Patrol patrol, Veil veil) {
    this.patrol = patrol;
    this.veil = veil;
  }

  /**
   * @param version of the camera, whose privacy zones it was veiled with
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Veiled(Instant at, int version, byte[] jpeg) {
    boolean shows(Sight sight, Camera camera) {
      return at.equals(sight.at()) && version == camera.version();
    }
  }

  Sight sight(Camera camera) {
    return patrol
        .sight(camera.code())
        .orElseThrow(() -> Problem.notFound("picture of camera", camera.code()));
  }

  byte[] jpeg(Camera camera, Sight sight) throws InterruptedException {
    Veiled known = find(camera.code());
    if (known != null && known.shows(sight, camera)) {
      return known.jpeg();
    }
    places.acquire();
    try {
      Frame frame = sight.shot().frame(camera.code());
      Frame veiled = veil.veil(frame, camera.view(frame.width(), frame.height()));
      byte[] jpeg = Pictures.jpeg(veiled);
      synchronized (remembered) {
        remembered.put(camera.code(), new Veiled(sight.at(), camera.version(), jpeg));
      }
      return jpeg;
    } finally {
      places.release();
    }
  }

  private @Nullable Veiled find(String code) {
    synchronized (remembered) {
      return remembered.get(code);
    }
  }
}
