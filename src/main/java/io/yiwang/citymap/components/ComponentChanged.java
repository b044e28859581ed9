package io.yiwang.citymap.components;

import io.yiwang.citymap.Component;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something on the map is another than before.
 *
 * @param seq grows with every change
 * @param before null when it was not there
 * @param after null when it is not there, as after an appearance that was undone
 */
public record ComponentChanged(
    long seq,
    long setId,
    Kind kind,
    Instant at,
    @Nullable Component before,
    @Nullable Component after) {

  /** What about it is another. */
  public enum Kind {
    APPEARED,
    MOVED,
    AMENDED,
    STATE,
    REMOVED;

    /** The number tables carry, 0 to 4. */
    public int number() {
      return ordinal();
    }
  }

  public long id() {
    return one().id();
  }

  /** As it is now, or as it was last. */
  public Component one() {
    return after != null ? after : Objects.requireNonNull(before);
  }
}
