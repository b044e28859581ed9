package io.yiwang.vision.review;

import io.yiwang.kernel.GeoPoint;
import io.yiwang.vision.Box;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something a camera saw, as it may be shown to a person.
 *
 * @param camera code of the camera
 * @param classCode matter class of the catalogue
 * @param width of the picture, in pixels
 * @param photo id in {@link io.yiwang.sensing.Photos} of the veiled picture
 * @param trackId one object, one id; without it the box and moment stand for it
 */
public record CandidateDraft(
    String camera,
    String ability,
    String version,
    String classCode,
    double confidence,
    Box box,
    int width,
    int height,
    String photo,
    @Nullable String trackId,
    Instant at,
    GeoPoint point) {

  String track() {
    return trackId != null
        ? trackId
        : "%d/%d/%d".formatted(at.toEpochMilli(), (long) box.centreX(), (long) box.centreY());
  }
}
