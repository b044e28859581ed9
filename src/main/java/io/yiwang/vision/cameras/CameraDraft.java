package io.yiwang.vision.cameras;

import io.yiwang.kernel.GeoPoint;
import io.yiwang.vision.Zone;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A camera as somebody wants it to be, checked.
 *
 * @param address of its pictures, to be sealed; null keeps the present one
 */
public record CameraDraft(
    String code,
    String name,
    GeoPoint point,
    String regionPath,
    @Nullable String unitCode,
    @Nullable String componentId,
    @Nullable Double heading,
    @Nullable Double viewDegrees,
    @Nullable Double reachMetres,
    SourceKind kind,
    @Nullable String address,
    boolean enabled,
    List<Hours> schedule,
    List<WatchedAbility> abilities,
    List<Zone> zones,
    List<GroundPoint> ground,
    @Nullable Integer silentAfterSeconds) {}
