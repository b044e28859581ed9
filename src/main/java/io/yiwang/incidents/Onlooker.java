package io.yiwang.incidents;

import io.yiwang.access.Action;
import io.yiwang.access.ApiClient;
import io.yiwang.access.ApiKeys;
import io.yiwang.access.Decision;
import io.yiwang.access.Decisions;
import io.yiwang.access.Item;
import io.yiwang.access.Subjects;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.sensing.Observation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the present caller may see of observations and incidents: a program its own, a person by the
 * policy.
 */
@Component
class Onlooker {
  private final ApiKeys keys;
  private final Subjects subjects;
  private final Decisions decisions;
  private final Regions regions;

  Onlooker(ApiKeys keys, Subjects subjects, Decisions decisions, Regions regions) {
    this.keys = keys;
    this.subjects = subjects;
    this.decisions = decisions;
    this.regions = regions;
  }

  /** The observation with masked fields masked; none when it is not for these eyes. */
  Optional<Observation> shown(Observation o) {
    Optional<ApiClient> program = program();
    if (program.isPresent()) {
      String own = program.get().source();
      boolean mine = o.source().equals(own) || o.source().startsWith(own + "/");
      return mine ? Optional.of(o) : Optional.empty();
    }
    Decision decision =
        decide("observation", regions.find(o.regionCode()).map(Region::path).orElse(null));
    return decision.allowed() ? Optional.of(masked(o, decision)) : Optional.empty();
  }

  /** Whether an incident around this point may be seen; it holds places and times, no words. */
  boolean mayReadIncident(GeoPoint point) {
    return program().isPresent()
        || decide("incident", regions.locate(point).map(Region::path).orElse(null)).allowed();
  }

  private Optional<ApiClient> program() {
    return keys.findCurrent().filter(client -> !client.scopes().contains("admin"));
  }

  private Decision decide(String dataClass, @Nullable String path) {
    Item item = new Item(dataClass, path, null, null);
    return decisions.decide(subjects.current(), null, Action.READ, item);
  }

  private static Observation masked(Observation o, Decision decision) {
    boolean photo = decision.field("photo").plain();
    return new Observation(
        o.id(),
        o.source(),
        o.key(),
        o.channel(),
        o.sighting(),
        o.classCode(),
        o.point(),
        o.regionCode(),
        o.observedAt(),
        o.receivedAt(),
        o.weight(),
        o.componentId(),
        o.trackId(),
        o.clears(),
        decision.field("description").apply(o.description()),
        decision.field("address").apply(o.address()),
        photo ? o.photos() : List.of(),
        o.attributes());
  }
}
