package io.yiwang.registry.houses;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A residential quarter (小区).
 *
 * @param outline ring of lng, lat, lng, lat …; empty when it is not known
 * @param counts by measure: DOORS, RESIDENTS, OWN, RENT, VACANT and each special group
 * @param released counts as they are told to those who may not open its doors
 */
public record Quarter(
    long id,
    String name,
    String address,
    String regionCode,
    String regionPath,
    @Nullable String unitCode,
    double lat,
    double lng,
    @Nullable Integer built,
    List<Double> outline,
    Map<String, Integer> counts,
    Map<String, Integer> released) {

  public Quarter {
    outline = List.copyOf(outline);
    counts = Map.copyOf(counts);
    released = Map.copyOf(released);
  }

  public int count(String measure) {
    return counts.getOrDefault(measure, 0);
  }
}
