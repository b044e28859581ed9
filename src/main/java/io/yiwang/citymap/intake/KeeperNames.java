package io.yiwang.citymap.intake;

import io.yiwang.citymap.components.Keepers;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keepers by code or name, as they were when this was made. */
final class KeeperNames implements Facts.Keeping {
  private final Keepers keepers;
  private final Map<String, Integer> ids = new HashMap<>();
  private final boolean makes;

  /**
   * @param makes whether somebody who is not known yet becomes known
   */
  KeeperNames(Keepers keepers, boolean makes) {
    this.keepers = keepers;
    this.makes = makes;
    for (Keepers.Keeper keeper : keepers.list()) {
      ids.putIfAbsent(keeper.nameEn(), keeper.id());
      ids.put(keeper.nameZh(), keeper.id());
    }
    keepers.list().forEach(keeper -> ids.put(keeper.code(), keeper.id()));
    ids.remove("");
  }

  @Override
  public @Nullable Integer id(String called) {
    Integer known = ids.get(called);
    if (known == null && makes) {
      known = keepers.put(called, called, "", null).id();
      ids.put(called, known);
    }
    return known;
  }

  @Override
  public @Nullable String name(@Nullable Integer id) {
    return keepers.find(id).map(Keepers.Keeper::nameZh).orElse(null);
  }
}
