package io.yiwang.registry;

import io.yiwang.access.Reach;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of the city whose rows a question may reach.
 *
 * @param paths region paths; an empty one is everywhere
 */
public record Scope(List<String> paths) {
  public static final Scope EVERYWHERE = new Scope(List.of(""));

  private static final String ABOVE_ALL = "\uFFFD";

  public Scope {
    paths = paths.stream().sorted().toList();
  }

  /** The regions somebody reaches. */
  static Scope of(Reach reach) {
    Collection<String> regions = reach.regions();
    return reach.everywhere() || regions.contains("")
        ? EVERYWHERE
        : new Scope(List.copyOf(regions));
  }

  boolean nothing() {
    return paths.isEmpty();
  }

  /** The one region it is; empty when it is everywhere or several. */
  public String region() {
    return paths.size() == 1 ? paths.getFirst() : "";
  }

  /**
   * The condition on a region path, with the parameters of {@link #params}. The range is there for
   * the index, the rest makes it exact: "." sorts right before "/", so what lies below one region
   * is a range too, and patterns are for several.
   */
  public static String sql(String column) {
    return " (%1$s ~>=~ :scopeLow and %1$s ~<~ :scopeHigh and (%1$s ~>=~ :scopeBelow"
            .formatted(column)
        + " or %1$s = :scopeLow or (%1$s || '.') like any (:scopes))) ".formatted(column);
  }

  public Map<String, Object> params() {
    return Map.of(
        "scopeLow",
        paths.isEmpty() ? "" : paths.getFirst(),
        "scopeHigh",
        paths.isEmpty() || paths.contains("") ? ABOVE_ALL : paths.getLast() + "/",
        "scopeBelow",
        paths.size() != 1 ? ABOVE_ALL : region().isEmpty() ? "" : region() + ".",
        "scopes",
        paths.stream().map(p -> p.isEmpty() ? "%" : p + ".%").toArray(String[]::new));
  }

  public boolean covers(String regionPath) {
    return paths.stream().anyMatch(path -> below(regionPath, path));
  }

  /** What of a region it is; nothing when they have nothing in common. */
  public Optional<Scope> within(String regionPath) {
    if (covers(regionPath)) {
      return Optional.of(new Scope(List.of(regionPath)));
    }
    List<String> inside = paths.stream().filter(path -> below(path, regionPath)).toList();
    return inside.isEmpty() ? Optional.empty() : Optional.of(new Scope(inside));
  }

  private static boolean below(String path, String above) {
    return above.isEmpty() || (path + ".").startsWith(above + ".");
  }
}
