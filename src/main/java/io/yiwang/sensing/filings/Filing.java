package io.yiwang.sensing.filings;

import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.ObservationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing somebody filed with us and may ask about later.
 *
 * @param tracking the word the filer asks with; whoever knows it may ask
 * @param key the filer's own idempotency key within the source
 */
public record Filing(
    ObservationId observation,
    String tracking,
    String source,
    String key,
    String classCode,
    GeoPoint point,
    Instant filedAt,
    @Nullable String description,
    @Nullable String address,
    List<String> photos,
    Contact contact) {

  public Filing {
    photos = List.copyOf(photos);
  }

  /** How to reach the filer; kept here only, never in the log. */
  public record Contact(@Nullable String name, @Nullable String phone, @Nullable String email) {
    public static final Contact NONE = new Contact(null, null, null);
  }
}
