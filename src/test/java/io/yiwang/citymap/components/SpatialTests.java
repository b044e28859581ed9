package io.yiwang.citymap.components;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.citymap.Component;
import io.yiwang.kernel.GeoPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.springframework.beans.factory.annotation.Autowired;

/** Answers about space equal those of JTS asked about each thing. */
@PlatformTest
class SpatialTests {
  private static final GeometryFactory JTS = new GeometryFactory();
  private static final ComponentFilter OURS = ComponentFilter.ofClasses(1055, 2029, 5002);
  private static final List<ComponentFilter> KINDS =
      List.of(OURS, ComponentFilter.ofClasses(1055), ComponentFilter.ofClasses(5002));
  private static final ChangeOrigin US =
      new ChangeOrigin(ChangeOrigin.Way.EDIT, null, "test", "because");
  private static final double STEP = 1e-5;

  @Autowired ComponentWriter writer;
  @Autowired ComponentReader reader;

  private final SplittableRandom random =
      new SplittableRandom(Long.getLong("yiwang.seed", 20261124));
  private static List<Component> all = List.of();

  /**
   * Round a place in the city's sea and on both sides of the antimeridian, on a grid so that
   * borders are met.
   */
  @BeforeEach
  void somethingEverywhere() {
    if (!all.isEmpty()) {
      return;
    }
    List<ComponentChange> puts = new ArrayList<>();
    List<Long> ids = new ArrayList<>(writer.nextIds(980000, 1055, 500));
    ids.addAll(writer.nextIds(980000, 5002, 100)); // areas of which only a place is known
    List<Long> lines = writer.nextIds(980000, 2029, 100);
    List<Long> areas = new ArrayList<>(writer.nextIds(980000, 5002, 70));
    areas.addAll(writer.nextIds(980000, 1055, 30)); // what mostly is a point, with a shape
    List<Component> made = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      Coordinate at = place();
      made.add(Component.point(ids.get(i), null, new GeoPoint(at.y, Ranges.wrapped(at.x))));
    }
    for (int i = 0; i < 100; i++) {
      Coordinate a = place();
      made.add(
          Component.shape(
              lines.get(i), null, JTS.createLineString(new Coordinate[] {a, near(a), near(a)})));
      Coordinate b = place();
      made.add(Component.shape(areas.get(i), null, box(b, near(b))));
    }
    made.forEach(c -> puts.add(ComponentChange.put(c, Instant.EPOCH)));
    writer.change(puts, US);
    all = made;
  }

  @Test
  void withinEqualsBruteForce() {
    int met = 0;
    for (int round = 0; round < 120; round++) {
      Coordinate corner = place();
      Geometry area = round % 3 == 0 ? triangle(corner) : box(corner, near(corner));
      Set<Long> expected = ids(c -> meets(area, c));
      Set<Long> got = new HashSet<>();
      String cursor = null;
      do {
        ComponentPage page = reader.within(area, OURS, cursor, 7);
        page.components().forEach(c -> assertThat(got.add(c.id())).as("twice").isTrue());
        cursor = page.next();
      } while (cursor != null);
      assertThat(got).as("round %d: %s", round, area).isEqualTo(expected);
      assertThat(reader.count(area, OURS)).isEqualTo(expected.size());
      met += expected.size();
    }
    assertThat(met).isGreaterThan(500);
  }

  @Test
  void nearestEqualsBruteForce() {
    for (int round = 0; round < 120; round++) {
      Coordinate at = place();
      var from = new GeoPoint(at.y, Ranges.wrapped(at.x));
      double most = round % 2 == 0 ? 300 : 1e9;
      int k = 1 + random.nextInt(12);
      ComponentFilter filter = KINDS.get(round % KINDS.size());
      List<Double> expected =
          all.stream()
              .filter(c -> IntStream.of(filter.classes()).anyMatch(no -> no == c.classNo()))
              .map(c -> distance(from, c))
              .filter(d -> d <= most)
              .sorted()
              .limit(k)
              .toList();
      List<Near> got = reader.nearest(from, k, most, filter);
      assertThat(got).isSortedAccordingTo(Comparator.comparingDouble(Near::metres));
      assertThat(got).hasSameSizeAs(expected);
      for (int i = 0; i < got.size(); i++) {
        assertThat(got.get(i).metres())
            .as("round %d, %dth of %s", round, i, from)
            .isCloseTo(expected.get(i), org.assertj.core.data.Offset.offset(0.02));
      }
    }
  }

  @Test
  void alongEqualsBruteForce() {
    int met = 0;
    for (int round = 0; round < 60; round++) {
      Coordinate a = place();
      Geometry line = JTS.createLineString(new Coordinate[] {a, near(a), near(a)});
      double metres = 5 + random.nextInt(60);
      // clear of the border by a centimetre, where the plane's choice of origin may decide
      Set<Long> surely = ids(c -> toLine(line, c) <= metres - 0.02);
      Set<Long> possibly = ids(c -> toLine(line, c) <= metres + 0.02);
      Set<Long> got = new HashSet<>();
      reader.along(line, metres, OURS, 10_000).forEach(n -> got.add(n.component().id()));
      assertThat(got).as("round %d", round).containsAll(surely).isSubsetOf(possibly);
      met += surely.size();
    }
    assertThat(met).isGreaterThan(300);
  }

  /** Half of all at home, half across the antimeridian with longitudes that go on past 180. */
  private Coordinate place() {
    double x = random.nextBoolean() ? 122.19 : 179.999;
    return new Coordinate(
        snap(x + STEP * random.nextInt(300)), snap(30.65 + STEP * random.nextInt(300)));
  }

  private Coordinate near(Coordinate a) {
    return new Coordinate(
        snap(a.x + STEP * (1 + random.nextInt(60))), snap(a.y + STEP * (1 + random.nextInt(60))));
  }

  private static double snap(double degrees) {
    return Math.round(degrees * 1e5) / 1e5;
  }

  private static Geometry box(Coordinate a, Coordinate b) {
    return JTS.createPolygon(
        new Coordinate[] {a, new Coordinate(b.x, a.y), b, new Coordinate(a.x, b.y), a});
  }

  private Geometry triangle(Coordinate a) {
    return JTS.createPolygon(
        new Coordinate[] {a, new Coordinate(near(a).x, a.y), new Coordinate(a.x, near(a).y), a});
  }

  private static Set<Long> ids(Predicate<Component> wanted) {
    Set<Long> ids = new HashSet<>();
    all.stream().filter(wanted).forEach(c -> ids.add(c.id()));
    return ids;
  }

  private static Geometry drawn(Component c) {
    Geometry shape = c.shape();
    return shape != null
        ? shape
        : JTS.createPoint(new Coordinate(c.point().lng(), c.point().lat()));
  }

  private static boolean meets(Geometry area, Component c) {
    Geometry shape = drawn(c);
    for (int turn = -360; turn <= 360; turn += 360) {
      if (area.intersects(AffineTransformation.translationInstance(turn, 0).transform(shape))) {
        return true;
      }
    }
    return false;
  }

  private static double distance(GeoPoint from, Component c) {
    if (c.shape() == null) {
      return c.point().distanceMetres(from);
    }
    var plane = new Metric(from);
    double best = Double.MAX_VALUE;
    Geometry shape = plane.transform(c.shape());
    best = Math.min(best, shape.distance(JTS.createPoint(new Coordinate(0, 0))));
    return best;
  }

  private static double toLine(Geometry line, Component c) {
    Coordinate start = line.getCoordinate();
    var plane = new Metric(new GeoPoint(start.y, Ranges.wrapped(start.x)));
    return plane.transform(line).distance(plane.transform(drawn(c)));
  }
}
