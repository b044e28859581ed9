package io.yiwang.sensing;

import io.yiwang.kernel.GeoPoint;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wish that a source looks again at a place where something is said to be mended.
 *
 * @param id the same when it is asked again
 * @param source who is asked, as its observations name it, e.g. {@code camera-0042}
 * @param trackId the object in the source's own tracking, if it named one
 * @param before ids of the photos it had sent of the matter
 * @param lookAt when to look, not earlier: mended and the quiet interval of the class
 */
public record LookRequest(
    String id,
    String source,
    String classCode,
    GeoPoint point,
    @Nullable String componentId,
    @Nullable String trackId,
    List<String> before,
    Instant mendedAt,
    Instant lookAt) {

  public LookRequest {
    before = List.copyOf(before);
  }
}
