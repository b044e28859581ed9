package io.yiwang.citymap.regions;

import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2LatLng;
import io.yiwang.citymap.City;
import io.yiwang.citymap.Region;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.RegionLevel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All regions of one moment in memory: by code, by parent, and by place.
 *
 * <p>By place: every covering cell of every region is a key of one hash table, whose value is the
 * run of regions it helps to cover. A point's leaf cell has one ancestor at each level in use;
 * looking each of them up gives all candidates, those that hold a whole cell without a further
 * test. The deepest region that holds the point wins; should several of one level hold it, because
 * their borders are not drawn alike, the one met first does, which is the same one at every start.
 * Immutable.
 */
public final class RegionIndex {
  private final List<Placed> placed;
  private final Map<String, Region> byCode = new HashMap<>();
  private final Map<String, List<Region>> byParent = new HashMap<>();
  private final CellTable table;
  private final PreparedArea[] areas;
  private final int[] depths;
  private final int deepest;
  private final City city;
  private final boolean extentIsRoot;

  RegionIndex(City city, List<Placed> regions) {
    this.city = city;
    this.placed =
        regions.stream().sorted(Comparator.comparing((Placed p) -> p.region().code())).toList();
    this.table = new CellTable(placed.stream().map(Placed::cover).toList());
    this.areas = placed.stream().map(Placed::area).toArray(PreparedArea[]::new);
    this.depths = placed.stream().mapToInt(p -> p.region().level().ordinal()).toArray();
    this.deepest = IntStream.of(depths).max().orElse(0);
    placed.forEach(p -> add(p.region()));
    this.extentIsRoot = !byCode.containsKey(city.code());
    if (extentIsRoot) {
      add(RegionPlan.root(city));
    }
  }

  /** Without a database. */
  public static RegionIndex of(City city, List<RegionPlan.Planned> planned) {
    return new RegionIndex(
        city,
        planned.parallelStream()
            .map(p -> new Placed(p.region(), new PreparedArea(p.area()), CellCover.of(p.area())))
            .toList());
  }

  private void add(Region region) {
    byCode.put(region.code(), region);
    String parent = region.parent();
    if (parent != null) {
      byParent.computeIfAbsent(parent, k -> new ArrayList<>()).add(region);
    }
  }

  public Optional<Region> find(String code) {
    return Optional.ofNullable(byCode.get(code));
  }

  public List<Region> children(String code) {
    return List.copyOf(byParent.getOrDefault(code, List.of()));
  }

  /** All regions of a level, by code. */
  public List<Region> list(RegionLevel level) {
    return byCode.values().stream()
        .filter(r -> r.level() == level)
        .sorted(Comparator.comparing(Region::code))
        .toList();
  }

  public int size() {
    return placed.size();
  }

  /** Number of entries in the cell table. */
  public int cells() {
    return table.size();
  }

  /**
   * The deepest region that holds the point; the city's extent is the root as long as it has no
   * area of its own.
   */
  public Optional<Region> locate(GeoPoint point) {
    if (!city.extent().contains(point)) {
      return Optional.empty();
    }
    int best = search(point);
    if (best >= 0) {
      return Optional.of(placed.get(best).region());
    }
    return extentIsRoot ? find(city.code()) : Optional.empty();
  }

  private int search(GeoPoint point) {
    long leaf = S2CellId.fromLatLng(S2LatLng.fromDegrees(point.lat(), point.lng())).id();
    int best = -1;
    for (int level : table.levels()) {
      int run = table.find(CellTable.ancestor(leaf, level));
      for (int i = run; i >= 0 && i < table.end(run); i++) {
        int candidate = table.region(i);
        if ((best < 0 || depths[candidate] > depths[best])
            && (table.isInner(i) || areas[candidate].contains(point.lng(), point.lat()))) {
          if (depths[candidate] == deepest) {
            return candidate;
          }
          best = candidate;
        }
      }
    }
    return best;
  }

  /** The region and those above it, from the city down. */
  public List<Region> line(Region region) {
    List<Region> line = new ArrayList<>();
    @Nullable Region above = region;
    while (above != null) {
      line.addFirst(above);
      above = above.parent() == null ? null : byCode.get(above.parent());
    }
    return line;
  }
}
