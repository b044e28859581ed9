package io.yiwang.demo.ground;

import io.yiwang.demo.people.QuarterSketch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Decides what each block is used for; the quarters are those of the registry. */
final class Zoning {
  static final int SITES = 5_000;
  static final int HERITAGE = 3_000;

  private final List<Hood> hoods;
  private final List<Block> blocks;
  private final Map<String, String> districts;
  private final long seed;

  /**
   * @param districts Chinese names by code
   */
  Zoning(List<Hood> hoods, List<Block> blocks, Map<String, String> districts, long seed) {
    this.hoods = hoods;
    this.blocks = blocks;
    this.districts = districts;
    this.seed = seed;
  }

  /** For a city of so many quarters; building sites and heritage in proportion. */
  void decide(int quarters) {
    double share = quarters / (double) QuarterSketch.ALL;
    placeQuarters(quarters);
    for (Block block : blocks) {
      if (block.quarter == null) {
        block.zone = zone(block);
      }
    }
    choose(
            (int) Math.round(SITES * share),
            1,
            b ->
                b.quarter == null && b.zone != Block.Zone.PARK
                    ? 0.06 + b.urban * (1.15 - b.urban)
                    : 0)
        .forEach(b -> b.site = true);
    choose((int) Math.round(HERITAGE * share), 2, b -> isNew(b) ? 0 : Math.pow(b.urban, 9) + 2e-4)
        .forEach(b -> b.heritage = true);
  }

  /** Too new for anything worth protecting. */
  private static boolean isNew(Block block) {
    Quarter quarter = block.quarter;
    return block.site || quarter != null && quarter.floors() > 6;
  }

  private void placeQuarters(int quarters) {
    Map<String, Hood> byCode = new HashMap<>();
    Map<String, List<Block>> free = new HashMap<>();
    for (Hood hood : hoods) {
      byCode.put(hood.code, hood);
      free.put(hood.code, inOrder(hood));
    }
    int number = 0;
    for (QuarterSketch.Slot slot : QuarterSketch.slots(byCode.keySet(), quarters)) {
      List<Block> there = free.getOrDefault(slot.hood(), List.of());
      if (!there.isEmpty()) {
        settle(there.removeFirst(), number);
      }
      number++;
    }
  }

  /** One block of each grid, then a second of each: the order in which quarters come. */
  private static List<Block> inOrder(Hood hood) {
    Map<String, Integer> seen = new HashMap<>();
    Map<Block, Integer> turn = new HashMap<>();
    for (Block block : hood.blocks) {
      turn.put(block, seen.merge(block.grid, 1, Integer::sum));
    }
    List<Block> order = new ArrayList<>();
    hood.blocks.stream()
        .filter(b -> !b.wet && b.area > 4_000)
        .sorted(
            Comparator.comparing((Block b) -> turn.getOrDefault(b, 0))
                .thenComparing(b -> b.grid)
                .thenComparing(b -> b.number))
        .forEach(order::add);
    return order;
  }

  private void settle(Block block, int number) {
    String district = districts.getOrDefault(block.hood.division(), "");
    QuarterSketch sketch =
        QuarterSketch.of(seed, number, district, QuarterSketch.road(block.hood.street));
    block.zone = Block.Zone.HOMES;
    block.quarter =
        new Quarter(
            sketch.name(),
            sketch.address(),
            sketch.built(),
            sketch.buildings(),
            sketch.floors(),
            sketch.homes());
  }

  private Block.Zone zone(Block block) {
    double dice = Chance.of(seed + 11, block.number);
    double u = block.urban;
    if (block.wet) {
      return Block.Zone.OPEN;
    }
    if (u > 0.55) {
      return dice < 0.44
          ? Block.Zone.OFFICES
          : dice < 0.58
              ? Block.Zone.SCHOOL
              : dice < 0.68 ? Block.Zone.PARK : dice < 0.9 ? Block.Zone.VILLAGE : Block.Zone.WORKS;
    }
    if (u > 0.22) {
      return dice < 0.16
          ? Block.Zone.OFFICES
          : dice < 0.24
              ? Block.Zone.SCHOOL
              : dice < 0.32
                  ? Block.Zone.PARK
                  : dice < 0.62
                      ? Block.Zone.WORKS
                      : dice < 0.78 ? Block.Zone.VILLAGE : Block.Zone.OPEN;
    }
    return dice < 0.06
        ? Block.Zone.WORKS
        : dice < 0.22 ? Block.Zone.VILLAGE : dice < 0.235 ? Block.Zone.PARK : Block.Zone.OPEN;
  }

  /** Blocks by weighted chance: the largest of r^(1/w) (Efraimidis and Spirakis, 2006). */
  private List<Block> choose(int count, int salt, ToDoubleFunction<Block> weight) {
    record Drawn(Block block, double key) {}
    return blocks.stream()
        .filter(b -> !b.wet && b.area > 3_000)
        .map(b -> new Drawn(b, key(b, salt, weight.applyAsDouble(b))))
        .filter(d -> d.key > 0)
        .sorted(Comparator.comparingDouble((Drawn d) -> -d.key))
        .limit(count)
        .map(Drawn::block)
        .toList();
  }

  private double key(Block block, int salt, double weight) {
    return weight <= 0 ? 0 : Math.pow(Chance.of(seed + 77 + salt, block.number), 1 / weight);
  }
}
