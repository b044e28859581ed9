package io.yiwang.vision.cameras;

import io.yiwang.kernel.GeoPoint;
import io.yiwang.sensing.Channel;
import io.yiwang.sensing.Source;
import io.yiwang.vision.View;
import io.yiwang.vision.Zone;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A camera of the city.
 *
 * @param unitCode the unit that keeps it
 * @param componentId of the camera as a component of the map
 * @param heading where it looks, degrees from north by east
 * @param viewDegrees how wide it looks
 * @param reachMetres how far it tells things apart
 * @param hasAddress whether it has a stream address; the address itself stays sealed
 * @param schedule when it is looked at; none is always
 * @param ground four points, or none
 * @param silentAfterSeconds after how long without a picture it is out of order; null is as usual
 *     for its source, 0 never
 */
public record Camera(
    long id,
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
    boolean hasAddress,
    boolean enabled,
    List<Hours> schedule,
    List<WatchedAbility> abilities,
    List<Zone> zones,
    List<GroundPoint> ground,
    @Nullable Integer silentAfterSeconds,
    @Nullable Instant seenAt,
    int version) {
  private static final String SOURCE = "camera-";

  public Camera {
    schedule = List.copyOf(schedule);
    abilities = List.copyOf(abilities);
    zones = List.copyOf(zones);
    ground = List.copyOf(ground);
  }

  /** As its observations name it. */
  public Source source() {
    return new Source(SOURCE + code, Channel.CAMERA);
  }

  /** The camera's code in the name of a source; empty if it is none of a camera. */
  public static Optional<String> codeOf(String source) {
    return source.startsWith(SOURCE)
        ? Optional.of(source.substring(SOURCE.length()))
        : Optional.empty();
  }

  public View view(int width, int height) {
    return new View(width, height, zones);
  }

  public Optional<Ground> findGround() {
    return ground.isEmpty() ? Optional.empty() : Optional.of(Ground.of(ground));
  }

  /** What it sees on the map: longitude and latitude of a closed ring, or nothing. */
  public List<double[]> fieldOfView() {
    return FieldOfView.of(this);
  }

  /** Whether its schedule says that it is looked at. */
  public boolean watches(Instant at, ZoneId zone) {
    return enabled
        && (schedule.isEmpty()
            || schedule.stream().anyMatch(hours -> hours.holds(at.atZone(zone).toLocalDateTime())));
  }
}
