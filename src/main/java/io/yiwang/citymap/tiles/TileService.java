package io.yiwang.citymap.tiles;

import io.yiwang.citymap.components.AsOf;
import io.yiwang.citymap.components.Layer;
import io.yiwang.citymap.components.Layers;
import io.yiwang.house.Problem;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Hands out tiles, as whoever asks: what everybody sees from the pyramid or remembered, gas and
 * power always anew from the database, whose row security decides.
 */
@Service
public class TileService {
  private static final long REMEMBERED_BYTES = 48L << 20;
  private static final long GROUND_BYTES = 96L << 20;

  /** From here on a tile is drawn from the ground of the one above it of this zoom. */
  private static final int GROUND_ZOOM = 16;

  /** Encoding fast matters more than the last tenth of size. */
  private static final int LEVEL = 4;

  private static final int[] ALL = {};

  private final Pyramid pyramid;
  private final TouchedTiles touched;
  private final LiveTiles live;
  private final Layers layers;
  private final TileCache<byte[]> cache = new TileCache<>(REMEMBERED_BYTES, tile -> tile.length);
  private final TileCache<Ground> grounds = new TileCache<>(GROUND_BYTES, Ground::bytes);

  /** Of this start: versions count from the beginning again. */
  private final String start = Long.toString(System.nanoTime() & 0xFFFFFFFFL, 36);

  TileService(Pyramid pyramid, TouchedTiles touched, LiveTiles live, Layers layers) {
    this.pyramid = pyramid;
    this.touched = touched;
    this.live = live;
    this.layers = layers;
  }

  /**
   * A tile of a set.
   *
   * @param asOf {@link AsOf#NOW}, or a moment of the past, which only tiles from the database know:
   *     those of {@link TileSet#BASE} below zoom 14 show today
   */
  public Tile tile(TileSet set, int z, int x, int y, AsOf asOf) {
    check(set.minZoom(), z, x, y);
    boolean now = asOf.isNow() || z < TileDrawing.SINGLE_ZOOM && set == TileSet.BASE;
    Pyramid.Served drawn = pyramid.served();
    if (set == TileSet.BASE && now && z <= PyramidPoints.ZOOM) {
      boolean asDrawn =
          drawn != null
              && (z < TileDrawing.SINGLE_ZOOM || touched.version(z, x, y) <= drawn.version());
      if (asDrawn || z < TileDrawing.SINGLE_ZOOM) {
        byte[] packed = drawn == null ? null : drawn.file().tile(z, x, y);
        return new Tile(packed == null ? new byte[0] : packed, etag(set, z, x, y), true);
      }
    }
    if (!set.open() || !now) {
      return fresh(z, x, y, classes(set), set::shows, asOf, set.open());
    }
    return remembered(set.path(), z, x, y, classes(set), set::shows);
  }

  /** The tile of one layer of the map, from zoom 13 on. */
  public Tile layer(String layerId, int z, int x, int y, AsOf asOf) {
    Layer layer = layers.find(layerId).orElseThrow(() -> Problem.notFound("layer", layerId));
    check(PyramidShapes.PIPE_ZOOM, z, x, y);
    int[] classes = layers.classesOf(layer);
    if (layer.guarded() || !asOf.isNow()) {
      return fresh(z, x, y, classes, rule -> true, asOf, !layer.guarded());
    }
    return remembered(layerId, z, x, y, classes, rule -> !rule.guarded());
  }

  /**
   * What {@link Tile#etag} will be, without making the tile; null where only the content can tell.
   */
  @Nullable String etag(TileSet set, int z, int x, int y, AsOf asOf) {
    return asOf.isNow() && set.open() ? etag(set, z, x, y) : null;
  }

  private String etag(TileSet set, int z, int x, int y) {
    Pyramid.Served drawn = pyramid.served();
    long built = drawn == null || set != TileSet.BASE ? 0 : drawn.facts().builtAt().toEpochMilli();
    return start + "-" + touched.version(z, x, y) + "-" + Long.toString(built, 36);
  }

  private Tile remembered(
      String of, int z, int x, int y, int[] classes, Predicate<ClassRules.ClassRule> shown) {
    long version = touched.version(z, x, y); // before reading: a later change makes it stale
    byte[] packed =
        cache.get(
            new TileCache.Key(of, z, x, y),
            version,
            () -> packed(live.draw(ground(of, z, x, y, classes, shown, version), z, x, y)));
    TileSet set = TileSet.of(of).orElse(TileSet.LIVE);
    return new Tile(packed, etag(set, z, x, y), true);
  }

  private Ground ground(
      String of,
      int z,
      int x,
      int y,
      int[] classes,
      Predicate<ClassRules.ClassRule> shown,
      long version) {
    if (z < GROUND_ZOOM) {
      return live.ground(z, x, y, classes, shown, AsOf.NOW);
    }
    int up = z - GROUND_ZOOM;
    return grounds.get(
        new TileCache.Key(of, GROUND_ZOOM, x >> up, y >> up),
        version,
        () -> live.ground(GROUND_ZOOM, x >> up, y >> up, classes, shown, AsOf.NOW));
  }

  private Tile fresh(
      int z,
      int x,
      int y,
      int[] classes,
      Predicate<ClassRules.ClassRule> shown,
      AsOf asOf,
      boolean open) {
    byte[] packed = packed(live.draw(live.ground(z, x, y, classes, shown, asOf), z, x, y));
    return new Tile(packed, hash(packed), open);
  }

  private static byte[] packed(byte[] tile) {
    return tile.length == 0 ? tile : Gzip.pack(tile, LEVEL);
  }

  private static String hash(byte[] packed) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(packed);
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Those of a set below ground; above it also classes that no layer knows are shown. */
  private int[] classes(TileSet set) {
    return switch (set) {
      case BASE, LIVE -> ALL;
      case PIPES -> classes(layer -> layer.underground() && !layer.guarded());
      case LIFELINES -> classes(Layer::guarded);
    };
  }

  private int[] classes(Predicate<Layer> wanted) {
    return layers.list().stream()
        .filter(wanted)
        .flatMapToInt(layer -> Arrays.stream(layers.classesOf(layer)))
        .toArray();
  }

  private static void check(int minZoom, int z, int x, int y) {
    if (z < minZoom || z > World.MOST_ZOOM) {
      throw Problem.badField("z", z, "must be from " + minZoom + " to " + World.MOST_ZOOM, null);
    }
    if (x < 0 || x >= 1 << z) {
      throw Problem.badField("x", x, "must be from 0 to " + ((1 << z) - 1), null);
    }
    if (y < 0 || y >= 1 << z) {
      throw Problem.badField("y", y, "must be from 0 to " + ((1 << z) - 1), null);
    }
  }
}
