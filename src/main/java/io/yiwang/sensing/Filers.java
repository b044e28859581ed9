package io.yiwang.sensing;

import io.yiwang.kernel.ObservationId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who filed what was observed, in the clear: for modules that show it masked or have audited that
 * they show it.
 */
public interface Filers {
  /** Somebody who filed a report, with what they said of how to reach them. */
  record Filer(
      Instant filedAt, @Nullable String name, @Nullable String phone, @Nullable String email) {
    /** Whether there is no way to reach them. */
    public boolean nameless() {
      return name == null && phone == null && email == null;
    }
  }

  /** Empty when nobody filed it with us, or it was forgotten. */
  Optional<Filer> filer(ObservationId observation);
}
