package io.yiwang.sensing;

import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.ObservationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One accepted statement about the city: somebody or something saw a matter of a class at a place
 * and a time.
 *
 * @param id derived from source and key
 * @param source who says so, e.g. {@code hotline-12345}, {@code camera-0042}
 * @param key the source's own key of this row; sent again it is the same observation
 * @param weight how much this alone proves, 0 to 1
 * @param componentId identifier of the component concerned, if known (GB/T 47678.5, 17 digits)
 * @param trackId identity of the object in its source's own tracking, if known
 * @param clears the incident a {@link Sighting#CLEARED} row is about, if it is known exactly; the
 *     observation an {@link Sighting#APART} row is about
 * @param receivedAt when the intake accepted it
 */
public record Observation(
    ObservationId id,
    String source,
    String key,
    Channel channel,
    Sighting sighting,
    String classCode,
    GeoPoint point,
    String regionCode,
    Instant observedAt,
    Instant receivedAt,
    double weight,
    @Nullable String componentId,
    @Nullable String trackId,
    @Nullable ObservationId clears,
    @Nullable String description,
    @Nullable String address,
    List<String> photos,
    Map<String, String> attributes) {

  public Observation {
    photos = List.copyOf(photos);
    attributes = Map.copyOf(attributes);
  }
}
