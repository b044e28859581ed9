package io.yiwang.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a data class somebody reaches: a row is reached by any of the four ways.
 *
 * @param everywhere also rows without a region
 * @param regions region paths; each with everything below it, an empty one is every region
 * @param person whose own rows are reached; null when none are
 */
public record Reach(
    boolean everywhere, Set<String> regions, Set<String> units, @Nullable Long person) {
  public static final Reach NONE = new Reach(false, Set.of(), Set.of(), null);

  public Reach {
    regions = Set.copyOf(regions);
    units = Set.copyOf(units);
  }

  public boolean nothing() {
    return !everywhere && regions.isEmpty() && units.isEmpty() && person == null;
  }
}
