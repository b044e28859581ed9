package io.yiwang.citymap.coverage;

import static io.yiwang.citymap.coverage.Quarters.GEOMETRY;
import static io.yiwang.citymap.coverage.Quarters.METRE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yiwang.citymap.coverage.CoverageFault.Kind;
import io.yiwang.citymap.coverage.CoverageSteps.Building;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.locationtech.jts.coverage.CoverageUnion;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/** A partition made at random holds; whatever is done to it that is wrong is found. */
class CoverageTest {
  private static final int SEEDS = 60;

  static Stream<Random> seeds() {
    return IntStream.range(0, SEEDS).mapToObj(CoverageTest::seeded);
  }

  /** Says its seed when a test names it. */
  private static Random seeded(int seed) {
    return new Random(seed) {
      @Override
      public String toString() {
        return "seed " + seed;
      }
    };
  }

  private static Quarters quarters(Random random) {
    return Quarters.random(random, random.nextInt(2, 30));
  }

  private static void covers(Coverage coverage) {
    Geometry[] parts =
        coverage.parts().values().stream()
            .flatMap(p -> Coverage.polygons(p).stream())
            .toArray(Geometry[]::new);
    assertThat(CoverageValidator.isValid(parts)).as("a coverage by JTS's own check").isTrue();
    Geometry union = CoverageUnion.union(parts);
    double squareMetre = METRE * METRE;
    assertThat(union.symDifference(coverage.whole()).getArea()).isLessThan(squareMetre);
  }

  private static List<Kind> forbidden(Coverage coverage) {
    return coverage.faults().stream()
        .filter(CoverageFault::forbids)
        .map(CoverageFault::kind)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aPartitionHolds(Random random) {
    Quarters quarters = quarters(random);
    Coverage coverage = quarters.coverage();
    assertThat(forbidden(coverage)).isEmpty();
    assertThat(coverage.parts().keySet()).isEqualTo(quarters.parts().keySet());
    quarters
        .parts()
        .forEach(
            (code, area) ->
                assertThat(coverage.part(code).getArea() / area.getArea())
                    .isCloseTo(1, within(0.05)));
    covers(coverage);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void cornersThatMissEachOtherByAHandAreOne(Random random) {
    Coverage coverage = quarters(random).shaken(random, 0.08).coverage();
    assertThat(forbidden(coverage)).isEmpty();
    covers(coverage);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsMadeToHoldHoldsAsItIs(Random random) {
    Coverage once = quarters(random).shaken(random, 0.08).coverage();
    Coverage twice = Coverage.of(once.whole(), once.parts());
    assertThat(forbidden(twice)).isEmpty();
    once.parts()
        .forEach(
            (code, area) ->
                assertThat(twice.part(code).symDifference(area).getArea())
                    .isLessThan(METRE * METRE));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aPartThatIsMissingIsAGap(Random random) {
    Quarters quarters = quarters(random);
    String code = quarters.any(random);
    Coverage coverage = quarters.without(code).coverage();
    double gaps =
        coverage.faults().stream()
            .filter(f -> f.kind() == Kind.GAP)
            .mapToDouble(CoverageFault::squareMetres)
            .sum();
    assertThat(gaps).isCloseTo(quarters.coverage().squareMetres(code), within(5.0));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aPartThatIsDrawnElsewhereOverlapsOrLeavesTheWhole(Random random) {
    Quarters quarters = quarters(random);
    String code = quarters.any(random);
    double angle = random.nextDouble(2 * Math.PI);
    Geometry moved = quarters.moved(code, 8 * Math.cos(angle), 8 * Math.sin(angle));
    Coverage coverage = quarters.with(code, moved).coverage();
    assertThat(forbidden(coverage)).contains(Kind.GAP).containsAnyOf(Kind.OVERLAP, Kind.OUTSIDE);
    assertThat(
            coverage.faults().stream()
                .filter(f -> f.kind() == Kind.OVERLAP || f.kind() == Kind.OUTSIDE))
        .allSatisfy(f -> assertThat(f.codes()).contains(code));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aPartThatGrowsIsFoundByWhatItTakes(Random random) {
    Quarters quarters = quarters(random);
    String code = quarters.any(random);
    Geometry grown = quarters.part(code).buffer(3 * METRE);
    Coverage coverage = quarters.with(code, grown).coverage();
    double taken =
        coverage.faults().stream()
            .filter(CoverageFault::forbids)
            .mapToDouble(CoverageFault::squareMetres)
            .sum();
    assertThat(forbidden(coverage)).isNotEmpty().doesNotContain(Kind.GAP);
    double more = Metres.round(grown).square(grown) - quarters.coverage().squareMetres(code);
    assertThat(taken / more).isCloseTo(1, within(0.15));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aPartThatShrinksLeavesAGap(Random random) {
    Quarters quarters = quarters(random);
    String code = quarters.any(random);
    Geometry shrunk = quarters.part(code).buffer(-1 * METRE);
    assertThat(forbidden(quarters.with(code, Coverage.areasOnly(shrunk)).coverage()))
        .contains(Kind.GAP)
        .doesNotContain(Kind.OVERLAP, Kind.OUTSIDE);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void onePartTwiceOverlapsWithItself(Random random) {
    Quarters quarters = quarters(random);
    String code = quarters.any(random);
    Coverage coverage = quarters.with("twin", quarters.part(code)).coverage();
    assertThat(coverage.faults())
        .anySatisfy(
            f -> {
              assertThat(f.kind()).isEqualTo(Kind.OVERLAP);
              assertThat(f.codes()).containsExactly(code, "twin");
            });
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anOutlineThatCrossesItselfIsSaid(Random random) {
    Quarters quarters = quarters(random);
    Coordinate c = quarters.whole().getInteriorPoint().getCoordinate();
    double d = 60 * METRE;
    Geometry bow =
        GEOMETRY.createPolygon(
            new Coordinate[] {
              c,
              new Coordinate(c.x + d, c.y + d),
              new Coordinate(c.x + d, c.y),
              new Coordinate(c.x, c.y + d),
              c
            });
    assertThat(forbidden(quarters.with("bow", bow).coverage())).contains(Kind.CROSSES_ITSELF);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aLineThatDividesLeavesACoverage(Random random) {
    Quarters quarters = quarters(random);
    Coverage before = quarters.coverage();
    Envelope box = quarters.whole().getEnvelopeInternal();
    double y = box.centre().y + random.nextDouble(-50, 50) * METRE;
    LineString line =
        GEOMETRY.createLineString(
            new Coordinate[] {
              new Coordinate(box.getMinX() - METRE, y),
              new Coordinate(box.centre().x, y + random.nextDouble(-60, 60) * METRE),
              new Coordinate(box.getMaxX() + METRE, y)
            });
    int[] made = {0};
    Coverage after =
        Coverage.of(
            before.whole(), CoverageSteps.split(before, line, null, () -> "new" + made[0]++));
    assertThat(made[0]).isPositive();
    assertThat(forbidden(after)).isEmpty();
    covers(after);
    Map<String, List<String>> successors = CoverageSteps.successors(before.parts(), after.parts());
    assertThat(successors.values()).allSatisfy(heirs -> assertThat(heirs).hasSizeGreaterThan(1));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyStepKeepsTheCoverage(Random random) {
    Coverage now = quarters(random).coverage();
    int[] made = {0};
    for (int step = 0; step < 6; step++) {
      List<String> codes = new ArrayList<>(new TreeMap<>(now.parts()).keySet());
      Map<String, Geometry> after =
          switch (random.nextInt(3)) {
            case 0 ->
                CoverageSteps.draw(
                    now,
                    now.whole().getInteriorPoint().buffer(random.nextDouble(10, 90) * METRE, 3),
                    "made" + made[0]++);
            case 1 ->
                codes.size() > 1 ? CoverageSteps.merge(now, codes.subList(0, 2)) : now.parts();
            default -> {
              Map<String, Geometry> holed = new TreeMap<>(now.parts());
              holed.remove(codes.getFirst());
              yield CoverageSteps.fill(Coverage.of(now.whole(), holed), () -> "made" + made[0]++);
            }
          };
      now = Coverage.of(now.whole(), after);
      assertThat(forbidden(now)).as("step %s", step).isEmpty();
      covers(now);
    }
  }

  @Test
  void sizesAreToldButDoNotForbid() {
    Quarters quarters = square(300);
    Coverage coverage = quarters.coverage();
    assertThat(coverage.holds()).isTrue();
    assertThat(coverage.faults()).extracting(CoverageFault::kind).containsExactly(Kind.LARGE);
    assertThat(coverage.squareMetres("a")).isCloseTo(90_000, within(50.0));
  }

  @Test
  void aBuildingThatIsCutIsNamedButNotForItsPorch() {
    Quarters quarters = square(100);
    Envelope box = quarters.whole().getEnvelopeInternal();
    double middle = box.centre().x;
    Geometry west =
        GEOMETRY.toGeometry(new Envelope(box.getMinX(), middle, box.getMinY(), box.getMaxY()));
    Geometry east =
        GEOMETRY.toGeometry(new Envelope(middle, box.getMaxX(), box.getMinY(), box.getMaxY()));
    Coverage coverage = Coverage.of(quarters.whole(), Map.of("w", west, "e", east));
    Building across = building("1 号楼", middle - 10 * METRE, middle + 10 * METRE, box);
    Building porch = building("2 号楼", middle - 30 * METRE, middle + METRE, box);
    assertThat(CoverageSteps.cuts(coverage, List.of(across, porch)))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.thing()).isEqualTo("1 号楼");
              assertThat(f.codes()).containsExactly("e", "w");
            });
  }

  private static Building building(String name, double west, double east, Envelope box) {
    double south = box.centre().y;
    return new Building(
        name, GEOMETRY.toGeometry(new Envelope(west, east, south, south + 10 * METRE)));
  }

  private static Quarters square(double metres) {
    double lng = metres * METRE / Math.cos(Math.toRadians(31.22));
    Geometry whole =
        GEOMETRY.toGeometry(new Envelope(121.45, 121.45 + lng, 31.22, 31.22 + metres * METRE));
    return new Quarters((Polygon) whole, Map.of("a", whole));
  }
}
