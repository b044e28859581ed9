package io.yiwang.vision.patrol;

import io.yiwang.sensing.LookAnswer;
import io.yiwang.sensing.LookRequest;
import io.yiwang.sensing.LookVerdict;
import io.yiwang.vision.Box;
import io.yiwang.vision.Detection;
import io.yiwang.vision.Frame;
import io.yiwang.vision.tracks.Kept;
import io.yiwang.vision.tracks.Scene;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One wish to look again. A picture counts if it shows the same view, steadily, with nothing in
 * front of the place; so many that agree, one after another of those that count, decide with the
 * first one from the wished time on.
 */
final class CameraLook {
  /** Round a place whose box is not known, in parts of the picture. */
  private static final double AROUND = 0.06;

  private static final double HIDDEN = 0.3;

  private final LookRequest request;
  private final String camera;
  private final @Nullable String ability;
  private final @Nullable Kept track;
  private final int pictures;
  private int clear;
  private int there;
  private Instant lookedAt;
  private double surest;
  private String version = "";
  private String lastFault = "画面未更新，摄像头可能离线";

  CameraLook(
      LookRequest request,
      String camera,
      @Nullable String ability,
      @Nullable Kept track,
      int pictures) {
    this.request = request;
    this.camera = camera;
    this.ability = ability;
    this.track = track;
    this.pictures = pictures;
    this.lookedAt = request.lookAt();
  }

  LookRequest request() {
    return request;
  }

  String camera() {
    return camera;
  }

  /** Pictures since the mending count; just before the wished time all of them are looked at. */
  boolean wantsPictures(Instant now) {
    return !now.isBefore(request.lookAt().minusSeconds(30));
  }

  /** Whether nobody at this camera can tell. */
  boolean hopeless() {
    return ability == null;
  }

  /** What has been decided with this picture. */
  synchronized Optional<LookVerdict> picture(
      Frame frame, CameraLooks.View view, List<Inspection.Seen> seen) {
    if (frame.at().isBefore(request.mendedAt())) {
      return Optional.empty();
    }
    Inspection.Seen mine =
        seen.stream()
            .filter(one -> one.eye().manifest().id().equals(ability))
            .findFirst()
            .orElse(null);
    String fault = mine == null ? "这时的光线下无法识别" : fault(frame, view, seen);
    if (mine == null || fault != null) {
      lastFault = fault == null ? lastFault : fault;
      return Optional.empty();
    }
    count(frame, view, mine);
    return frame.at().isBefore(request.lookAt()) ? Optional.empty() : decided();
  }

  private Optional<LookVerdict> decided() {
    if (clear >= pictures) {
      return Optional.of(LookVerdict.CLEAR);
    }
    if (there >= pictures) {
      return Optional.of(LookVerdict.STILL_THERE);
    }
    return Optional.empty();
  }

  /** Why the place cannot be seen in this picture; null when it can. */
  private @Nullable String fault(Frame frame, CameraLooks.View view, List<Inspection.Seen> seen) {
    String scene =
        switch (view.verdict()) {
          case STEADY -> null;
          case DARK -> "画面太暗";
          case BLOCKED -> "镜头被遮挡";
          case MOVED, ADOPTED -> "摄像头朝向已改变";
          case SHAKE -> "画面抖动";
          case LIGHT -> "光线正在变化";
        };
    if (scene != null) {
      return scene;
    }
    Kept kept = track;
    byte[] sketch = kept == null ? null : kept.sketch();
    if (sketch != null && !Scene.sameView(sketch, view.edges())) {
      return "与上报时不是同一画面";
    }
    Box place = place(frame, view);
    boolean hidden =
        place != null
            && seen.stream()
                .flatMap(one -> one.detections().stream())
                .anyMatch(
                    d ->
                        d.classCode() == null
                            && !d.label().equals(Detection.PEOPLE)
                            && d.box().overlap(place) > HIDDEN * place.area());
    return hidden ? "有人或车辆挡住了该位置" : null;
  }

  private void count(Frame frame, CameraLooks.View view, Inspection.Seen mine) {
    version = mine.eye().manifest().version();
    lookedAt = frame.at();
    Box place = place(frame, view);
    double found =
        mine.detections().stream()
            .filter(d -> request.classCode().equals(d.classCode()))
            .filter(d -> place == null || d.box().overlap(place) > 0)
            .mapToDouble(Detection::confidence)
            .max()
            .orElse(0);
    if (found > 0) {
      there++;
      clear = 0;
      surest = Math.max(surest, found);
    } else {
      clear++;
      there = 0;
    }
  }

  /** Where it was: the box of its track, or about the point; null is anywhere in the picture. */
  private @Nullable Box place(Frame frame, CameraLooks.View view) {
    Kept kept = track;
    if (kept != null) {
      return kept.box(frame.width(), frame.height());
    }
    return view.ground()
        .flatMap(ground -> ground.seen(request.point()))
        .map(
            p ->
                new Box(
                        (p[0] - AROUND) * frame.width(),
                        (p[1] - AROUND) * frame.height(),
                        2 * AROUND * frame.width(),
                        2 * AROUND * frame.height())
                    .within(frame.width(), frame.height()))
        .orElse(null);
  }

  /**
   * How sure: of what is still there as its ability is; of what is gone the more, the more pictures
   * agree (half of the doubt goes with each).
   */
  synchronized LookAnswer answer(LookVerdict verdict, List<String> photos) {
    boolean gone = verdict == LookVerdict.CLEAR;
    return new LookAnswer(
        request.id(),
        verdict,
        lookedAt,
        photos,
        String.valueOf(ability),
        version,
        gone ? 1 - Math.pow(0.5, clear) : surest,
        gone ? null : "同一位置连续 " + there + " 幅画面仍可见");
  }

  synchronized LookAnswer cannotSee(Instant now) {
    return new LookAnswer(
        request.id(),
        LookVerdict.CANNOT_SEE,
        now,
        List.of(),
        ability == null ? "camera" : ability,
        version,
        1,
        ability == null ? "该摄像头已不再识别此类事项" : lastFault);
  }
}
