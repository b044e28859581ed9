package io.yiwang.citymap;

import io.yiwang.citymap.regions.RegionIndex;
import io.yiwang.citymap.regions.RegionPlan;
import io.yiwang.citymap.regions.RegionStore;
import io.yiwang.house.Problem;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.RegionLevel;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The regions of the city and which of them a point lies in. Served from an immutable index in
 * memory, which a load replaces; safe for any thread.
 */
public class Regions {
  private final City city;
  private final Clock clock;
  private final @Nullable RegionStore store;
  private volatile RegionIndex index;

  Regions(City city, RegionStore store, Clock clock) {
    this.city = city;
    this.store = store;
    this.clock = clock;
    this.index = store.index(city);
  }

  private Regions(City city, RegionIndex index) {
    this.city = city;
    this.store = null;
    this.clock = Clock.systemUTC();
    this.index = index;
  }

  /** What a load did: regions kept, how many of them were new or changed, and those refused. */
  public record Loaded(int kept, int changed, List<RegionPlan.Reject> rejects) {}

  /** Regions without a database: for tests and tools. */
  public static Regions of(City city, List<RegionDraft> drafts) {
    RegionPlan plan = RegionPlan.of(city, drafts, code -> null);
    if (!plan.rejects().isEmpty()) {
      throw new IllegalArgumentException(plan.rejects().toString());
    }
    return new Regions(city, RegionIndex.of(city, plan.planned()));
  }

  /** The deepest region that holds the point; empty outside the city. */
  public Optional<Region> locate(GeoPoint point) {
    return index.locate(point);
  }

  public Region get(String code) {
    return find(code).orElseThrow(() -> Problem.notFound("region", code));
  }

  public Optional<Region> find(String code) {
    return index.find(code);
  }

  /** The regions right below, by code. */
  public List<Region> children(String code) {
    return index.children(code);
  }

  /** All regions of a level, by code. */
  public List<Region> list(RegionLevel level) {
    return index.list(level);
  }

  /** The region and those above it, from the city down. */
  public List<Region> line(Region region) {
    return index.line(region);
  }

  /** The city as a region. */
  public Region root() {
    return get(city.code());
  }

  /** Reads anew what the database holds: regions have been reorganised. */
  public synchronized void reload() {
    if (store != null) {
      index = store.index(city);
    }
  }

  /** Changes with every load. */
  public RegionIndex index() {
    return index;
  }

  /**
   * Keeps regions, for good; those with codes there are already replace the old ones, whose
   * validity ends today. Regions that are not right are refused and the others kept.
   */
  public synchronized Loaded load(List<RegionDraft> drafts) {
    if (store == null) {
      throw new IllegalStateException("These regions have no database.");
    }
    Map<String, String> gone = store.gone(drafts.stream().map(RegionDraft::code).toList());
    List<RegionDraft> living = drafts.stream().filter(d -> !gone.containsKey(d.code())).toList();
    RegionPlan plan = RegionPlan.of(city, living, code -> index.find(code).orElse(null));
    List<RegionPlan.Reject> rejects = new ArrayList<>(plan.rejects());
    gone.forEach(
        (code, now) ->
            rejects.add(new RegionPlan.Reject(code, "code", code, "is " + now + " now.")));
    int changed = store.save(plan.planned(), LocalDate.ofInstant(clock.instant(), city.zone()));
    if (changed > 0) {
      index = store.index(city);
    }
    return new Loaded(plan.planned().size(), changed, List.copyOf(rejects));
  }
}
