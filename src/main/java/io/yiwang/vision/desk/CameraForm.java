package io.yiwang.vision.desk;

import io.swagger.v3.oas.annotations.media.Schema;
import io.yiwang.vision.Zone;
import io.yiwang.vision.cameras.GroundPoint;
import io.yiwang.vision.cameras.Hours;
import io.yiwang.vision.cameras.SourceKind;
import io.yiwang.vision.cameras.WatchedAbility;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A camera as its keeper wants it.
 *
 * @param code of a new one; it never changes
 * @param owner code of the unit that keeps it
 * @param version that was seen, to change it
 */
record CameraForm(
    @Schema(example = "jsl-0042") @Nullable String code,
    @Nullable String name,
    @Nullable Double lat,
    @Nullable Double lng,
    @Nullable Double heading,
    @Nullable Double viewDegrees,
    @Nullable Double reachMetres,
    @Nullable String owner,
    @Nullable String componentId,
    @Nullable CameraSourceForm source,
    @Nullable Boolean enabled,
    @Nullable List<Hours> schedule,
    @Nullable List<WatchedAbility> abilities,
    @Nullable List<Zone> zones,
    @Nullable List<GroundPoint> ground,
    @Nullable Integer silentAfterSeconds,
    @Nullable Integer version) {

  /**
   * @param address of the stream, or the folder; left out it stays what it was
   */
  record CameraSourceForm(@Nullable SourceKind kind, @Nullable String address) {}
}
