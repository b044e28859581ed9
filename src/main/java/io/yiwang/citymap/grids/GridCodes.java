package io.yiwang.citymap.grids;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Codes for new unit grids: the neighbourhood's code and a number of three digits that no grid ever
 * had (GB/T 47678.3).
 */
final class GridCodes implements Supplier<String> {
  private static final int DIGITS = 3;

  private final String neighbourhood;
  private final Set<Integer> taken = new TreeSet<>();

  GridCodes(String neighbourhood, Collection<String> used) {
    this.neighbourhood = neighbourhood;
    used.forEach(code -> taken.add(number(neighbourhood, code)));
  }

  /** The number at the end of a code, 0 when it has none. */
  static int number(String neighbourhood, String code) {
    String rest = code.startsWith(neighbourhood) ? code.substring(neighbourhood.length()) : "";
    return rest.matches("\\d{1,6}") ? Integer.parseInt(rest) : 0;
  }

  @Override
  public String get() {
    int last = taken.stream().mapToInt(Integer::intValue).max().orElse(0);
    taken.add(last + 1);
    return neighbourhood + ("%0" + DIGITS + "d").formatted(last + 1);
  }
}
