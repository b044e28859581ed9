package io.yiwang.vision.desk;

import io.swagger.v3.oas.annotations.media.Schema;
import io.yiwang.vision.Zone;
import io.yiwang.vision.cameras.Camera;
import io.yiwang.vision.cameras.CameraRights;
import io.yiwang.vision.cameras.GroundPoint;
import io.yiwang.vision.cameras.Hours;
import io.yiwang.vision.cameras.SourceKind;
import io.yiwang.vision.cameras.WatchedAbility;
import io.yiwang.vision.patrol.CameraState;
import io.yiwang.vision.patrol.Patrol;
import io.yiwang.vision.patrol.SeenBox;
import io.yiwang.vision.patrol.Sight;
import io.yiwang.vision.tracks.Scene;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Cameras as they are shown. */
@Component
class CameraViews {
  private final Patrol patrol;
  private final CameraRights rights;

  CameraViews(Patrol patrol, CameraRights rights) {
    this.patrol = patrol;
    this.rights = rights;
  }

  /** A camera in a list. */
  @Schema(name = "CameraItem")
  record Item(
      String code,
      String name,
      double lat,
      double lng,
      String regionPath,
      @Nullable String owner,
      SourceKind kind,
      CameraState state,
      @Nullable Instant seenAt,
      List<String> abilities,
      @Schema(description = "What it sees: longitude and latitude of a closed ring, or nothing")
          List<double[]> fieldOfView) {}

  /** Where its pictures come from; the address is sealed and never shown again. */
  @Schema(name = "CameraSource")
  record SourceView(SourceKind kind, boolean addressKept) {}

  /** All of a camera. */
  @Schema(name = "CameraView")
  record Whole(
      String code,
      String name,
      double lat,
      double lng,
      String regionPath,
      @Nullable Double heading,
      @Nullable Double viewDegrees,
      @Nullable Double reachMetres,
      @Nullable String owner,
      @Nullable String componentId,
      SourceView source,
      boolean enabled,
      List<Hours> schedule,
      List<WatchedAbility> abilities,
      List<Zone> zones,
      List<GroundPoint> ground,
      @Nullable Integer silentAfterSeconds,
      int version,
      CameraState state,
      @Nullable Instant seenAt,
      @Schema(description = "Why it brings no pictures at the moment") @Nullable String fault,
      @Schema(description = "Pictures that were let go for newer ones") long dropped,
      List<double[]> fieldOfView,
      boolean mayChange) {}

  /** What a camera saw last. */
  @Schema(name = "CameraSight")
  record SightView(
      String camera,
      Instant at,
      int width,
      int height,
      @Schema(description = "Whether the picture counts: STEADY does") Scene.Verdict scene,
      List<SeenBox> boxes) {}

  Item item(Camera c) {
    return new Item(
        c.code(),
        c.name(),
        c.point().lat(),
        c.point().lng(),
        c.regionPath(),
        c.unitCode(),
        c.kind(),
        patrol.state(c),
        seenAt(c),
        c.abilities().stream().map(WatchedAbility::id).toList(),
        c.fieldOfView());
  }

  private @Nullable Instant seenAt(Camera c) {
    return patrol.sight(c.code()).map(Sight::at).orElse(c.seenAt());
  }

  Whole whole(Camera c) {
    Patrol.Condition condition = patrol.condition(c.code());
    return new Whole(
        c.code(),
        c.name(),
        c.point().lat(),
        c.point().lng(),
        c.regionPath(),
        c.heading(),
        c.viewDegrees(),
        c.reachMetres(),
        c.unitCode(),
        c.componentId(),
        new SourceView(c.kind(), c.hasAddress()),
        c.enabled(),
        c.schedule(),
        c.abilities(),
        c.zones(),
        c.ground(),
        c.silentAfterSeconds(),
        c.version(),
        patrol.state(c),
        seenAt(c),
        condition.fault(),
        condition.dropped(),
        c.fieldOfView(),
        rights.mayChange(c.regionPath()));
  }

  static SightView sight(Camera c, Sight sight) {
    return new SightView(
        c.code(), sight.at(), sight.width(), sight.height(), sight.scene(), sight.boxes());
  }
}
