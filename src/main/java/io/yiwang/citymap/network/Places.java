package io.yiwang.citymap.network;

import io.yiwang.citymap.components.ComponentFilter;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.citymap.components.Near;
import io.yiwang.house.Problem;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.GeoPoint;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Finds the place in a network somebody means. The map is read as the asker, so what is hidden from
 * them is not there.
 */
@Component
class Places {
  private static final double REACH_METRES = 30;

  private final ComponentReader components;

  Places(ComponentReader components) {
    this.components = components;
  }

  /**
   * A pipe or a node by its identifier.
   *
   * @param near the point that was asked about
   */
  record Found(long id, @Nullable GeoPoint near) {}

  Found find(NetworkPlace place) {
    GeoPoint point = point(place.lng(), place.lat());
    String text = place.id();
    if (text != null && !text.isBlank()) {
      long id =
          ComponentId.find(text)
              .orElseThrow(() -> Problem.badField("id", text, "must have 17 digits.", null))
              .number();
      if (components.find(id).isEmpty()) {
        throw Problem.notFound("component", text);
      }
      return new Found(id, point);
    }
    if (point == null) {
      throw Problem.badField(
          "id", null, "or lng and lat must say where.", "Maybe name a pipe or a point.");
    }
    return new Found(nearest(point, place.network()), point);
  }

  private long nearest(GeoPoint point, @Nullable Network network) {
    int[] classes = network == null ? Network.PIPE_CLASSES : new int[] {network.pipeClass()};
    return components.nearest(point, 1, REACH_METRES, ComponentFilter.ofClasses(classes)).stream()
        .map(Near::component)
        .findFirst()
        .orElseThrow(
            () ->
                new Problem(
                    HttpStatus.NOT_FOUND,
                    "no-pipe-here",
                    "There is no pipe within %.0f m of %s, %s."
                        .formatted(REACH_METRES, point.lng(), point.lat()),
                    null,
                    null,
                    "Maybe it is one you may not see."))
        .id();
  }

  /** The pipe of an identifier; of a node a pipe of the network wanted that the asker sees. */
  static int pipe(PipeGraph graph, long id, @Nullable Network wanted, IntPredicate seen) {
    int pipe = graph.pipes.find(id);
    if (pipe != Numbering.NONE && seen.test(pipe)) {
      return pipe;
    }
    int node = graph.nodes.find(id);
    int end = node == Numbering.NONE ? Numbering.NONE : graph.nodes.firstEnd(node);
    for (; end != Numbering.NONE; end = graph.pipes.nextEnd(end)) {
      if (seen.test(end >> 1) && (wanted == null || graph.pipes.in(end >> 1, wanted))) {
        return end >> 1;
      }
    }
    throw new Problem(
        HttpStatus.NOT_FOUND,
        "not-in-network",
        "Component " + ComponentId.text(id) + " is not part of a pipe network.",
        null,
        null,
        "Maybe it is abandoned, or no pipe leads to it.");
  }

  static @Nullable GeoPoint point(@Nullable Double lng, @Nullable Double lat) {
    if (lng == null || lat == null) {
      return null;
    }
    if (!(lat >= -90 && lat <= 90)) {
      throw Problem.badField(
          "lat", lat, "must be between -90 and 90.", "Maybe lng and lat are swapped.");
    }
    if (!(lng >= -180 && lng <= 180)) {
      throw Problem.badField("lng", lng, "must be between -180 and 180.", null);
    }
    return new GeoPoint(lat, lng);
  }
}
