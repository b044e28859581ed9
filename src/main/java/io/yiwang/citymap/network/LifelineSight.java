package io.yiwang.citymap.network;

import io.yiwang.access.Action;
import io.yiwang.access.Decisions;
import io.yiwang.access.Item;
import io.yiwang.access.Subject;
import io.yiwang.access.Subjects;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.citymap.components.Layers;
import io.yiwang.house.Problem;
import io.yiwang.kernel.GeoPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.springframework.stereotype.Component;

/** Which pipes the present asker may see, by the policy class {@code lifeline}. */
@Component
class LifelineSight {
  static final String CLASS = "lifeline";

  private final Subjects subjects;
  private final Decisions decisions;
  private final Layers layers;
  private final Regions regions;

  LifelineSight(Subjects subjects, Decisions decisions, Layers layers, Regions regions) {
    this.subjects = subjects;
    this.decisions = decisions;
    this.layers = layers;
    this.regions = regions;
  }

  /** Refuses with 403 whoever has nothing to do with what is on the map. */
  void requireReader() {
    if (decisions.reach(subjects.current(), Action.READ, "component").nothing()) {
      throw Problem.forbidden("Your duty does not include the city's networks.");
    }
  }

  /** Asks the policy once for each region it meets. */
  IntPredicate of(PipeGraph graph) {
    Subject asker = subjects.current();
    Map<String, Boolean> known = new HashMap<>();
    return pipe -> {
      String region = graph.regionPath(pipe);
      return region == null || known.computeIfAbsent(region, path -> sees(asker, path));
    };
  }

  /** Guarded networks the asker may not see at any of these places: they may lie there unshown. */
  List<Network> notShown(Collection<GeoPoint> places) {
    Subject asker = subjects.current();
    List<String> paths =
        places.stream()
            .map(p -> regions.locate(p).map(Region::path).orElseGet(() -> regions.root().path()))
            .distinct()
            .toList();
    boolean all = paths.stream().allMatch(path -> sees(asker, path));
    List<Network> hidden = new ArrayList<>();
    if (!all) {
      Arrays.stream(Network.values())
          .filter(n -> layers.isGuarded(n.pipeClass()))
          .forEach(hidden::add);
    }
    return hidden;
  }

  boolean isGuarded(Network network) {
    return layers.isGuarded(network.pipeClass());
  }

  private boolean sees(Subject asker, String regionPath) {
    return decisions.decide(asker, null, Action.READ, Item.in(CLASS, regionPath)).allowed();
  }
}
