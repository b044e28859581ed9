package io.yiwang.citymap.ogc;

import io.yiwang.citymap.cql.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A collection of features.
 *
 * @param geometry what its features are on the ground, as JSON Schema calls it
 * @param tiles the layer whose tiles show it, null when none do
 */
record Collection(
    String id,
    String zh,
    String en,
    String description,
    String geometry,
    @Nullable String tiles,
    Features features) {

  String title() {
    return zh + " · " + en;
  }

  /** What filters may ask by, and of which kind it is. */
  Map<String, Kind> queryables() {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    kinds.put(Feature.GEOMETRY, Kind.SHAPE);
    features.queryables().forEach(field -> kinds.put(field.name(), field.kind()));
    return kinds;
  }
}
