package io.yiwang.house;

import java.util.Map;

/**
 * Says what the present subject may see, as settings of the database transaction; without any, no
 * row is seen and none changed. The module {@code access} answers it.
 */
public interface RowSights {
  /** Names with their values; empty when nobody has signed in. */
  Map<String, String> current();
}
