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
   * What lies in a tile and its margin, for the tile itself and those deeper in it.
   *
   * @param classes numbers of the classes to read, empty all
   * @param shown which of them are drawn
   */
  Ground ground(int z, int x, int y, int[] classes, Predicate<ClassRule> shown, AsOf asOf) {
    Painter painter = new Painter(z, x, y);
    Ground ground = new Ground();
    reader.scan(
        window(z, x, y),
        ComponentFilter.ofClasses(classes).at(asOf),
        classNo -> shown.test(rules.of(classNo)),
        row -> {
          if (row.shape == null) {
            point(row, painter, ground);
          } else {
            shape(row, row.shape, painter, ground);
          }
        });
    return ground;
  }

  private void point(ComponentRow row, Painter painter, Ground ground) {
    int x = World.x(row.lngE7 / 1e7);
    int y = World.y(row.latE7 / 1e7);
    if (Painter.inside(painter.x(x), painter.y(y))) {
      boolean shut = rules.of(row.classNo).underground() && Details.read(row.details).shut();
      int state = row.state | (shut ? PointSource.SHUT : 0);
      ground.point(x, y, row.id, row.classNo, state, row.name);
    }
  }

  private void shape(ComponentRow row, byte[] wkb, Painter painter, Ground ground) {
    WorldShape shape = WorldShape.read(wkb);
    if (painter.touches(shape)) {
      ClassRule rule = rules.of(row.classNo);
      Details details = Details.read(rule.underground() || rule.line() ? row.details : null);
      Pipe pipe = rule.underground() ? details.pipe() : null;
      ground.shape(
          new Item(
              row.id, row.classNo, row.state, row.name, row.height, pipe, details.rank(), shape));
    }
  }

  /** The tile, empty when it shows nothing of the ground, which must hold it. */
  byte[] draw(Ground ground, int z, int x, int y) {
    Painter painter = new Painter(z, x, y);
    LivePoints points =
        new LivePoints(ground, painter, classNo -> showsPoint(rules.of(classNo), z));
    List<Drawn> shapes = new ArrayList<>();
    for (Item item : ground.shapes()) {
      if (showsShape(item, z) && painter.touches(item.shape())) {
        Drawn drawn = PyramidShapes.drawn(item, z);
        if (drawn != null) {
          shapes.add(drawn);
        }
      }
    }
    return new TileDrawing(points, rules, z, TileId.curve(z, x, y)).bytes(shapes);
  }

  private static boolean showsPoint(ClassRule rule, int z) {
    return !rule.underground() || z >= rule.minZoom();
  }

  private boolean showsShape(Item item, int z) {
    int step = z - PyramidShapes.PIPE_ZOOM;
    boolean thin =
        item.pipe() != null && step < THINNEST.length && item.pipe().diameter() < THINNEST[step];
    return !thin && z >= rules.of(item.classNo()).minZoom();
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
}
