package io.yiwang.citymap.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yiwang.citymap.tiles.ClassRules.ClassRule;
import io.yiwang.house.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A pyramid of a small random city, drawn without a database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PyramidTest {
  private static final int POINTS = 60_000;
  private static final int LAMP = 1037;
  private static final int TREE = 4001;
  private static final int METRO = 2997;
  private static final int ROAD = 2999;
  private static final int BUILDING = 5998;
  private static final int WATER_MAIN = 1999;
  private static final ClassRules RULES =
      classNo ->
          switch (classNo) {
            case METRO -> new ClassRule(11, 0, false, false, false);
            case ROAD -> new ClassRule(8, 1, false, false, false);
            case BUILDING -> new ClassRule(14, 2, false, false, false);
            case WATER_MAIN -> new ClassRule(13, 2, false, true, false);
            case LAMP -> new ClassRule(14, 3, false, false, false);
            default -> new ClassRule(15, 9, false, false, false);
          };

  private static final String METADATA =
      """
      {"build": {"builtAt": "2026-11-24T03:10:00Z", "seq": 7, "load": 1, "seconds": 2.5, "points": 3, "shapes": 4}}
      """;

  private static @TempDir Path folder;
  private PmtilesReader pyramid;

  @BeforeAll
  void draw() throws IOException {
    Path file = folder.resolve("city.pmtiles");
    build(file);
    pyramid = new PmtilesReader(file);
  }

  private static void build(Path target) throws IOException {
    var random = new SplittableRandom(31);
    var points = new PyramidPoints();
    for (int i = 0; i < POINTS; i++) {
      // half of them within a few hundred metres
      double reach = i % 2 == 0 ? 0.15 : 0.004;
      double lng = 121.47 + (random.nextDouble() - 0.5) * reach;
      double lat = 31.23 + (random.nextDouble() - 0.5) * reach;
      points.add(id(310101, i % 3 == 0 ? LAMP : TREE, i), lng, lat, i % 3 == 0 ? LAMP : TREE, 0);
    }
    long station = id(310101, METRO, 1);
    points.add(station, 121.4737, 31.2304, METRO, 1);
    points.name(station, "人民广场");
    points.sort();
    var shapes = new PyramidShapes(RULES);
    shapes.add(line(id(310101, ROAD, 1), ROAD, "南京西路", 0));
    shapes.add(line(id(310101, WATER_MAIN, 1), WATER_MAIN, null, 1000));
    shapes.add(line(id(310101, WATER_MAIN, 2), WATER_MAIN, null, 300));
    int[] house = box(121.4737, 31.2304, 0.0004);
    shapes.add(
        new PyramidShapes.Item(
            id(310101, BUILDING, 1),
            BUILDING,
            0,
            null,
            57.25f,
            null,
            -1,
            WorldShape.of(true, house, new int[] {5}, new boolean[1])));
    try (var writer = new PmtilesWriter(target)) {
      new PyramidDrawing(points, shapes, RULES).draw(writer);
      writer.publish(METADATA, PyramidPoints.ZOOM, new double[] {120.85, 30.66, 122.25, 31.9});
    }
  }

  private static PyramidShapes.Item line(
      long id, int classNo, @Nullable String name, int diameter) {
    int[] xy = {
      World.x(121.41),
      World.y(31.2),
      World.x(121.45),
      World.y(31.24),
      World.x(121.53),
      World.y(31.26)
    };
    var pipe = diameter == 0 ? null : new PyramidShapes.Pipe(diameter, 1.5f);
    var shape = WorldShape.of(false, xy, new int[] {3}, new boolean[1]);
    return new PyramidShapes.Item(id, classNo, 0, name, Float.NaN, pipe, -1, shape);
  }

  private static int[] box(double lng, double lat, double side) {
    int w = World.x(lng);
    int e = World.x(lng + side);
    int n = World.y(lat + side);
    int s = World.y(lat);
    return new int[] {w, n, e, n, e, s, w, s, w, n};
  }

  private static long id(int division, int classNo, int sequence) {
    return (division * 100_000L + classNo) * 1_000_000L + sequence;
  }

  private List<Decoded.Feature> tile(int z, double lng, double lat) throws IOException {
    return Decoded.packed(
        pyramid.tile(z, World.tile(World.x(lng), z), World.tile(World.y(lat), z)));
  }

  private List<Decoded.Feature> all(int z, String layer) throws IOException {
    List<Decoded.Feature> features = new ArrayList<>();
    for (long tileId : pyramid.tileIds()) {
      if (tileId >= TileId.first(z) && tileId < TileId.first(z + 1)) {
        long tile = TileId.tile(z, tileId - TileId.first(z));
        List<Decoded.Feature> read =
            Decoded.packed(pyramid.tile(z, TileId.x(tile), TileId.y(tile)));
        assertThat(read).isNotEmpty();
        read.stream().filter(f -> f.layer().equals(layer)).forEach(features::add);
      }
    }
    return features;
  }

  @Test
  void countsOfEveryLowZoomAddUpToAllPoints() throws IOException {
    for (int z = 0; z <= TileDrawing.DENSITY_ZOOM; z++) {
      long k = 0;
      long lamps = 0;
      for (Decoded.Feature cell : all(z, "density")) {
        k += cell.number("k", 0);
        lamps += cell.number("k1", 0);
      }
      assertThat(k).as("zoom %d", z).isEqualTo(POINTS + 1);
      assertThat(lamps).as("zoom %d", z).isEqualTo(POINTS / 3);
    }
  }

  @Test
  void clustersAndSinglesAddUpToAllPoints() throws IOException {
    for (int z = 12; z < TileDrawing.SINGLE_ZOOM; z++) {
      long k = 0;
      for (Decoded.Feature point : all(z, "point")) {
        k += point.number("k", 1);
      }
      assertThat(k).as("zoom %d", z).isEqualTo(POINTS + 1);
    }
  }

  @Test
  void theDeepestZoomShowsEverySinglePointThatFits() throws IOException {
    long[] ids = all(15, "point").stream().mapToLong(Decoded.Feature::id).distinct().toArray();
    // half of the city stands in four tiles, which are thinned
    assertThat(ids.length).isBetween(POINTS / 2, POINTS + 1);
    List<Decoded.Feature> fewer = all(14, "point");
    assertThat(fewer.size()).isLessThan(ids.length);
    // where many stand, a lamp hides the trees around it
    List<Decoded.Feature> crowded =
        fewer.stream().filter(f -> f.id() % 2 == 1 && f.number("c", 0) != METRO).toList();
    assertThat(crowded.stream().filter(f -> f.number("c", 0) == LAMP).count())
        .isGreaterThan(crowded.size() * 9 / 10);
  }

  @Test
  void aLandmarkIsNamedFromAfar() throws IOException {
    for (int z = 11; z <= 15; z++) {
      assertThat(tile(z, 121.4737, 31.2304))
          .as("zoom %d", z)
          .filteredOn(f -> f.properties().containsKey("n"))
          .filteredOn(f -> f.layer().equals("point"))
          .singleElement()
          .satisfies(
              f -> assertThat(f.properties()).containsEntry("n", "人民广场").containsEntry("s", 1L));
    }
  }

  @Test
  void shapesComeWithTheirZoom() throws IOException {
    assertThat(all(7, "line")).isEmpty();
    assertThat(all(9, "line")).isNotEmpty().allMatch(f -> f.text("n").equals("南京西路"));
    assertThat(all(13, "area")).isEmpty();
    assertThat(all(15, "area"))
        .isNotEmpty()
        .allMatch(f -> f.text("h").equals("57.3") && f.geometry().getArea() > 0);
    assertThat(all(11, "pipe")).isNotEmpty().allMatch(f -> f.number("dia", 0) == 1000);
    assertThat(all(10, "pipe")).isEmpty();
    assertThat(all(13, "pipe")).isEmpty();
  }

  @Test
  void noTileIsTooLarge() throws IOException {
    for (long tileId : pyramid.tileIds()) {
      int z = 0;
      while (TileId.first(z + 1) <= tileId) {
        z++;
      }
      long tile = TileId.tile(z, tileId - TileId.first(z));
      byte[] packed = Objects.requireNonNull(pyramid.tile(z, TileId.x(tile), TileId.y(tile)));
      assertThat(Gzip.unpack(packed).length).isLessThan(500_000);
    }
  }

  @Test
  void ofTooManyShapesTheLargestStay() {
    List<PyramidShapes.Drawn> many = new ArrayList<>();
    int unit = PyramidShapes.unit(15);
    for (int i = 0; i < 40_000; i++) {
      int west = World.x(121.4737) + i % 200 * 4 * unit;
      int north = World.y(31.2304) + i / 200 * 4 * unit;
      int side = (5 + i % 100) * unit;
      int[] xy = {west, north, west + side, north, west + side, north + side, west, north + side};
      var shape = WorldShape.of(true, xy, new int[] {4}, new boolean[1]);
      var item =
          new PyramidShapes.Item(
              id(310101, BUILDING, i), BUILDING, 0, "楼" + i, 12f, null, -1, shape);
      many.add(new PyramidShapes.Drawn(item, shape));
    }
    var points = new PyramidPoints();
    points.sort();
    long curve =
        TileId.curve(15, World.tile(World.x(121.4737), 15), World.tile(World.y(31.2304), 15));

    byte[] tile = new TileDrawing(points, RULES, 15, curve).bytes(many);

    assertThat(tile.length).isBetween(200_000, 500_000);
    assertThat(Decoded.of(tile)).allMatch(f -> f.id() % 100 > 20);
  }

  @Test
  void largeDirectoriesHaveLeaves() throws IOException {
    Path large = folder.resolve("large.pmtiles");
    int tiles = 30_000;
    var random = new SplittableRandom(5);
    try (var writer = new PmtilesWriter(large)) {
      for (int i = tiles - 1; i >= 0; i--) {
        byte[] tile =
            Gzip.pack(Integer.toString(i).repeat(1 + random.nextInt(50)).getBytes("US-ASCII"));
        writer.add(TileId.first(15) + 3L * i, tile);
      }
      writer.publish("{}", 15, new double[4]);
    }
    var reader = new PmtilesReader(large);
    assertThat(reader.header().leaves().length()).isPositive();
    assertThat(reader.header().root().length()).isLessThan(PmtilesHeader.ROOM - 127);
    assertThat(reader.tileIds()).hasSize(tiles);
    for (int i = 0; i < tiles; i += 97) {
      long tile = TileId.tile(15, 3L * i);
      byte[] packed = Objects.requireNonNull(reader.tile(15, TileId.x(tile), TileId.y(tile)));
      assertThat(new String(Gzip.unpack(packed), "US-ASCII")).startsWith(Integer.toString(i));
    }
    assertThat(reader.tile(0, 0, 0)).isNull();
  }

  @Test
  void aBuildThatEndsInTheMiddleLeavesTheOldOne() throws IOException {
    Path target = folder.resolve("kept.pmtiles");
    build(target);
    var before = new PmtilesReader(target);
    try (var writer = new PmtilesWriter(target)) {
      writer.add(0, new byte[10]);
      assertThat(PmtilesWriter.part(target)).exists();
    }
    assertThat(PmtilesWriter.part(target)).doesNotExist();
    var after = new PmtilesReader(target);
    assertThat(after.tileIds()).isEqualTo(before.tileIds());

    build(target);
    assertThat(before.tile(0, 0, 0)).as("still readable").isNotNull();
  }

  @Test
  void whatAKilledBuildLeftIsClearedAndTheOldPyramidServed() throws IOException {
    var data = new DataFolder(folder.resolve("data"));
    Path served = data.sub("map").resolve("city.pmtiles");
    build(served);
    Files.write(PmtilesWriter.part(served), new byte[1_000]);

    var found = new Pyramid(data, new JsonMapper());

    assertThat(PmtilesWriter.part(served)).doesNotExist();
    assertThat(Objects.requireNonNull(found.served()).file().tile(0, 0, 0)).isNotNull();

    Files.write(served, new byte[20_000]);
    assertThat(new Pyramid(data, new JsonMapper()).served()).as("is built anew").isNull();
  }

  @Test
  void anythingElseIsNoPyramid() throws IOException {
    Path other = folder.resolve("other.pmtiles");
    Files.write(other, new byte[20_000]);
    assertThatThrownBy(() -> new PmtilesReader(other)).isInstanceOf(IOException.class);
  }
}
