package io.yiwang.citymap.components;

import org.jspecify.annotations.Nullable;

/**
 * Who changes what is on the map, and why.
 *
 * @param personId null for the platform
 * @param reason one readable line
 */
public record ChangeOrigin(Way way, @Nullable Long personId, String personName, String reason) {

  /** How a change came about. */
  public enum Way {
    SURVEY,
    IMPORT,
    EDIT,
    /** Millions at once into an empty map: without single changes. */
    LOAD,
    UNDO
  }
}
