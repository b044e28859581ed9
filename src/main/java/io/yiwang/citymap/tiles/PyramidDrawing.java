package io.yiwang.citymap.tiles;

import io.yiwang.citymap.tiles.PyramidShapes.Drawn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** Draws all tiles of the pyramid on all cores, the deepest zoom first. */
final class PyramidDrawing {
  private final PyramidPoints points;
  private final PyramidShapes shapes;
  private final ClassRules rules;
  private final AtomicInteger zoomsDone = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger largest = new AtomicInteger();

  PyramidDrawing(PyramidPoints points, PyramidShapes shapes, ClassRules rules) {
    this.points = points;
    this.shapes = shapes;
    this.rules = rules;
  }

  /** Of the zooms, which are drawn one after the other. */
  int zoomsDone() {
    return zoomsDone.get();
  }

  long bytes() {
    return bytes.get();
  }

  /** Of the tiles, compressed, in bytes. */
  int largest() {
    return largest.get();
  }

  void draw(PmtilesWriter out) {
    for (int z = PyramidPoints.ZOOM; z >= 0; z--) {
      int zoom = z;
      Map<Long, List<Drawn>> drawn = shapes.at(z);
      long[] curves =
          LongStream.concat(
                  Arrays.stream(points.tiles(z)),
                  drawn.keySet().stream().mapToLong(Long::longValue))
              .sorted()
              .distinct()
              .toArray();
      Arrays.stream(curves)
          .parallel()
          .forEach(curve -> tile(zoom, curve, drawn.getOrDefault(curve, List.of()), out));
      zoomsDone.incrementAndGet();
    }
  }

  private void tile(int z, long curve, List<Drawn> drawn, PmtilesWriter out) {
    byte[] tile = new TileDrawing(points, rules, z, curve).bytes(drawn);
    if (tile.length == 0) {
      return;
    }
    byte[] packed = Gzip.pack(tile);
    try {
      out.add(TileId.first(z) + curve, packed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    bytes.addAndGet(packed.length);
    largest.accumulateAndGet(packed.length, Math::max);
  }
}
