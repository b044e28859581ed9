package io.yiwang.sensing.rules.engine;

import java.util.Set;

/** Port: which devices of the same kind are near one, itself among them. */
public interface Around {
  Set<Long> of(long device, Group group);
}
