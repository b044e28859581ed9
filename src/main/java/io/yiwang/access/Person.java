package io.yiwang.access;

import io.yiwang.house.Problem;
import java.util.Set;

/**
 * Somebody who can sign in, at one post: the duties they hold now in a unit and a region.
 *
 * @param regionPath codes from the city down to the region, joined by dots; empty is everywhere
 */
public record Person(
    long id,
    String login,
    String name,
    String nameEn,
    Set<Duty> duties,
    String unitCode,
    String regionCode,
    String regionPath) {

  /** The region path of somebody who holds no duty now: it covers no place. */
  static final String NOWHERE = "-";

  public Person {
    duties = Set.copyOf(duties);
  }

  public boolean has(Duty duty) {
    return duties.contains(duty);
  }

  /** Refuses with 403 unless the person holds at least one of the duties. */
  public void require(Duty... anyOf) {
    for (Duty duty : anyOf) {
      if (has(duty)) {
        return;
      }
    }
    throw Problem.forbidden("This needs one of the duties " + Set.of(anyOf) + ".");
  }

  /** Whether a place with that region path lies in this person's region. */
  public boolean covers(String path) {
    return regionPath.isEmpty() || path.equals(regionPath) || path.startsWith(regionPath + ".");
  }
}
