package io.yiwang.cases.checks;

import io.yiwang.kernel.GeoPoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source that can look at a case again.
 *
 * @param point where it saw the matter
 * @param before ids of the photos it sent, the earliest first
 */
record Eye(
    String source,
    GeoPoint point,
    @Nullable String componentId,
    @Nullable String trackId,
    List<String> before) {
  private static final int MOST_PHOTOS = 6;

  Eye {
    before = List.copyOf(before.subList(0, Math.min(before.size(), MOST_PHOTOS)));
  }
}
