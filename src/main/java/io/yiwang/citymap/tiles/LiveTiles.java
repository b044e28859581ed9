package io.yiwang.citymap.tiles;

import io.yiwang.citymap.components.AsOf;
import io.yiwang.citymap.components.ComponentFilter;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.citymap.components.ComponentRow;
import io.yiwang.citymap.components.Ranges;
import io.yiwang.citymap.tiles.ClassRules.ClassRule;
import io.yiwang.citymap.tiles.PyramidShapes.Drawn;
import io.yiwang.citymap.tiles.PyramidShapes.Item;
import io.yiwang.citymap.tiles.PyramidShapes.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.springframework.stereotype.Component;

/** Encodes tiles from the database, as whoever asks. */
@Component
class LiveTiles {
  private static final GeometryFactory JTS = new GeometryFactory();

  /** The thinnest pipes, in millimetres, that zooms 13, 14 and 15 show. */
  private static final int[] THINNEST = {500, 250, 100};

  private final ComponentReader reader;
  private final ClassRules rules;

  LiveTiles(ComponentReader reader, ClassRules rules) {
    this.reader = reader;
    this.rules = rules;
  }

  /**
   * @param classes numbers of the classes to read, empty all
   * @param shown which of them are drawn
   * @return the tile, empty when it shows nothing
   */
  byte[] draw(int z, int x, int y, int[] classes, Predicate<ClassRule> shown, AsOf asOf) {
    Collecting rows = new Collecting(z, x, y, shown);
    reader.scan(window(z, x, y), ComponentFilter.ofClasses(classes).at(asOf), rows::add);
    return new TileDrawing(rows.points, rules, z, TileId.curve(z, x, y)).bytes(rows.shapes);
  }

  private static Ranges window(int z, int x, int y) {
    double side = Math.scalb(1.0, World.BITS - z);
    double margin = side * Painter.MARGIN / World.EXTENT;
    return Ranges.of(
        JTS.toGeometry(
            new Envelope(
                World.lng(x * side - margin),
                World.lng((x + 1) * side + margin),
                World.lat((y + 1) * side + margin),
                World.lat(y * side - margin))));
  }

  /** What of the rows lies in one tile. */
  private final class Collecting {
    private final int z;
    private final Painter painter;
    private final Predicate<ClassRule> shown;
    private final LivePoints points = new LivePoints();
    private final List<Drawn> shapes = new ArrayList<>();

    Collecting(int z, int x, int y, Predicate<ClassRule> shown) {
      this.z = z;
      this.painter = new Painter(z, x, y);
      this.shown = shown;
    }

    void add(ComponentRow row) {
      ClassRule rule = rules.of(row.classNo);
      if (!shown.test(rule)) {
        return;
      }
      if (row.shape == null) {
        point(row, rule);
      } else if (z >= rule.minZoom()) {
        shape(row, rule, row.shape);
      }
    }

    private void point(ComponentRow row, ClassRule rule) {
      int x = painter.x(World.x(row.lngE7 / 1e7));
      int y = painter.y(World.y(row.latE7 / 1e7));
      if (!Painter.inside(x, y) || rule.underground() && z < rule.minZoom()) {
        return;
      }
      boolean shut = rule.underground() && Details.read(row.details).shut();
      int state = row.state | (shut ? PointSource.SHUT : 0);
      points.add(x, y, row.id, row.classNo, state, row.name);
    }

    private void shape(ComponentRow row, ClassRule rule, byte[] wkb) {
      Details details = Details.read(rule.underground() || rule.line() ? row.details : null);
      Pipe pipe = rule.underground() ? details.pipe() : null;
      if (pipe != null && pipe.diameter() < thinnest()) {
        return;
      }
      WorldShape shape = WorldShape.read(wkb);
      if (painter.touches(shape)) {
        Item item =
            new Item(
                row.id, row.classNo, row.state, row.name, row.height, pipe, details.rank(), shape);
        Drawn drawn = PyramidShapes.drawn(item, z);
        if (drawn != null) {
          shapes.add(drawn);
        }
      }
    }

    private int thinnest() {
      int step = z - PyramidShapes.PIPE_ZOOM;
      return step < THINNEST.length ? THINNEST[step] : 0;
    }
  }
}
