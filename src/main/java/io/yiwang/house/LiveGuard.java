package io.yiwang.house;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says whose stream is being opened and, every two seconds, whose may no longer go on. */
public interface LiveGuard {
  /** Who listens in the present request, with equality; null when it is nobody in particular. */
  @Nullable Object listener();

  /** Those among the listeners who may no longer hear anything. */
  Set<Object> gone(Set<Object> listeners);
}
