package io.yiwang.sensing.readings;

import java.util.Map;

/** What devices said last. */
public interface LastValues {

  /** By quantity, the one measured last; empty for a device that never said anything. */
  Map<String, Reading> of(long device);
}
