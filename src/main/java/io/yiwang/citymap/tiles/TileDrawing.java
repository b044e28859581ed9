package io.yiwang.citymap.tiles;

import io.yiwang.citymap.tiles.ClassRules.ClassRule;
import io.yiwang.citymap.tiles.PyramidShapes.Drawn;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Draws one tile, of the pyramid or from the database: counts of cells on the map of the city,
 * clusters nearer by, then single points, the important ones first. A tile that would be too large
 * is drawn again with fewer points and without its smallest shapes.
 */
final class TileDrawing {
  static final int DENSITY_ZOOM = 11;
  static final int SINGLE_ZOOM = 14;

  /** Up to here of points that would cover each other one is seen. */
  private static final int THINNED_ZOOM = 15;

  /** From here on points have names. */
  private static final int NAMES_ZOOM = 17;

  private static final int DENSITY_BITS = 6;
  private static final int CLUSTER_BITS = 2;
  private static final int MAJORS = 5;
  private static final int COARSEST = 4;
  private static final int MOST_STEPS = 12;

  /** The share of a crowded tile that its shapes may fill. */
  private static final double SHAPES = 0.6;

  private final PointSource points;
  private final ClassRules rules;
  private final int z;
  private final long curve;
  private final Painter painter;
  private int shapeBytes;

  TileDrawing(PointSource points, ClassRules rules, int z, long curve) {
    this.points = points;
    this.rules = rules;
    this.z = z;
    this.curve = curve;
    long tile = TileId.tile(z, curve);
    this.painter = new Painter(z, TileId.x(tile), TileId.y(tile));
  }

  byte[] bytes(List<Drawn> shapes) {
    List<Drawn> kept = shapes;
    VectorTile tile = draw(kept, 0);
    for (int step = 1; tile.size() > VectorTile.MOST_BYTES && step <= MOST_STEPS; step++) {
      kept = largest(kept, SHAPES * VectorTile.MOST_BYTES / shapeBytes);
      tile = draw(kept, Math.min(step, COARSEST));
    }
    return tile.bytes();
  }

  /** The given share of them, without the smallest. */
  private static List<Drawn> largest(List<Drawn> shapes, double share) {
    return shapes.stream()
        .sorted(Comparator.comparingInt((Drawn d) -> d.shape().span()).reversed())
        .limit((long) Math.ceil(shapes.size() * Math.min(1, share)))
        .toList();
  }

  private VectorTile draw(List<Drawn> shapes, int coarse) {
    VectorTile tile = new VectorTile();
    for (Drawn drawn : shapes) {
      shape(drawn, tile);
    }
    shapeBytes = tile.size();
    if (z <= DENSITY_ZOOM) {
      density(tile.layer("density"));
    } else if (z < SINGLE_ZOOM) {
      clusters(tile.layer("point"));
    } else {
      int grid = z == SINGLE_ZOOM ? 6 : z == THINNED_ZOOM ? 7 : 9;
      singles(
          tile.layer("point"),
          tile.layer("node"),
          z > THINNED_ZOOM && coarse == 0 ? 0 : grid - coarse);
    }
    if (z < SINGLE_ZOOM) {
      landmarks(tile.layer("point"));
    }
    return tile;
  }

  private void shape(Drawn drawn, VectorTile tile) {
    PyramidShapes.Item item = drawn.item();
    boolean area = drawn.shape().area();
    PyramidShapes.Pipe pipe = item.pipe();
    TileLayer layer = tile.layer(pipe != null ? "pipe" : area ? "area" : "line");
    layer.begin(FeatureId.of(item.id()));
    painter.paint(drawn.shape(), layer);
    Properties.thing(layer, FeatureId.division(item.id()), item.classNo(), item.state());
    if (pipe != null) {
      Properties.pipe(layer, pipe);
    } else {
      Properties.name(layer, item.name());
      Properties.height(layer, item.height());
      if (item.rank() >= 0) {
        layer.tag("r", item.rank());
      }
    }
    layer.end();
  }

  private void density(TileLayer layer) {
    int[] counts = new int[(MAJORS + 1) << 2 * DENSITY_BITS];
    points.visit(
        z,
        curve,
        (x, y, id, division, classNo, state) -> {
          int cell = cell(x, y, DENSITY_BITS) * (MAJORS + 1);
          counts[cell]++;
          int major = classNo / 1000;
          if (major >= 1 && major <= MAJORS) {
            counts[cell + major]++;
          }
        });
    int side = World.EXTENT >> DENSITY_BITS;
    for (int cell = 0; cell < 1 << 2 * DENSITY_BITS; cell++) {
      int at = cell * (MAJORS + 1);
      if (counts[at] > 0) {
        layer.begin(cell + 1L);
        layer.point(
            (cell & (1 << DENSITY_BITS) - 1) * side + side / 2,
            (cell >> DENSITY_BITS) * side + side / 2);
        layer.tag("k", counts[at]);
        for (int major = 1; major <= MAJORS; major++) {
          if (counts[at + major] > 0) {
            layer.tag(KEYS[major - 1], counts[at + major]);
          }
        }
        layer.end();
      }
    }
  }

  private static final String[] KEYS = {"k1", "k2", "k3", "k4", "k5"};

  private static int cell(int x, int y, int bits) {
    int shift = World.EXTENT_BITS - bits;
    return y >> shift << bits | x >> shift;
  }

  /** The cells of a grid with the middle of their points and the class that most of them are. */
  private void clusters(TileLayer layer) {
    Cluster[] clusters = new Cluster[1 << 2 * CLUSTER_BITS];
    points.visit(
        z,
        curve,
        (x, y, id, division, classNo, state) -> {
          if (!rules.of(classNo).landmark()) {
            int cell = cell(x, y, CLUSTER_BITS);
            Cluster cluster = clusters[cell] == null ? new Cluster() : clusters[cell];
            clusters[cell] = cluster;
            cluster.add(x, y, id, division, classNo, state);
          }
        });
    for (Cluster cluster : clusters) {
      if (cluster != null) {
        cluster.writeTo(layer);
      }
    }
  }

  private void landmarks(TileLayer layer) {
    points.visit(
        z,
        curve,
        (x, y, id, division, classNo, state) -> {
          ClassRule rule = rules.of(classNo);
          if (rule.landmark() && z >= rule.minZoom()) {
            single(layer, x, y, id, division, classNo, state);
          }
        });
  }

  /**
   * @param bits of the grid in whose cells only the most important one is seen; 0 shows all
   */
  private void singles(TileLayer above, TileLayer below, int bits) {
    int[] best = new int[bits == 0 ? 0 : 1 << 2 * bits];
    Arrays.fill(best, Integer.MAX_VALUE);
    int[] number = {0};
    if (bits > 0) {
      points.visit(
          z,
          curve,
          (x, y, id, division, classNo, state) -> {
            int cell = cell(x, y, bits);
            int mine = importance(classNo, number[0]++);
            best[cell] = Math.min(best[cell], mine);
          });
      number[0] = 0;
    }
    points.visit(
        z,
        curve,
        (x, y, id, division, classNo, state) -> {
          ClassRule rule = rules.of(classNo);
          int mine = importance(classNo, number[0]++);
          if (bits == 0 || best[cell(x, y, bits)] == mine) {
            TileLayer layer = rule.underground() ? below : above;
            single(layer, x, y, id, division, classNo, state);
          }
        });
  }

  /** Lower is more important; of equals the first. */
  private int importance(int classNo, int number) {
    return Math.min(rules.of(classNo).rank(), 120) << 24 | number & 0xFF_FFFF;
  }

  private void single(
      TileLayer layer, int x, int y, long id, int division, int classNo, int state) {
    layer.begin(id);
    layer.point(x, y);
    Properties.thing(layer, division, classNo, state);
    if (z >= NAMES_ZOOM || rules.of(classNo).landmark()) {
      Properties.name(layer, points.name(id, division));
    }
    layer.end();
  }
}
