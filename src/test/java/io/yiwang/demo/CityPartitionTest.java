package io.yiwang.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.citymap.RegionDraft;
import io.yiwang.kernel.RegionLevel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Geometry;

class CityPartitionTest {
  private static final List<RegionDraft> REGIONS = partition(7);

  @Test
  void everyLevelIsAValidCoverageWithoutGapsOrOverlaps() {
    for (RegionLevel level : List.of(RegionLevel.DISTRICT, RegionLevel.STREET, RegionLevel.GRID)) {
      Geometry[] areas = level(level).stream().map(RegionDraft::area).toArray(Geometry[]::new);
      assertThat(CoverageValidator.isValid(areas)).as(level.name()).isTrue();
    }
  }

  @Test
  void theAreaOfARegionIsTheSumOfItsParts() {
    Map<String, Double> parts = new HashMap<>();
    REGIONS.forEach(r -> parts.merge(String.valueOf(r.parent()), r.area().getArea(), Double::sum));
    for (RegionDraft region : REGIONS) {
      if (region.level() != RegionLevel.GRID) {
        assertThat(parts.get(region.code()))
            .as(region.code())
            .isCloseTo(
                region.area().getArea(), org.assertj.core.data.Percentage.withPercentage(1e-6));
      }
    }
  }

  @Test
  void shanghaiHasSixteenDistrictsAndItsStreetsByTheirOwnCodes() {
    assertThat(level(RegionLevel.DISTRICT)).hasSize(16);
    assertThat(level(RegionLevel.STREET)).hasSize(235);
    assertThat(level(RegionLevel.GRID).size()).isBetween(700, 1_000);
    assertThat(REGIONS)
        .filteredOn(r -> r.code().equals("310105002"))
        .singleElement()
        .satisfies(r -> assertThat(r.nameZh() + " " + r.nameEn()).isEqualTo("江苏路街道 Jiangsu Road"));
  }

  @Test
  void theSameSeedGivesTheSameCity() {
    assertThat(line(partition(7))).isEqualTo(line(REGIONS));
    assertThat(line(partition(8))).isNotEqualTo(line(REGIONS));
  }

  private static List<RegionDraft> partition(long seed) {
    return new CityPartition(DistrictShapes.drawn(), seed).regions(0.02);
  }

  private static List<RegionDraft> level(RegionLevel level) {
    return REGIONS.stream().filter(r -> r.level() == level).toList();
  }

  private static String line(List<RegionDraft> regions) {
    return regions.stream()
        .map(r -> r.code() + " " + r.area().getArea())
        .collect(Collectors.joining("\n"));
  }
}
