package io.yiwang.citymap.components;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Things of some classes that are drawn, listed and switched together.
 *
 * @param minZoom from where a single thing is drawn
 * @param colour on the light desk, #rrggbb
 * @param importance when too many stand on one tile the important ones stay; 1 to 9
 * @param network of pipes, such as WATER
 * @param guarded seen only by whom the policy class {@code lifeline} lets see it
 */
public record Layer(
    String id,
    String group,
    String nameZh,
    String nameEn,
    Shape geometry,
    List<String> classes,
    int minZoom,
    String colour,
    int importance,
    @Nullable String network,
    boolean guarded,
    boolean underground) {

  private static final Set<String> NETWORKS =
      Set.of("WATER", "RAIN", "SEWAGE", "GAS", "HEAT", "POWER", "TELECOM");

  /** What the things of a layer are on the ground. */
  public enum Shape {
    POINT,
    LINE,
    AREA
  }

  /** A branch of the layer tree. */
  public record Group(String id, String nameZh, String nameEn) {}

  public Layer {
    classes = List.copyOf(classes);
    importance = importance == 0 ? 5 : importance;
    if (!colour.matches("#[0-9a-f]{6}")) {
      throw new IllegalArgumentException(
          "colour (%s) of layer %s must be #rrggbb.".formatted(colour, id));
    }
    if (network != null && !NETWORKS.contains(network)) {
      throw new IllegalArgumentException(
          "network (%s) of layer %s must be one of %s.".formatted(network, id, NETWORKS));
    }
  }
}
