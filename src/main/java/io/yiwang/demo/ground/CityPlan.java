package io.yiwang.demo.ground;

import io.yiwang.citymap.RegionDraft;
import io.yiwang.kernel.RegionLevel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The plan of a city: water, blocks, roads, what each block is used for. */
final class CityPlan {
  final List<Line> lines;
  final Waters waters;
  final Ways ways = new Ways();
  final List<Hood> hoods = new ArrayList<>();
  final List<Block> blocks;

  /** Codes of the districts, in order. */
  final List<String> districts;

  final StreetPlan streets;
  final Roads roads;
  final BlockFinder finder;

  /**
   * @param regions districts down to unit grids that cover the city
   * @param quarters how many there are in all of it
   */
  CityPlan(List<RegionDraft> regions, List<Line> lines, int quarters, long seed) {
    this.lines = lines;
    this.waters = new Waters(lines);
    Map<String, String> names =
        regions.stream()
            .filter(r -> r.level() == RegionLevel.DISTRICT || r.level() == RegionLevel.STREET)
            .collect(Collectors.toMap(RegionDraft::code, RegionDraft::nameZh));
    this.districts = names.keySet().stream().filter(c -> c.length() == 6).sorted().toList();
    this.blocks = cut(regions, names, seed);
    this.streets = new StreetPlan(ways, blocks, waters);
    streets.lay(lines);
    this.roads = new Roads(ways, blocks, seed);
    roads.build(streets);
    this.finder = new BlockFinder(blocks);
    new Zoning(hoods, blocks, names, seed).decide(quarters);
  }

  private List<Block> cut(List<RegionDraft> regions, Map<String, String> names, long seed) {
    Map<String, Hood> byCode = new TreeMap<>();
    var cutter = new BlockCutter(ways, seed);
    regions.stream()
        .filter(r -> r.level() == RegionLevel.GRID)
        .sorted(Comparator.comparing(RegionDraft::code))
        .forEach(
            grid -> {
              String code = grid.code().substring(0, 12);
              Hood hood =
                  byCode.computeIfAbsent(
                      code,
                      c ->
                          new Hood(
                              byCode.size(),
                              c,
                              districts.indexOf(c.substring(0, 6)),
                              names.getOrDefault(c.substring(0, 9), "")));
              cutter.cut(hood, grid.code(), grid.area());
            });
    hoods.addAll(byCode.values());
    return cutter.finish();
  }
}
