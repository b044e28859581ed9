package io.yiwang.access;

import java.util.Set;

/**
 * A duty as somebody holds it: for some units in a region.
 *
 * @param units the unit the duty is held in and those right below it
 * @param regionPath codes from the city down to the region, joined by dots; empty is everywhere
 */
public record Mandate(Duty duty, Set<String> units, String regionPath) {
  public Mandate {
    units = Set.copyOf(units);
  }

  /** Whether a place with that region path lies in this mandate's region. */
  boolean covers(String path) {
    return regionPath.isEmpty()
        || (path.startsWith(regionPath)
            && (path.length() == regionPath.length() || path.charAt(regionPath.length()) == '.'));
  }
}
