package io.yiwang.dispatch;

import io.yiwang.kernel.GeoPoint;
import java.util.List;
import java.util.Set;

/**
 * What the choice of a worker needs to know about a case.
 *
 * @param regionPath codes from the city down to the unit grid, joined by dots
 * @param refusedBy people who could not do this one
 */
record Matter(long caseId, GeoPoint point, String regionPath, Set<Long> refusedBy) {

  Matter {
    refusedBy = Set.copyOf(refusedBy);
  }

  /** Path of the street the matter lies in, or of the deepest region there is above it. */
  String streetPath() {
    return prefix(3);
  }

  String districtPath() {
    return prefix(2);
  }

  String cityPath() {
    return prefix(1);
  }

  private String prefix(int levels) {
    List<String> codes = List.of(regionPath.split("\\."));
    return String.join(".", codes.subList(0, Math.min(levels, codes.size())));
  }
}
