package io.yiwang.demo.ground;

import io.yiwang.citymap.RegionDraft;
import io.yiwang.demo.ground.Inventory.Item;
import io.yiwang.demo.people.QuarterSketch;
import io.yiwang.kernel.RegionLevel;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * The ground of the demonstration city: 14.95 million components, 26,800 km of pipes, 14,000
 * quarters and everything around them at scale 1. Smaller scales have fewer neighbourhoods, as full
 * as they are at scale 1: those nearest to the visitors' street. It depends on regions, scale and
 * seed only.
 */
final class Ground {
  private static final String FIRST_STREET = "310105002";

  /** Covers and outfalls that the networks bring in the whole city, roughly. */
  private static final int NODES_EXPECTED = 290_000;

  private final CityPlan plan;
  private final Inventory inventory = new Inventory();
  private final Map<String, String> districtNames;
  private final long seed;
  private final Houses houses;
  private final Spots spots;
  private final Map<PipeKind, PipeRoutes> routes = new EnumMap<>(PipeKind.class);
  private final Shares shares;
  private final Numbers numbers;
  private final Pipes pipes = new Pipes();
  private final List<Hood> made;

  /**
   * How much a whole city has.
   *
   * @param things part of {@link Inventory#ALL}
   * @param pipes part of 26,800 km
   */
  record Size(double things, double pipes, int quarters) {
    static final Size SHANGHAI = of(1);

    /** A city so large compared with Shanghai. */
    static Size of(double part) {
      return new Size(part, part, (int) Math.round(QuarterSketch.ALL * part));
    }
  }

  /**
   * @param regions districts down to unit grids that cover the city
   * @param size of the whole: what the regions hold when all of it is made
   * @param scale how much of that is made
   */
  Ground(List<RegionDraft> regions, List<Line> lines, Size size, double scale, long seed) {
    this.seed = seed;
    this.districtNames =
        regions.stream()
            .filter(r -> r.level() == RegionLevel.DISTRICT)
            .collect(Collectors.toMap(RegionDraft::code, RegionDraft::nameZh));
    this.plan = new CityPlan(regions, lines, size.quarters(), seed);
    this.houses = new Houses(plan.ways, plan.waters, seed);
    this.spots = new Spots(plan);
    for (PipeKind kind : PipeKind.values()) {
      PipeRoutes chosen = new PipeRoutes(plan, kind, seed);
      chosen.choose(kind.mains * size.pipes());
      routes.put(kind, chosen);
    }
    this.shares = new Shares(inventory, plan, houses, spots, routes, size.things());
    this.numbers = new Numbers(plan.districts);
    Item filler = inventory.items().getLast();
    int wanted = (int) Math.round(Inventory.ALL * size.things());
    shares.fill(filler, wanted - shares.counted() - (int) (NODES_EXPECTED * size.pipes()));
    this.made = choose(scale);
    build();
    if (made.size() == plan.hoods.size()) {
      shares.fill(filler, wanted - shares.counted() - covers());
    }
  }

  /** The neighbourhoods nearest to the visitors' street until there is enough. */
  private List<Hood> choose(double scale) {
    Hood first =
        plan.hoods.stream()
            .filter(h -> h.code.startsWith(FIRST_STREET))
            .findFirst()
            .orElse(plan.hoods.getFirst());
    double x = first.x();
    double y = first.y();
    List<Hood> nearest =
        plan.hoods.stream()
            .sorted(
                Comparator.comparing((Hood h) -> !h.code.startsWith(FIRST_STREET))
                    .thenComparingDouble(h -> Math.hypot(h.x() - x, h.y() - y)))
            .toList();
    long all = plan.hoods.stream().mapToLong(shares::count).sum();
    long sum = 0;
    List<Hood> chosen = new ArrayList<>();
    for (Hood hood : nearest) {
      hood.made = scale >= 1 || sum < all * scale;
      sum += shares.count(hood);
      if (hood.made) {
        chosen.add(hood);
      }
    }
    chosen.sort(Comparator.comparingLong(Ground::along).thenComparing(h -> h.code));
    return chosen;
  }

  /** Where a neighbourhood comes on its way to the map: district by district, along a curve. */
  private static long along(Hood hood) {
    int x = (int) Math.clamp((hood.x() + 60_000) / 2, 0, 65_535);
    int y = (int) Math.clamp((hood.y() + 80_000) / 2.5, 0, 65_535);
    return Hilbert.at(x, y);
  }

  private void build() {
    for (Hood hood : made) {
      for (Block block : hood.blocks) {
        houses.build(block);
        for (int h = block.house; h < block.house + block.houses; h++) {
          houses.setId(h, numbers.next(hood.district, GroundWriter.BUILDING));
        }
      }
    }
    routes.forEach(
        (kind, route) -> {
          route.connect();
          new PipeLaying(plan, houses, pipes, numbers, kind, route, seed).lay();
        });
  }

  /** Components that are nodes of the networks. */
  private int covers() {
    int covers = 0;
    for (int node = 0; node < pipes.nodes(); node++) {
      covers += GroundWriter.isStandard(pipes.id(node)) ? 1 : 0;
    }
    return covers;
  }

  CityPlan plan() {
    return plan;
  }

  Pipes pipes() {
    return pipes;
  }

  Houses houses() {
    return houses;
  }

  /** Components of the national classes this ground has. */
  long components() {
    return made.stream().mapToLong(shares::count).sum() + covers();
  }

  /** Gives everything out, neighbourhood by neighbourhood. */
  void write(GroundSink sink, LongConsumer progress) throws SQLException {
    var writer =
        new GroundWriter(
            plan, houses, pipes, numbers, inventory, new Keeping(sink, districtNames), sink, seed);
    writer.frame(spots);
    var furniture = new Furniture(plan, houses, spots, shares, seed);
    writer.sortPipes();
    for (Hood hood : made) {
      writer.write(hood, furniture);
      progress.accept(writer.written());
    }
  }
}
