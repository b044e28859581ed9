package io.yiwang.access.reorganisation;

import io.yiwang.kernel.GeoPoint;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What has become of what, once a plan has changed the regions or the units.
 *
 * @param paths region paths that are others now
 * @param codes of regions or units that are no more, or only in part: their successors, the heir
 *     first
 * @param locate the present path of the region that holds a point
 */
public record Succession(
    Plan.Subject subject,
    List<PathMove> paths,
    Map<String, List<Successor>> codes,
    Function<GeoPoint, Optional<String>> locate) {

  /**
   * A path that is another now.
   *
   * @param shared whether the rows of others lie at the new path too, so that the path alone does
   *     not tell where a row came from
   */
  public record PathMove(String was, String now, boolean shared) {}

  /**
   * @param path of a region; a unit has none
   * @param classes leading digits of the matter classes that a part of a unit takes over
   */
  public record Successor(String code, String path, Set<String> classes) {}

  public static Succession of(
      Plan.Subject subject,
      Collection<PathMove> paths,
      Map<String, List<Successor>> codes,
      Function<GeoPoint, Optional<String>> locate) {
    return new Succession(subject, List.copyOf(paths), Map.copyOf(codes), locate);
  }

  public boolean isOfRegions() {
    return subject == Plan.Subject.REGION;
  }
}
