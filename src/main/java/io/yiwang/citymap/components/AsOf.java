package io.yiwang.citymap.components;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The moment a question is about: how the city was then, as we knew it then.
 *
 * @param valid the city at this time, null today
 * @param known as we knew it at this time, null today
 */
public record AsOf(@Nullable Instant valid, @Nullable Instant known) {
  /** The city today as we know it today. */
  public static final AsOf NOW = new AsOf(null, null);

  /** The city at a time as we know it today. */
  public static AsOf valid(Instant at) {
    return new AsOf(at, null);
  }

  public boolean isNow() {
    return valid == null && known == null;
  }
}
