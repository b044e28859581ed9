package io.yiwang.citymap.tiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.WKBWriter;

/** What we encode is what a library not ours reads. */
class TileEncodingTest {
  private static final GeometryFactory JTS = new GeometryFactory();
  private static final int ROUNDS = 200;

  @Test
  void tellsPointsWithAllKindsOfProperties() {
    var tile = new VectorTile();
    TileLayer layer = tile.layer("point");
    layer.begin(37_000_042L);
    layer.point(17, 4000);
    layer.tag("d", 310105);
    layer.tag("below", -7);
    layer.tag("n", "江苏路");
    layer.tag("h", 12.5f);
    layer.tag("open", false);
    layer.end();
    layer.begin(99_999_999_999L);
    layer.point(0, 0);
    layer.tag("n", "江苏路");
    layer.end();

    List<Decoded.Feature> read = Decoded.of(tile.bytes());

    assertThat(read).hasSize(2);
    Decoded.Feature lamp = read.getFirst();
    assertThat(lamp.layer()).isEqualTo("point");
    assertThat(lamp.geometry().getCoordinate()).isEqualTo(new Coordinate(17, 4000));
    assertThat(lamp.properties())
        .isEqualTo(
            Map.of(
                "id",
                37_000_042L,
                "d",
                310105L,
                "below",
                -7L,
                "n",
                "江苏路",
                "h",
                12.5f,
                "open",
                false));
    assertThat(read.getLast().id()).isEqualTo(99_999_999_999L);
  }

  @Test
  void linesAreCutLikeJtsCutsThem() {
    var random = new SplittableRandom(20261124);
    for (int round = 0; round < ROUNDS; round++) {
      Coordinate[] vertices = new Coordinate[2 + random.nextInt(12)];
      for (int i = 0; i < vertices.length; i++) {
        vertices[i] = new Coordinate(wild(random), wild(random));
      }
      Geometry line = JTS.createLineString(vertices);
      Geometry expected = line.intersection(window());

      double length = drawn(line).stream().mapToDouble(f -> f.geometry().getLength()).sum();

      // each vertex may move half a unit
      assertThat(length).as("round %d", round).isBetween(less(expected), expected.getLength() + 40);
    }
  }

  private static double less(Geometry expected) {
    return expected.getLength() - 40;
  }

  @Test
  void areasAreCutLikeJtsCutsThem() {
    var random = new SplittableRandom(20261125);
    int withHoles = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Geometry outer = star(random, wild(random), wild(random), 300 + random.nextInt(4000), 15);
      Coordinate middle = outer.getInteriorPoint().getCoordinate();
      Geometry area = outer.difference(star(random, middle.x, middle.y, 90, 7));
      Geometry expected = area.intersection(window());

      double drawn = Decoded.signedArea(bytes(area));

      withHoles += area.getGeometryN(0).getNumPoints() > 16 ? 1 : 0;
      assertThat(drawn)
          .as("round %d", round)
          .isBetween(expected.getArea() * 0.98 - 3000, expected.getArea() * 1.02 + 3000);
    }
    assertThat(withHoles).isGreaterThan(ROUNDS / 2);
  }

  @Test
  void simplifyingStaysWithinTheTolerance() {
    var random = new SplittableRandom(7);
    for (int round = 0; round < ROUNDS; round++) {
      Geometry area = star(random, 2000, 2000, 1000, 60);
      WorldShape shape = shape(area);
      int tolerance = 20 * PyramidShapes.unit(14);

      WorldShape simple = Objects.requireNonNull(Simplify.by(shape, tolerance));

      assertThat(simple.xy().length).isLessThanOrEqualTo(shape.xy().length);
      Geometry before = JTS.createLineString(coordinates(shape));
      Geometry after = JTS.createLineString(coordinates(simple));
      for (Coordinate vertex : before.getCoordinates()) {
        assertThat(after.distance(JTS.createPoint(vertex))).isLessThanOrEqualTo(tolerance + 1.0);
      }
    }
  }

  @Test
  void tilesOfAnyZoomHaveTheirPlaceOnTheCurve() {
    // the first tiles of zoom 1 and the examples of the specification of PMTiles
    assertThat(TileId.of(0, 0, 0)).isZero();
    assertThat(TileId.of(1, 0, 0)).isEqualTo(1);
    assertThat(TileId.of(1, 0, 1)).isEqualTo(2);
    assertThat(TileId.of(1, 1, 1)).isEqualTo(3);
    assertThat(TileId.of(1, 1, 0)).isEqualTo(4);
    assertThat(TileId.of(2, 0, 0)).isEqualTo(5);
    assertThat(TileId.of(12, 3423, 1763)).isEqualTo(19_078_479);
    Map<Long, String> seen = new HashMap<>();
    for (int z = 0; z <= 6; z++) {
      for (int x = 0; x < 1 << z; x++) {
        for (int y = 0; y < 1 << z; y++) {
          long curve = TileId.curve(z, x, y);
          assertThat(TileId.tile(z, curve)).isEqualTo(TileId.pack(x, y));
          if (z > 0) {
            assertThat(curve >> 2).isEqualTo(TileId.curve(z - 1, x >> 1, y >> 1));
          }
          seen.put(TileId.of(z, x, y), z + "/" + x + "/" + y);
        }
      }
    }
    assertThat(seen).hasSize((int) TileId.first(7));
  }

  private static double wild(SplittableRandom random) {
    return -3000 + random.nextInt(10_000);
  }

  private static Geometry star(SplittableRandom random, double x, double y, int size, int points) {
    List<Coordinate> ring = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      double angle = 2 * Math.PI * i / points;
      double radius = size * (0.3 + 0.7 * random.nextDouble());
      ring.add(new Coordinate(x + radius * Math.cos(angle), y + radius * Math.sin(angle)));
    }
    ring.add(ring.getFirst());
    return JTS.createPolygon(ring.toArray(Coordinate[]::new));
  }

  private static Geometry window() {
    int most = World.EXTENT + Painter.MARGIN;
    return JTS.toGeometry(new Envelope(-Painter.MARGIN, most, -Painter.MARGIN, most));
  }

  private static final int Z = 14;
  private static final int COLUMN = 13_722;
  private static final int ROW = 6_693;

  /** A shape in units of the tile, drawn by us and read by them. */
  private static List<Decoded.Feature> drawn(Geometry local) {
    return Decoded.of(bytes(local));
  }

  private static byte[] bytes(Geometry local) {
    var tile = new VectorTile();
    TileLayer layer = tile.layer("shapes");
    layer.begin(1);
    new Painter(Z, COLUMN, ROW).paint(shape(local), layer);
    layer.end();
    return tile.bytes();
  }

  private static WorldShape shape(Geometry local) {
    Geometry degrees = local.copy();
    double unit = PyramidShapes.unit(Z);
    degrees.apply(
        (Coordinate c) -> {
          double x = (((double) COLUMN * World.EXTENT) + c.x) * unit;
          double y = (((double) ROW * World.EXTENT) + c.y) * unit;
          c.x = World.lng(x);
          c.y = World.lat(y);
        });
    degrees.geometryChanged();
    return WorldShape.read(new WKBWriter().write(degrees));
  }

  private static Coordinate[] coordinates(WorldShape shape) {
    Coordinate[] all = new Coordinate[shape.xy().length / 2];
    for (int i = 0; i < all.length; i++) {
      all[i] = new Coordinate(shape.xy()[2 * i], shape.xy()[2 * i + 1]);
    }
    return all;
  }
}
