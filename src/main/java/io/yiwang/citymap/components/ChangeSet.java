package io.yiwang.citymap.components;

import java.util.List;

/**
 * What was changed together.
 *
 * @param id 0 when nothing was another than before, so that nothing was written
 */
public record ChangeSet(long id, List<ComponentChanged> changes) {
  public ChangeSet {
    changes = List.copyOf(changes);
  }
}
