package io.yiwang.sensing;

import io.yiwang.kernel.GeoPoint;
import java.util.List;

/**
 * Port: a source that can look again at what it reported; its word comes later through {@link
 * LookAnswers}.
 */
public interface LookAgain {

  /** Whether it answers for this source, e.g. {@code camera-0042}. */
  boolean knows(String source);

  /** Asks; asked twice with the same id it looks once. */
  void look(LookRequest request);

  /**
   * More sources that see this place and know this class, e.g. another camera over the same corner.
   */
  default List<String> watching(GeoPoint point, String classCode) {
    return List.of();
  }
}
