package io.yiwang.citymap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yiwang.house.Problem;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.RegionLevel;
import io.yiwang.kernel.Samples;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.algorithm.locate.SimplePointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;

class RegionsTest {
  private static final City CITY = Towns.city();

  @Test
  void takesTheExtentForTheOnlyRegionUntilThereAreOthers() {
    Regions regions = Regions.of(CITY, List.of());
    assertThat(regions.locate(new GeoPoint(31.5, 121.5))).map(Region::code).contains("990000");
    assertThat(regions.locate(new GeoPoint(32, 122))).map(Region::code).contains("990000");
    assertThat(regions.locate(new GeoPoint(32.1, 121.5))).isEmpty();
    assertThat(regions.root().path()).isEqualTo("990000");
  }

  @Test
  void findsTheDeepestRegion() {
    Regions regions = Regions.of(CITY, Towns.nested(2));
    Region region = regions.locate(new GeoPoint(31.001, 121.001)).orElseThrow();
    assertThat(region.level()).isEqualTo(RegionLevel.GRID);
    assertThat(region.path()).isEqualTo("990000.990101.990101001.990101001001.990101001001001");
    assertThat(regions.line(region)).hasSize(5).first().isEqualTo(regions.root());
    assertThat(regions.children("990101")).hasSize(16);
    assertThat(regions.list(RegionLevel.DISTRICT)).hasSize(16);
    assertThatThrownBy(() -> regions.get("nowhere")).isInstanceOf(Problem.class);
  }

  @Test
  void agreesWithJtsInsideAndGivesPointsOnBordersToExactlyOne() {
    Samples.check(
        7,
        12,
        random -> {
          List<RegionDraft> drafts = Towns.patchwork(random, 3 + random.nextInt(40));
          Regions regions = Regions.of(CITY, drafts);
          for (int i = 0; i < 500; i++) {
            Coordinate at = i % 2 == 0 ? anywhere(random) : onABorder(random, drafts);
            agree(regions, drafts, at);
          }
        });
  }

  private static Coordinate anywhere(Random random) {
    return new Coordinate(random.nextDouble(121, 122), random.nextDouble(31, 32));
  }

  /** A corner, or a point as near to an edge as doubles come. */
  private static Coordinate onABorder(Random random, List<RegionDraft> drafts) {
    while (true) {
      Coordinate[] ring = drafts.get(random.nextInt(drafts.size())).area().getCoordinates();
      int i = random.nextInt(ring.length - 1);
      double t = random.nextInt(5) / 4.0;
      Coordinate at =
          new Coordinate(
              ring[i].x + t * (ring[i + 1].x - ring[i].x),
              ring[i].y + t * (ring[i + 1].y - ring[i].y));
      if (at.x > 121 && at.x < 122 && at.y > 31 && at.y < 32) {
        return at;
      }
    }
  }

  private static void agree(Regions regions, List<RegionDraft> drafts, Coordinate at) {
    Region found = regions.locate(new GeoPoint(at.y, at.x)).orElseThrow();
    assertThat(found.level()).as("a district holds %s", at).isEqualTo(RegionLevel.DISTRICT);
    for (RegionDraft draft : drafts) {
      int where = SimplePointInAreaLocator.locate(at, draft.area());
      if (where != Location.BOUNDARY) {
        assertThat(found.code().equals(draft.code()))
            .as("%s holds %s", draft.code(), at)
            .isEqualTo(where == Location.INTERIOR);
      }
    }
  }

  @Test
  void givesASharedBorderToTheEastAndTheNorth() {
    Regions regions = Regions.of(CITY, Towns.nested(1));
    assertThat(regions.locate(new GeoPoint(31.1, 121.25)).orElseThrow().path())
        .startsWith("990000.990102.");
    assertThat(regions.locate(new GeoPoint(31.25, 121.1)).orElseThrow().path())
        .startsWith("990000.990105.");
    assertThat(regions.locate(new GeoPoint(31.25, 121.25)).orElseThrow().path())
        .startsWith("990000.990106.");
  }

  @Test
  void leavesHolesToTheRegionAbove() {
    Polygon shell = (Polygon) Towns.rectangle(121.2, 31.2, 121.8, 31.8);
    Geometry holed = shell.difference(Towns.rectangle(121.4, 31.4, 121.6, 31.6));
    Regions regions =
        Regions.of(
            CITY,
            List.of(new RegionDraft("990101", RegionLevel.DISTRICT, "环", "Ring", null, holed)));
    assertThat(regions.locate(new GeoPoint(31.3, 121.3))).map(Region::code).contains("990101");
    assertThat(regions.locate(new GeoPoint(31.5, 121.5))).map(Region::code).contains("990000");
  }

  @Test
  void isEmptyOutsideTheCityOnceTheCityHasAnAreaOfItsOwn() {
    Regions regions =
        Regions.of(
            CITY,
            List.of(
                new RegionDraft(
                    "990000",
                    RegionLevel.CITY,
                    "试验市",
                    "Testville",
                    null,
                    Towns.rectangle(121.2, 31.2, 121.8, 31.8))));
    assertThat(regions.locate(new GeoPoint(31.5, 121.5))).map(Region::code).contains("990000");
    assertThat(regions.locate(new GeoPoint(31.1, 121.1))).isEmpty();
  }

  @Test
  void refusesRegionsWithoutAParentOrOutsideTheCity() {
    Geometry here = Towns.rectangle(121.2, 31.2, 121.3, 31.3);
    Geometry swapped = Towns.rectangle(31.2, 121.2, 31.3, 121.3);
    assertThatThrownBy(
            () ->
                Regions.of(
                    CITY,
                    List.of(new RegionDraft("1", RegionLevel.STREET, "", "", "nobody", here))))
        .hasMessageContaining("must be a region");
    assertThatThrownBy(
            () ->
                Regions.of(
                    CITY,
                    List.of(new RegionDraft("1", RegionLevel.DISTRICT, "", "", null, swapped))))
        .hasMessageContaining("swapped");
  }
}
