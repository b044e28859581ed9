package io.yiwang.sensing.readings;

import java.util.List;

/** Which devices were told to be there last. */
public interface Presences {
  List<Long> online();
}
