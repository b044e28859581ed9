package io.yiwang.access;

import org.jspecify.annotations.Nullable;

/**
 * What is asked about: one row of a data class, by what decides who may see it.
 *
 * @param dataClass a class of {@code policy/default.yaml}, such as {@code case}
 * @param regionPath where it is; null when it is nowhere
 * @param unit the unit that answers for it
 * @param person whose it is: the worker of a task, the owner of an account, the one it is about
 */
public record Item(
    String dataClass, @Nullable String regionPath, @Nullable String unit, @Nullable Long person) {

  /** Something that belongs to a place only. */
  public static Item in(String dataClass, String regionPath) {
    return new Item(dataClass, regionPath, null, null);
  }

  /** Something that belongs to no place, unit or person: only who may see all of it sees it. */
  public static Item anywhere(String dataClass) {
    return new Item(dataClass, null, null, null);
  }
}
