package io.yiwang.vision.patrol;

import io.yiwang.kernel.Datum;
import io.yiwang.sensing.Intake;
import io.yiwang.sensing.IntakeResult;
import io.yiwang.sensing.ObservationDraft;
import io.yiwang.sensing.Sighting;
import io.yiwang.vision.Box;
import io.yiwang.vision.cameras.Camera;
import io.yiwang.vision.tracks.Kept;
import io.yiwang.vision.tracks.Kept.Standing;
import io.yiwang.vision.tracks.TrackBook;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Notices cameras that bring no pictures, or always the same one, and makes a matter of the device
 * of it; cleared when they are well again. Kept as a track of its own kind, so that a restart makes
 * no second matter.
 */
@Component
class CameraHealth {
  private static final Logger log = LoggerFactory.getLogger(CameraHealth.class);
  private static final String ABILITY = "device";
  private static final Duration SILENT = Duration.ofMinutes(2);
  private static final int SAME_PICTURES = 10;
  private static final double WEIGHT = 1;

  private final Intake intake;
  private final TrackBook book;
  private final Duration frozenAfter;
  private final String matterClass;

  /** The open matter of each camera, read once. */
  private final Map<Long, Optional<Kept>> open = new HashMap<>();

  CameraHealth(
      Intake intake,
      TrackBook book,
      @Value("${yiwang.vision.frozen-after:PT5M}") Duration frozenAfter,
      @Value("${yiwang.vision.device-class:01050}") String matterClass) {
    this.intake = intake;
    this.book = book;
    this.frozenAfter = frozenAfter;
    this.matterClass = matterClass;
  }

  /** By the one thread that keeps house. */
  void judge(Watch watch, boolean watched, Instant now) {
    Camera camera = watch.camera;
    CameraState state = state(watch, watched, now);
    watch.state = state;
    Kept matter = open.computeIfAbsent(camera.id(), this::find).orElse(null);
    boolean ill = state == CameraState.OFFLINE || state == CameraState.FROZEN;
    if (ill && matter == null) {
      begin(camera, state, now);
    } else if (state == CameraState.ONLINE && matter != null) {
      end(camera, matter, now);
    }
  }

  private static CameraState resting(Camera camera) {
    return camera.enabled() ? CameraState.RESTING : CameraState.OFF;
  }

  private CameraState state(Watch watch, boolean watched, Instant now) {
    Instant since = watch.watchedSince;
    if (!watched || since == null) {
      return resting(watch.camera);
    }
    Instant arrived = watch.arrivedAt;
    Instant last = arrived == null || arrived.isBefore(since) ? since : arrived;
    Duration patience = silentAfter(watch.camera);
    if (!patience.isZero() && last.plus(patience).isBefore(now)) {
      return CameraState.OFFLINE;
    }
    Instant same = watch.sameSince;
    if (watch.camera.kind().remote()
        && same != null
        && watch.same >= SAME_PICTURES
        && same.plus(frozenAfter).isBefore(now)) {
      return CameraState.FROZEN;
    }
    return arrived == null ? CameraState.WAITING : CameraState.ONLINE;
  }

  /** Zero is never. */
  private static Duration silentAfter(Camera camera) {
    Integer said = camera.silentAfterSeconds();
    if (said != null) {
      return Duration.ofSeconds(said);
    }
    Duration three = Watch.every(camera).multipliedBy(3);
    Duration usual = three.compareTo(SILENT) > 0 ? three : SILENT;
    return camera.kind().remote() ? usual : Duration.ZERO;
  }

  private Optional<Kept> find(long camera) {
    return book.open(camera).stream().filter(kept -> kept.ability().equals(ABILITY)).findFirst();
  }

  private void begin(Camera camera, CameraState state, Instant now) {
    String id = UUID.randomUUID().toString();
    Kept kept =
        new Kept(
            id,
            camera.id(),
            ABILITY,
            "1",
            state.name(),
            matterClass,
            1,
            new Box(0, 0, 0, 0),
            now,
            now,
            now,
            Standing.REPORTED,
            null,
            null);
    book.keep(kept);
    String words = state == CameraState.FROZEN ? "画面长时间静止不变" : "视频中断，收不到画面";
    if (told(camera, draft(camera, id, Sighting.OBSERVED, id, now).withText(words, null))) {
      open.put(camera.id(), Optional.of(kept));
    } else {
      book.end(id, "LOST", now);
    }
  }

  private void end(Camera camera, Kept matter, Instant now) {
    String key = matter.id() + "/cleared";
    if (told(camera, draft(camera, key, Sighting.CLEARED, matter.id(), now))) {
      book.end(matter.id(), "CLEARED", now);
      open.put(camera.id(), Optional.empty());
    }
  }

  private ObservationDraft draft(
      Camera camera, String key, Sighting sighting, String track, Instant at) {
    @Nullable String component = camera.componentId();
    return new ObservationDraft(
        key,
        null,
        sighting,
        matterClass,
        camera.point().lat(),
        camera.point().lng(),
        Datum.WGS84,
        at,
        null,
        null,
        component,
        track,
        null,
        WEIGHT,
        List.of(),
        Map.of("camera", camera.code(), "model", ABILITY, "version", "1", "rule", "health"));
  }

  private boolean told(Camera camera, ObservationDraft draft) {
    try {
      IntakeResult result = intake.accept(camera.source(), List.of(draft));
      if (result.rejected() > 0) {
        log.warn("The fault of camera {} is refused: {}", camera.code(), result.rows());
      }
      return true;
    } catch (RuntimeException e) {
      log.warn("The fault of camera {} cannot be told; it is told again", camera.code(), e);
      return false;
    }
  }
}
