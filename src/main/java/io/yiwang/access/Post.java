package io.yiwang.access;

import java.util.Set;

/**
 * A unit and a region in which a person holds duties now.
 *
 * @param regionPath codes from the city down to the region, joined by dots; empty is everywhere
 * @param delegated whether all of these duties are held for somebody on leave
 */
public record Post(
    Set<Duty> duties, String unitCode, String regionCode, String regionPath, boolean delegated) {
  public Post {
    duties = Set.copyOf(duties);
  }
}
