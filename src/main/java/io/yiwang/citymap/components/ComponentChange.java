package io.yiwang.citymap.components;

import io.yiwang.citymap.Component;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing to be changed on the map. */
public sealed interface ComponentChange {
  long id();

  /** Since when it is so in the city; before now. */
  Instant validFrom();

  /** The version it was decided on ({@link Component#knownFrom}); null when any will do. */
  @Nullable Instant expected();

  /** A thing is as given, whether it was known before or not; its times are not read. */
  record Put(Component component, Instant validFrom, @Nullable Instant expected)
      implements ComponentChange {
    @Override
    public long id() {
      return component.id();
    }
  }

  /** A thing is gone. */
  record Remove(long id, Instant validFrom, @Nullable Instant expected)
      implements ComponentChange {}

  /** A thing is several now: it is gone, and they are there. */
  record Split(long id, List<Component> parts, Instant validFrom, @Nullable Instant expected)
      implements ComponentChange {
    public Split {
      parts = List.copyOf(parts);
    }
  }

  static ComponentChange put(Component component, Instant validFrom) {
    return new Put(component, validFrom, null);
  }

  static ComponentChange remove(long id, Instant validFrom) {
    return new Remove(id, validFrom, null);
  }

  static ComponentChange split(long id, List<Component> parts, Instant validFrom) {
    return new Split(id, parts, validFrom, null);
  }
}
